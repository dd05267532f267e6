import "server-only";
import { dehydrate, HydrationBoundary, type FetchQueryOptions, type QueryKey } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { createQueryClient } from "@/trpc/query-client.ts";
import { appRouter } from "./app-router.ts";
import { contextOf } from "./context.ts";
import { findMember, requireViewer } from "./viewer.ts";

/**
 * Opens a page for the signed-in viewer. `load` fetches what the page shows first, as the same query options that the client
 * component uses; `hydrate` hands it over.
 */
export async function openPage() {
  const viewer = await requireViewer();
  const queryClient = createQueryClient();
  const ctx = await contextOf(await findMember());
  const trpc = createTRPCOptionsProxy({ router: appRouter, ctx, queryClient });
  return {
    viewer,
    trpc,
    /** A thing that is not there shows the not-found page; other errors the error page. */
    async load<TData, TError, TQueryData, TKey extends QueryKey>(
      options: FetchQueryOptions<TData, TError, TQueryData, TKey>,
    ): Promise<TQueryData> {
      return queryClient.fetchQuery(options).catch(showNotFound);
    },
    /** For infinite queries, which `load` does not take. */
    queryClient,
    hydrate(children: ReactNode) {
      return <HydrationBoundary state={dehydrate(queryClient)}>{children}</HydrationBoundary>;
    },
  };
}

function showNotFound(error: unknown): never {
  if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
  throw error;
}
