"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { openLive, type LiveState } from "./connection.ts";
import { invalidateByTopic } from "./topics.ts";

const LiveContext = createContext<LiveState>("connecting");

/** "live" while this page hears of changes. */
export function useLiveState(): LiveState {
  return useContext(LiveContext);
}

/** Hears what has changed since the page was drawn, and lets the queries of the topic fetch again. */
export function LiveProvider({ since, children }: { since: string; children: ReactNode }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [from] = useState(since);
  const [state, setState] = useState<LiveState>("connecting");
  useEffect(() => {
    const news = invalidateByTopic(trpc, queries);
    const close = openLive(from, { onEvent: news.hear, onState: setState });
    return () => {
      close();
      news.stop();
    };
  }, [from, trpc, queries]);
  return <LiveContext value={state}>{children}</LiveContext>;
}
