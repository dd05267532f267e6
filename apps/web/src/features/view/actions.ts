import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SavedView, ViewPage } from "@yardlet/core/view";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { toast } from "@/ui/toast.tsx";

/** Saves and deletes views; what is deleted can be taken back. */
export function useViewActions(page: ViewPage) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { queryKey } = trpc.view.list.queryOptions({ page });
  const fetchAgain = () => queries.invalidateQueries({ queryKey });
  const tell = (error: unknown) => toast({ text: errorOf(error).message, tone: "bad" });
  const save = useMutation({
    ...trpc.view.save.mutationOptions(),
    onSuccess: ({ name }) => {
      toast({ text: `Saved the view ${name}` });
      void fetchAgain();
    },
  });
  const restore = useMutation({ ...trpc.view.save.mutationOptions(), onError: tell, onSettled: fetchAgain });
  const drop = useMutation({ ...trpc.view.delete.mutationOptions(), onError: tell, onSettled: fetchAgain });
  return {
    save,
    remove: ({ id, name, query }: SavedView) => {
      queries.setQueryData(queryKey, (views) => views?.filter((view) => view.id !== id));
      drop.mutate(
        { id },
        {
          onSuccess: () =>
            toast({ text: `Deleted the view ${name}`, undo: () => restore.mutate({ page, name, query }) }),
        },
      );
    },
  };
}
