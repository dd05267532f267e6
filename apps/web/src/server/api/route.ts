import type { Actor } from "@yardlet/core/audit";
import { parseInput } from "@yardlet/core/error";
import type { Permission } from "@yardlet/core/team";
import type { ServiceContext } from "@yardlet/services";
import type * as z from "zod";
import type { BodyRecord } from "./read-records.ts";

export type Method = "GET" | "POST";

/** What one route is, whatever it is about: mounts it, describes it, and shows it on the page of the API. */
export interface Route {
  method: Method;
  /** Below `/api/v1`, with `{names}` for what differs. */
  path: `/${string}`;
  summary: string;
  /** Null for what anybody may ask; such a route stands in `PUBLIC_ROUTES`. */
  permission: Permission | null;
  params: z.ZodType;
  query: z.ZodType;
  /** Takes records as its body, and is worked on when it is its turn. */
  takesRecords: boolean;
  /** What its records are, where it takes any. */
  record: RecordName;
  /** The one JSON document that it takes as its body; null for none. */
  body: z.ZodType | null;
  /** How a sender proves who it is by what it sends, where no key does; null where it does not. */
  proof: Proof | null;
  answer: z.ZodType;
  respond(ctx: ServiceContext, raw: RawCall): Promise<Answer<unknown> | FileAnswer>;
}

/** What a body may hold many of, by its name in the document of the API. */
export type RecordName = "Run" | "Packet";

interface Proof {
  /** @throws DomainError `unauthenticated` */
  prove(ctx: ServiceContext, raw: RawCall): Promise<Actor>;
}

/** A request as it came in, before the schemas of its route. */
export interface RawCall {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  records: readonly BodyRecord[];
  /** The body as JSON, of a route that takes one. */
  body: unknown;
  /** What a proof is about. */
  signed: SignedRequest;
}

export interface SignedRequest {
  header(name: string): string | null;
  /** The body byte for byte; empty on a route without a proof. */
  bytes: Uint8Array;
}

interface Answer<T> {
  status?: number;
  body: T;
}

/** JSON that is sent as it is stored. */
interface FileAnswer {
  bytes: Uint8Array;
}

type Facts<P, Q, A> = Pick<Route, "method" | "path" | "summary" | "permission"> & { params: P; query: Q; answer: A };

interface Call<P extends z.ZodType, Q extends z.ZodType> {
  params: z.output<P>;
  query: z.output<Q>;
}

interface RouteSpec<P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType> extends Facts<P, Q, A> {
  takesRecords?: boolean;
  record?: RecordName;
  handle(ctx: ServiceContext, call: Call<P, Q> & Pick<RawCall, "records">): Promise<Answer<z.input<A>>>;
}

/** One row of the table: its handler gets what its schemas made of path and query, and answers what its answer says. */
export function route<P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType>(spec: RouteSpec<P, Q, A>): Route {
  return {
    ...factsOf(spec),
    takesRecords: spec.takesRecords ?? false,
    record: spec.record ?? "Run",
    body: null,
    proof: null,
    respond: async (ctx, raw) => spec.handle(ctx, { ...callOf(spec, raw), records: raw.records }),
  };
}

interface BodyRouteSpec<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
> extends Facts<P, Q, A> {
  body: B;
  handle(ctx: ServiceContext, call: Call<P, Q> & { body: z.output<B> }): Promise<Answer<z.input<A>>>;
}

/** As `route`, for one that takes a JSON document. */
export function bodyRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  spec: BodyRouteSpec<P, Q, B, A>,
): Route {
  return {
    ...factsOf(spec),
    takesRecords: false,
    record: "Run",
    body: spec.body,
    proof: null,
    respond: async (ctx, raw) =>
      spec.handle(ctx, { ...callOf(spec, raw), body: parseInput(spec.body, raw.body, "the body") }),
  };
}

interface FileRouteSpec<P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType> extends Facts<P, Q, A> {
  handle(ctx: ServiceContext, call: Call<P, Q>): Promise<Uint8Array>;
}

/** As `route`, for one that answers a stored JSON document byte for byte. */
export function fileRoute<P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType>(
  spec: FileRouteSpec<P, Q, A>,
): Route {
  return {
    ...factsOf(spec),
    takesRecords: false,
    record: "Run",
    body: null,
    proof: null,
    respond: async (ctx, raw) => ({ bytes: await spec.handle(ctx, callOf(spec, raw)) }),
  };
}

interface SignedRouteSpec<P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType> extends Omit<
  Facts<P, Q, A>,
  "permission"
> {
  prove(ctx: ServiceContext, call: Call<P, Q> & SignedRequest): Promise<Actor>;
  handle(ctx: ServiceContext, call: Call<P, Q> & SignedRequest): Promise<Answer<z.input<A>>>;
}

/** As `route`, for one whose sender signs what it sends instead of giving a key. Its body is anybody's JSON. */
export function signedRoute<P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType>(
  spec: SignedRouteSpec<P, Q, A>,
): Route {
  const call = (raw: RawCall) => ({ ...callOf(spec, raw), ...raw.signed });
  return {
    ...factsOf({ ...spec, permission: null }),
    takesRecords: false,
    record: "Run",
    body: null,
    proof: { prove: (ctx, raw) => spec.prove(ctx, call(raw)) },
    respond: async (ctx, raw) => spec.handle(ctx, call(raw)),
  };
}

function factsOf<P, Q, A>({
  method,
  path,
  summary,
  permission,
  params,
  query,
  answer,
}: Facts<P, Q, A>): Facts<P, Q, A> {
  return { method, path, summary, permission, params, query, answer };
}

function callOf<P extends z.ZodType, Q extends z.ZodType>(
  { params, query }: { params: P; query: Q },
  raw: RawCall,
): Call<P, Q> {
  return { params: parseInput(params, raw.params, "the path"), query: parseInput(query, raw.query, "the query") };
}
