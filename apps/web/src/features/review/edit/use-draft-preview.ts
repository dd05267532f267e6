"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Draft } from "@/features/version/editor/draft.ts";
import { toEdit } from "@/features/version/editor/rebase.ts";
import { useSettledDraft } from "@/features/version/editor/use-preview.ts";
import { useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";

/** What the server says of a draft being edited, once typing rests. */
export function useDraftPreview(seen: { candidate: string; base: string }, draft: Draft) {
  const api = useTRPCClient();
  const { files } = useSettledDraft(draft);
  const preview = useQuery({
    queryKey: ["draft.preview", seen, files],
    queryFn: () => api.draft.preview.mutate({ ...seen, edit: toEdit({ files }) }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return {
    data: preview.data,
    checking: preview.isFetching || files !== draft.files,
    fault: preview.error ? errorOf(preview.error).message : undefined,
  };
}
