import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/client.ts";

/** The team's settings, and how they are changed. */
export function useTeamSettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const options = trpc.team.settings.queryOptions();
  const { data: settings } = useSuspenseQuery(options);
  const update = useMutation({
    ...trpc.team.updateSettings.mutationOptions(),
    onSettled: (saved) => {
      if (saved) queries.setQueryData(options.queryKey, saved);
    },
  });
  return { settings, update };
}
