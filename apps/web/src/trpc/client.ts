"use client";

import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "../server/app-router.ts";
import { transformer } from "./transformer.ts";

export const API_PATH = "/api/trpc";

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** Queries and mutations; live events have a connection of their own, loaded once the page stands. */
export function createClient() {
  return createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: API_PATH, transformer, maxURLLength: 2_000 })] });
}
