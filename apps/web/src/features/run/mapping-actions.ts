"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { MappingOutcome, SuggestedVersion } from "@yardlet/services";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { formatCount } from "@/ui/format.ts";
import { toast } from "@/ui/toast.tsx";
import { visibleText } from "./visible-text.ts";

/** What runs of a repo say, and nobody could resolve. */
export interface SaidName {
  repo: string;
  name: string;
  reported: string;
}

interface Request {
  said: SaidName;
  /** Null takes the mapping back. */
  version: SuggestedVersion | null;
}

/** Maps a name to a version, or takes that back. A large history is corrected in several calls. */
export function useMapping() {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mutation = useMutation<number, Error, Request>({
    mutationFn: async ({ said: { repo, name, reported }, version }) => {
      let corrected = 0;
      let outcome: MappingOutcome;
      do {
        outcome =
          version === null
            ? await api.run.unmap.mutate({ repo, name, reported })
            : await api.run.map.mutate({ repo, name, reported, versionId: version.versionId });
        corrected += outcome.corrected;
      } while (outcome.remaining);
      return corrected;
    },
    onSuccess: (corrected, { said, version }) => {
      const mentions = `${formatCount(corrected, "mention")} corrected`;
      if (version === null)
        return toast({ text: `${visibleText(said.name)} means nothing by hand in ${said.repo}, ${mentions}` });
      return toast({
        text: `${visibleText(said.name)} means ${version.name} v${version.number} in ${said.repo}, ${mentions}; scores follow`,
        undo: () => mutation.mutate({ said, version: null }),
      });
    },
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: () => queries.invalidateQueries(trpc.run.pathFilter()),
  });
  return {
    map: (said: SaidName, version: SuggestedVersion) => mutation.mutate({ said, version }),
    unmap: (said: SaidName) => mutation.mutate({ said, version: null }),
    isPending: mutation.isPending,
  };
}
