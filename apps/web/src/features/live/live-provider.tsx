"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { createContext, useContext, useEffect, useMemo, type ReactNode } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { invalidateByTopic } from "./topics.ts";

export type LiveState = "connecting" | "live" | "lost";

const LiveContext = createContext<LiveState>("connecting");

/** "live" while this page hears of changes. */
export function useLiveState(): LiveState {
  return useContext(LiveContext);
}

/** Hears what has changed since the page was drawn, and lets the queries of the topic fetch again. */
export function LiveProvider({ since, children }: { since: string; children: ReactNode }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const news = useMemo(() => invalidateByTopic(trpc, queries), [trpc, queries]);
  useEffect(() => news.stop, [news]);
  const subscription = useSubscription(
    trpc.live.events.subscriptionOptions(
      { lastEventId: since },
      { onData: (event) => news.hear(event.data.topic, event.data.ref) },
    ),
  );
  const state = STATES[subscription.status];
  return <LiveContext value={state}>{children}</LiveContext>;
}

const STATES = { idle: "connecting", connecting: "connecting", pending: "live", error: "lost" } as const satisfies Record<
  string,
  LiveState
>;
