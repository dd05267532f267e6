"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";

const SETTLE_MS = 300;

/** What the server says of a document, once typing rests. */
export function useMemoryVerdict(typed: string) {
  const api = useTRPCClient();
  const [text, setText] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setText(typed), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const isThere = text.trim() !== "";
  const verdict = useQuery({
    queryKey: ["distil.judgeMemory", text],
    queryFn: () => api.distil.judgeMemory.mutate({ text }),
    enabled: isThere,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  return {
    judged: isThere ? verdict.data : undefined,
    checking: isThere && (verdict.isFetching || text !== typed),
    fault: isThere && verdict.error ? errorOf(verdict.error).message : undefined,
  };
}
