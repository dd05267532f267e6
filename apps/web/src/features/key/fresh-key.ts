"use client";

import { useSyncExternalStore } from "react";

let fresh: string | undefined;
const listeners = new Set<() => void>();

/** Remembers a secret that was just made, until the page is loaded anew: commands to copy are filled in with it. */
export function keepFreshKey(secret: string): void {
  fresh = secret;
  for (const tell of listeners) tell();
}

/** The secret that was just made, if this browser page has seen one made. */
export function useFreshKey(): string | undefined {
  return useSyncExternalStore(
    (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    () => fresh,
    () => undefined,
  );
}
