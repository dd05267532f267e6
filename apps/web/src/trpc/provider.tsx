"use client";

import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { errorOf } from "./error.ts";
import { createQueryClient } from "./query-client.ts";

let browserQueryClient: QueryClient | undefined;

/** In the browser the same client for good, else a suspended first render would fetch for ever. */
function queryClient(): QueryClient {
  if (typeof window === "undefined") return createQueryClient();
  browserQueryClient ??= createQueryClient({ onError: leaveWhenSignedOut });
  return browserQueryClient;
}

/** The session is over: sign in and come back here. */
function leaveWhenSignedOut(error: unknown): void {
  if (errorOf(error).code !== "unauthenticated") return;
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}

export function ApiProvider({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queryClient()}>{children}</QueryClientProvider>;
}
