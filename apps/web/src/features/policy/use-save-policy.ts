import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { PolicyKnobs } from "@yardlet/core/score";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { toast } from "@/ui/toast.tsx";

interface Saving {
  knobs: PolicyKnobs;
  note: string;
  base: number;
  /** What was in force, to put back; not offered for what itself puts something back. */
  before?: PolicyKnobs;
}

/** Puts a policy in force; the toast puts the one before back. */
export function useSavePolicy(onSaved: () => void) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: ({ knobs, note, base }: Saving) => api.policy.save.mutate({ knobs, note, base }),
    onSuccess: async ({ version }, { before }) => {
      await queries.invalidateQueries(trpc.policy.pathFilter());
      onSaved();
      const putBack = () => before && save.mutate({ knobs: before, note: "taken back", base: version });
      toast({
        text: `Policy ${version} is in force; every skill is decided on anew`,
        ...(before ? { undo: putBack } : {}),
      });
    },
    onError: (error, { before }) => {
      if (!before) toast({ text: errorOf(error).message, tone: "bad" });
    },
  });
  return save;
}
