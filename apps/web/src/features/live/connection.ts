"use client";

import { API_PATH } from "@/trpc/call.ts";

export type LiveState = "connecting" | "live" | "lost";

interface Listener {
  onEvent: (topic: string, ref: string) => void;
  onState: (state: LiveState) => void;
}

/** The server says something at least every 15 s; a line that is silent for longer is dead. */
const SILENCE_MS = 40_000;
/** Longer than a server that stops keeps an idle connection open: a page that came back sooner would hold it up. */
const RETRY_MS = 6_000;

/**
 * Hears what has changed after the event `since`, as server-sent events. The browser reconnects by itself and tells the server the
 * last event it heard; a dead or refused line is opened anew. Answers how to stop.
 */
export function openLive(since: string, { onEvent, onState }: Listener): () => void {
  let last = since;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    source?.close();
    source = new EventSource(
      `${API_PATH}/live.events?input=${encodeURIComponent(JSON.stringify({ lastEventId: last }))}`,
    );
    source.addEventListener("open", () => onState("live"));
    source.addEventListener("ping", alive);
    source.addEventListener("return", () => {
      source?.close();
      after(RETRY_MS);
    });
    source.addEventListener("message", (message) => {
      alive();
      if (message.lastEventId) last = message.lastEventId;
      const event: unknown = JSON.parse(message.data);
      if (isEvent(event)) onEvent(event.topic, event.ref);
    });
    source.addEventListener("error", () => {
      onState("lost");
      if (source?.readyState === EventSource.CLOSED) after(RETRY_MS);
    });
    alive();
  };
  const after = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(open, ms);
  };
  const alive = () => after(SILENCE_MS);

  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function isEvent(value: unknown): value is { topic: string; ref: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    "topic" in value &&
    "ref" in value &&
    typeof value.topic === "string" &&
    typeof value.ref === "string"
  );
}
