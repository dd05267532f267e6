"use client";

import { useSyncExternalStore } from "react";
import { formatAgo, formatClock, formatDay, formatDuration, formatTime } from "./format.ts";

const FORMATS = { time: formatTime, day: formatDay, clock: formatClock } as const;

/** A moment in UTC, the same on the server and in every browser. */
export function When({ at, as = "time" }: { at: Date; as?: keyof typeof FORMATS }) {
  return <time dateTime={at.toISOString()}>{FORMATS[as](at)}</time>;
}

/** How long ago, once the page lives; until then the moment itself. */
export function Ago({ at }: { at: Date }) {
  const now = useNow();
  return (
    <time dateTime={at.toISOString()} title={`${formatTime(at)} UTC`}>
      {now === undefined ? formatTime(at) : formatAgo(now - at.getTime())}
    </time>
  );
}

/** How long something took, or has taken until now. */
export function Elapsed({ from, to }: { from: Date; to: Date | null }) {
  const now = useNow();
  const end = to?.getTime() ?? now;
  return end === undefined ? null : formatDuration(end - from.getTime());
}

/** The time in milliseconds, once a second; undefined until the page lives, so that server and browser agree. */
export function useNow(): number | undefined {
  return useSyncExternalStore(subscribe, currentSecond, () => undefined);
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let second = 0;

function currentSecond(): number {
  if (second === 0) second = Date.now();
  return second;
}

function tick() {
  second = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    second = 0;
  };
}
