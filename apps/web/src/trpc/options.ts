import type { TRPCClient } from "@trpc/client";
import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "../server/app-router.ts";
import type { Call } from "./call.ts";

/** Options for the query library, by procedure: `api.repo.get.queryOptions({ slug })`. */
export type Api = TRPCOptionsProxy<AppRouter>;

/** Plain calls, by procedure: `client.repo.sync.mutate({ slug })`. */
export type ApiClient = TRPCClient<AppRouter>;

type Send = (call: Call) => Promise<unknown>;
type Answer = (path: string[], args: unknown[]) => unknown;

/**
 * What tRPC's own options proxy answers, with the same keys, so that what a page of the server has fetched is found again here.
 * The library's types without its code: that would be a tenth of what a page may load.
 */
export function createApi(send: Send): Api {
  return typedApi(
    pathProxy((path, [first, more]) => {
      const method = path.at(-1) ?? "";
      const procedure = path.slice(0, -1);
      const make = OPTIONS.get(method);
      if (!make) throw new TypeError(`${path.join(".")}: there is no such option`);
      return make(send, procedure, first, more);
    }),
  );
}

export function createApiClient(send: Send): ApiClient {
  return typedClient(
    pathProxy((path, [input]) => {
      const kind = path.at(-1) === "mutate" ? "mutation" : "query";
      return send({ kind, procedure: path.slice(0, -1).join("."), input });
    }),
  );
}

type Make = (send: Send, procedure: string[], first: unknown, more: unknown) => unknown;

const OPTIONS = new Map<string, Make>([
  ["queryKey", (_send, procedure, input) => keyOf(procedure, input, "query")],
  ["queryFilter", (_send, procedure, input, more) => ({ ...fields(more), queryKey: keyOf(procedure, input, "query") })],
  ["pathFilter", (_send, procedure, more) => ({ ...fields(more), queryKey: [procedure] })],
  [
    "queryOptions",
    (send, procedure, input, more) => ({
      ...fields(more),
      queryKey: keyOf(procedure, input, "query"),
      queryFn: (context: { signal: AbortSignal }) =>
        send({
          kind: "query",
          procedure: procedure.join("."),
          input,
          ...(givesUp(more) ? { signal: context.signal } : {}),
        }),
    }),
  ],
  [
    "infiniteQueryOptions",
    (send, procedure, input, more) => ({
      initialPageParam: undefined,
      ...fields(more),
      queryKey: keyOf(procedure, input, "infinite"),
      queryFn: ({ pageParam }: { pageParam: unknown }) =>
        send({ kind: "query", procedure: procedure.join("."), input: { ...fields(input), cursor: pageParam } }),
    }),
  ],
  [
    "mutationOptions",
    (send, procedure, more) => ({
      ...fields(more),
      mutationKey: [procedure],
      mutationFn: (input: unknown) => send({ kind: "mutation", procedure: procedure.join("."), input }),
    }),
  ],
]);

function keyOf(procedure: string[], input: unknown, type: "query" | "infinite"): unknown[] {
  return [procedure, { ...(input === undefined ? {} : { input }), type }];
}

/** Whether an answer that nobody waits for any more is given up: `{ trpc: { abortOnUnmount: true } }`. */
function givesUp(more: unknown): boolean {
  return Reflect.get(fields(Reflect.get(fields(more), "trpc")), "abortOnUnmount") === true;
}

function fields(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}

/** Gathers the names of `a.b.c(…)` and hands them over when it is called. */
function pathProxy(answer: Answer, path: string[] = []): unknown {
  return new Proxy(() => undefined, {
    get: (_target, name) =>
      typeof name === "string" && name !== "then" ? pathProxy(answer, [...path, name]) : undefined,
    apply: (_target, _this, args) => answer(path, args),
  });
}

/** Justified: a proxy answers by name, so its type can only be claimed; `options.test.ts` holds it against the library. */
function typedApi(proxy: unknown): Api {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  return proxy as Api;
}

/** Justified as above. */
function typedClient(proxy: unknown): ApiClient {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  return proxy as ApiClient;
}
