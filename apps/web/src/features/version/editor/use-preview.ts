"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { SkillPreview } from "@yardlet/services";
import { useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import type { Draft } from "./draft.ts";
import { toEdit } from "./rebase.ts";

/** How long typing has to rest before the server looks at it. */
const SETTLE_MS = 350;

export interface Preview {
  data: SkillPreview | undefined;
  /** What shows is of an earlier text, or there is nothing yet. */
  checking: boolean;
  /** Why the server has nothing to say of it. */
  fault: string | undefined;
}

/** What the server says of the draft once typing rests: findings, rendered text, differences and the listing budget. */
export function usePreview(named: { home: string; name: string }, draft: Draft, against?: number): Preview {
  const api = useTRPCClient();
  const { base, files } = useSettledDraft(draft);
  const preview = useQuery({
    queryKey: ["version.preview", named, base, files, against],
    queryFn: () =>
      api.version.preview.mutate({
        ...named,
        base,
        edit: toEdit({ files }),
        ...(against === undefined ? {} : { against }),
      }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return {
    data: preview.data,
    checking: preview.isFetching || files !== draft.files,
    fault: preview.error ? errorOf(preview.error).message : undefined,
  };
}

/** The draft as it was when typing last rested. */
export function useSettledDraft(draft: Draft): Draft {
  const [settled, setSettled] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(draft), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return settled;
}
