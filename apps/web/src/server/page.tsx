import "server-only";
import { dehydrate, HydrationBoundary, type FetchQueryOptions, type QueryKey } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { Member } from "@yardlet/core/team";
import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { createQueryClient } from "@/trpc/query-client.ts";
import { appRouter } from "./app-router.ts";
import { contextOf } from "./context.ts";
import { requireMember, viewerOf } from "./viewer.ts";

/** The query of a page's URL. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** Opens a page for the signed-in member; visitors are sent to sign in. */
export async function openPage() {
  const { member, teamName } = await requireMember();
  return openPageFor(member, teamName);
}

/**
 * Opens a page for a member. `load` fetches what the page shows first, by the same query options that the client component
 * uses; `hydrate` hands it over.
 */
export async function openPageFor(member: Member, teamName: string) {
  const queryClient = createQueryClient();
  const trpc = createTRPCOptionsProxy({ router: appRouter, ctx: await contextOf(member), queryClient });
  return {
    viewer: viewerOf(member, teamName),
    trpc,
    /** For infinite queries, which `load` does not take. */
    queryClient,
    /** A thing that is not there shows the not-found page; other errors the error page. */
    load: <TData, TError, TQueryData, TKey extends QueryKey>(
      options: FetchQueryOptions<TData, TError, TQueryData, TKey>,
    ): Promise<TQueryData> => queryClient.fetchQuery(options).catch(showNotFound),
    /** Like `load`, for what is drawn here and not handed over. */
    read: <TData, TError, TQueryData, TKey extends QueryKey>(
      options: FetchQueryOptions<TData, TError, TQueryData, TKey>,
    ): Promise<TQueryData> => createQueryClient().fetchQuery(options).catch(showNotFound),
    hydrate: (children: ReactNode) => <HydrationBoundary state={dehydrate(queryClient)}>{children}</HydrationBoundary>,
  };
}

function showNotFound(error: unknown): never {
  if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
  throw error;
}
