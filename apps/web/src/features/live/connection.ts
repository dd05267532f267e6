"use client";

import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";
import type { AppRouter } from "@/server/app-router.ts";
import { API_PATH } from "@/trpc/client.ts";
import { transformer } from "@/trpc/transformer.ts";

export type LiveState = "connecting" | "live" | "lost";

interface Listener {
  onEvent: (topic: string, ref: string) => void;
  onState: (state: LiveState) => void;
}

const STATES = { idle: "connecting", connecting: "connecting", pending: "live" } as const;

/** Hears what has changed after the event `since`; comes back by itself where it left off. Answers how to stop. */
export function openLive(since: string, { onEvent, onState }: Listener): () => void {
  const client = createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: API_PATH, transformer })] });
  const subscription = client.live.events.subscribe(
    { lastEventId: since },
    {
      onData: ({ data }) => onEvent(data.topic, data.ref),
      onConnectionStateChange: ({ state, error }) => onState(error ? "lost" : STATES[state]),
      onError: () => onState("lost"),
    },
  );
  return () => subscription.unsubscribe();
}
