import { QueryClient, type QueryFunction } from "@tanstack/react-query";
import { createTRPCClient, httpLink } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { expect, test } from "vitest";
import type { AppRouter } from "../server/app-router.ts";
import type { Call } from "./call.ts";
import { createApi, createApiClient } from "./options.ts";
import { transformer } from "./transformer.ts";

const calls: Call[] = [];
const send = async (call: Call) => {
  calls.push(call);
  return "answer";
};
const api = createApi(send);
const theirs = createTRPCOptionsProxy<AppRouter>({
  client: createTRPCClient<AppRouter>({ links: [httpLink({ url: "http://127.0.0.1/", transformer })] }),
  queryClient: new QueryClient(),
});

test("keys are the library's, so that what the server has fetched is found", () => {
  const page = { getNextPageParam: () => null };
  expect(api.repo.get.queryKey({ slug: "api" })).toEqual(theirs.repo.get.queryKey({ slug: "api" }));
  expect(api.overview.get.queryKey()).toEqual(theirs.overview.get.queryKey());
  expect(api.repo.get.queryOptions({ slug: "api" }).queryKey).toEqual(
    theirs.repo.get.queryOptions({ slug: "api" }).queryKey,
  );
  expect(api.library.status.queryOptions().queryKey).toEqual(theirs.library.status.queryOptions().queryKey);
  expect(api.job.list.infiniteQueryOptions({ limit: 50 }, page).queryKey).toEqual(
    theirs.job.list.infiniteQueryOptions({ limit: 50 }, page).queryKey,
  );
  expect(api.job.get.queryFilter({ id: "j1" })).toEqual(theirs.job.get.queryFilter({ id: "j1" }));
  expect(api.repo.pathFilter()).toEqual(theirs.repo.pathFilter());
  expect(api.job.log.pathFilter()).toEqual(theirs.job.log.pathFilter());
  expect(api.repo.sync.mutationOptions().mutationKey).toEqual(theirs.repo.sync.mutationOptions().mutationKey);
});

test("options call their procedure", async () => {
  calls.length = 0;
  await run(api.repo.get.queryOptions({ slug: "api" }).queryFn);
  await run(api.search.find.queryOptions({ query: "a" }, { trpc: { abortOnUnmount: true } }).queryFn);
  await run(api.job.list.infiniteQueryOptions({ limit: 50 }, { getNextPageParam: (page) => page.next }).queryFn);
  await createApiClient(send).repo.sync.mutate({ slug: "api" });
  await createApiClient(send).equip.patch.query({ planId: "p1" });
  expect(calls).toEqual([
    { kind: "query", procedure: "repo.get", input: { slug: "api" } },
    { kind: "query", procedure: "search.find", input: { query: "a" }, signal: expect.any(AbortSignal) },
    { kind: "query", procedure: "job.list", input: { limit: 50, cursor: "next" } },
    { kind: "mutation", procedure: "repo.sync", input: { slug: "api" } },
    { kind: "query", procedure: "equip.patch", input: { planId: "p1" } },
  ]);
});

test("further options pass through, and an unknown one is a bug", () => {
  const options = api.search.find.queryOptions({ query: "api" }, { enabled: false });
  expect(options.enabled).toBe(false);
  expect(() => api.repo.get.subscriptionOptions).not.toThrow();
  expect(() => Reflect.apply(Reflect.get(api.repo.get, "subscriptionOptions"), undefined, [])).toThrow(
    "repo.get.subscriptionOptions: there is no such option",
  );
});

async function run(queryFn: unknown): Promise<void> {
  if (!isQueryFunction(queryFn)) throw new Error("there is no query function");
  await queryFn({
    client: new QueryClient(),
    queryKey: [],
    signal: new AbortController().signal,
    meta: undefined,
    pageParam: "next",
    direction: "forward",
  });
}

function isQueryFunction(value: unknown): value is QueryFunction<unknown, readonly unknown[], unknown> {
  return typeof value === "function";
}
