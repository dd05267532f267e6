"use client";

import { useSyncExternalStore } from "react";

/** False for the server and the first drawing in the browser, which must be the same. */
export function useAlive(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
