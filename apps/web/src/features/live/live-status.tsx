"use client";

import { type QueryCache, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { formatAgo } from "@/ui/format.ts";
import { useNow } from "@/ui/time.tsx";
import { useLiveState } from "./live-provider.tsx";

/** How fresh the page is, and whether it hears of changes by itself. */
export function LiveStatus() {
  const state = useLiveState();
  const updatedAt = useUpdatedAt();
  const now = useNow();
  if (now === undefined || updatedAt === 0) return <span className="live" />;
  const ago = formatAgo(now - updatedAt);
  return <span className="live">{state === "lost" ? `not live, updated ${ago}` : `updated ${ago}`}</span>;
}

/** When the newest data of this page was fetched, in milliseconds; 0 while there is none. */
function useUpdatedAt(): number {
  const cache = useQueryClient().getQueryCache();
  return useSyncExternalStore(
    (onChange) => tellLater(cache, onChange),
    () => Math.max(0, ...cache.findAll({ type: "active" }).map((query) => query.state.dataUpdatedAt)),
    () => 0,
  );
}

/**
 * Tells of new data in a task of its own. The cache also speaks while React commits, of observers that come and go: whoever renders
 * at once then renders within a render, and fifty of those in a row end the page.
 */
function tellLater(cache: QueryCache, onChange: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = cache.subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "success") return;
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, 0);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
