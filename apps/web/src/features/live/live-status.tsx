"use client";

import { useQueryClient } from "@tanstack/react-query";
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
    (onChange) => cache.subscribe(onChange),
    () => Math.max(0, ...cache.findAll({ type: "active" }).map((query) => query.state.dataUpdatedAt)),
    () => 0,
  );
}
