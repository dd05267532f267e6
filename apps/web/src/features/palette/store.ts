"use client";

import { useSyncExternalStore } from "react";

/** What lies over the page; one thing at a time. */
export type Overlay = "palette" | "help" | "research" | "create" | "distil" | undefined;

let open: Overlay;
const listeners = new Set<() => void>();

export function showOverlay(next: Overlay): void {
  open = next;
  for (const listener of listeners) listener();
}

export function useOverlay(): Overlay {
  return useSyncExternalStore(subscribe, () => open, nothing);
}

function nothing(): Overlay {
  return undefined;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
