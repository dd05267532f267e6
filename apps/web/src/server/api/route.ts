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
  /** Takes run records as its body, and is worked on when it is its turn. */
  takesRecords: boolean;
  answer: z.ZodType;
  respond(ctx: ServiceContext, raw: RawCall): Promise<Answer<unknown>>;
}

/** A request as it came in, before the schemas of its route. */
export interface RawCall {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  records: readonly BodyRecord[];
}

interface Answer<T> {
  status?: number;
  body: T;
}

interface RouteSpec<P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType> extends Omit<
  Route,
  "params" | "query" | "answer" | "takesRecords" | "respond"
> {
  params: P;
  query: Q;
  takesRecords?: boolean;
  answer: A;
  handle(
    ctx: ServiceContext,
    call: { params: z.output<P>; query: z.output<Q>; records: readonly BodyRecord[] },
  ): Promise<Answer<z.input<A>>>;
}

/** One row of the table: its handler gets what its schemas made of path and query, and answers what its answer says. */
export function route<P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType>(spec: RouteSpec<P, Q, A>): Route {
  const { method, path, summary, permission, params, query, takesRecords = false, answer } = spec;
  return {
    method,
    path,
    summary,
    permission,
    params,
    query,
    takesRecords,
    answer,
    respond: async (ctx, raw) =>
      spec.handle(ctx, {
        params: parseInput(params, raw.params, "the path"),
        query: parseInput(query, raw.query, "the query"),
        records: raw.records,
      }),
  };
}
