import type { Actor } from "@yardlet/core/audit";
import { DomainError } from "@yardlet/core/error";
import { authenticateKey, REPORT_RECORDS, requirePermission, type ServiceContext } from "@yardlet/services";
import { ADDRESS_HEADER } from "../client-address.ts";
import { API_PATH } from "./address.ts";
import { makeGate, type GateSize } from "./gate.ts";
import { errorResponse, tooMany } from "./http-error.ts";
import { matchRoute } from "./match-route.ts";
import { readBody, readBytes, type BodyLimits } from "./read-body.ts";
import { formOf, readDocument, readRecords } from "./read-records.ts";
import type { RawCall, Route } from "./route.ts";
import { ROUTES } from "./routes.ts";
import { tokenBuckets, type BucketRate } from "./token-buckets.ts";

export interface ApiLimits {
  /** Reports that one process works on. */
  reports: GateSize;
  /** Messages that are proven by a signature and worked on. */
  signed: GateSize;
  /** Requests of one key, or of one push webhook. */
  perKey: BucketRate;
  /** Keys and signatures that do not work, from one address. */
  badKeys: BucketRate;
  body: BodyLimits;
}

export const API_LIMITS: ApiLimits = {
  reports: { running: 4, waiting: 16 },
  signed: { running: 2, waiting: 16 },
  perKey: { perSecond: 60, burst: 120 },
  badKeys: { perSecond: 0.5, burst: 30 },
  body: { bytes: 8 * 1024 * 1024, ms: 30_000 },
};

interface ApiOptions {
  /** What services work with, on behalf of `actor`. */
  service: (actor: Actor) => Promise<ServiceContext>;
  /** Logs an error nobody expected and answers the id it has in the log. */
  onBug: (error: unknown, where: string) => string;
  limits?: Partial<ApiLimits>;
  routes?: readonly Route[];
}

/** How many keys and addresses are remembered. */
const REMEMBERED = 10_000;

/** Who asks before the key is known; may do nothing. */
const STRANGER: Actor = {
  kind: "key",
  id: "",
  name: "nobody",
  role: "viewer",
  limits: { permissions: [], repoId: null },
};

/**
 * The HTTP API as one function from request to answer; it never throws. A request is known by its key alone: cookies are not
 * looked at, so no page of another site can ask in somebody's name.
 */
export function createApi({ service, onBug, limits: given = {}, routes = ROUTES }: ApiOptions) {
  const limits = { ...API_LIMITS, ...given };
  const gate = makeGate(limits.reports);
  const signedGate = makeGate(limits.signed);
  const perKey = tokenBuckets(limits.perKey, REMEMBERED);
  const badKeys = tokenBuckets(limits.badKeys, REMEMBERED);

  /** What a stranger may do once it has proven who it is; those who cannot are slowed down by their address. */
  const admit = async (request: Request, prove: (ctx: ServiceContext) => Promise<Actor>): Promise<ServiceContext> => {
    const ctx = await service(STRANGER);
    const now = ctx.now();
    const address = addressOf(request);
    const badWait = badKeys.wait(address, now.getTime());
    try {
      const actor = await prove(ctx);
      const wait = perKey.take(actor.id, now.getTime());
      if (wait > 0) throw tooMany(`the key ${actor.name} asks too often; send more records at a time`, wait);
      return { ...ctx, actor };
    } catch (error) {
      if (error instanceof DomainError && error.code === "unauthenticated") {
        if (badWait > 0)
          throw tooMany("too many keys from this address do not work; wait, then send one that does", badWait);
        badKeys.take(address, now.getTime());
      }
      throw error;
    }
  };

  const authenticate = (request: Request): Promise<ServiceContext> =>
    admit(request, (ctx) => authenticateKey(ctx.db, secretOf(request), ctx.now()));

  const work = async (ctx: ServiceContext, route: Route, request: Request, call: Pick<RawCall, "params" | "query">) => {
    const signed = { header: (name: string) => request.headers.get(name), bytes: new Uint8Array() };
    if (!route.takesRecords) {
      const body = route.body === null ? undefined : readDocument(request, await readBody(request, limits.body));
      return route.respond(ctx, { ...call, records: [], body, signed });
    }
    const form = formOf(request.headers.get("content-type"));
    return gate.enter(async (turn) => {
      const records = readRecords(await readBody(request, limits.body), form, REPORT_RECORDS);
      if (records.length > REPORT_RECORDS) {
        throw new DomainError(
          "limit_reached",
          `a report holds at most ${REPORT_RECORDS} records; send the rest in another`,
        );
      }
      return turn(() => route.respond(ctx, { ...call, records, body: undefined, signed }));
    });
  };

  const workSigned = (
    { respond }: Route,
    { prove }: NonNullable<Route["proof"]>,
    request: Request,
    call: Pick<RawCall, "params" | "query">,
  ) =>
    signedGate.enter(async (turn) => {
      const header = (name: string) => request.headers.get(name);
      const signed = { header, bytes: await readBytes(request, limits.body) };
      const raw: RawCall = { ...call, records: [], body: undefined, signed };
      return turn(async () => respond(await admit(request, (ctx) => prove(ctx, raw)), raw));
    });

  const workKeyed = async (route: Route, request: Request, call: Pick<RawCall, "params" | "query">) => {
    const ctx = route.permission === null ? await service(STRANGER) : await authenticate(request);
    if (route.permission !== null) requirePermission(ctx, route.permission);
    return work(ctx, route, request, call);
  };

  return async (request: Request): Promise<Response> => {
    let where = API_PATH;
    try {
      const url = new URL(request.url);
      const { route, params } = matchRoute(routes, request.method, url.pathname.slice(API_PATH.length));
      where = `${route.method} ${API_PATH}${route.path}`;
      const call = { params, query: queryOf(url) };
      const answer = route.proof
        ? await workSigned(route, route.proof, request, call)
        : await workKeyed(route, request, call);
      const headers = { "Cache-Control": "no-store" };
      if ("bytes" in answer) {
        return new Response(new Uint8Array(answer.bytes), {
          headers: { ...headers, "Content-Type": "application/json" },
        });
      }
      return Response.json(answer.body, { status: answer.status ?? 200, headers });
    } catch (error) {
      return errorResponse(error, (bug) => onBug(bug, where));
    }
  };
}

/** @throws DomainError `unauthenticated` that says how a key is sent */
function secretOf(request: Request): string {
  const [, secret] = /^bearer +([\x21-\x7e]{1,200}) *$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (secret !== undefined) return secret;
  throw new DomainError("unauthenticated", "send a key as the header Authorization: Bearer yk_…; an admin makes one");
}

/** Who sent it; `nameClients` sees to it that no sender chooses this. */
function addressOf(request: Request): string {
  return request.headers.get(ADDRESS_HEADER) ?? "";
}

/** @throws DomainError `invalid` for a word that stands there twice */
function queryOf(url: URL): Record<string, string> {
  const words = [...url.searchParams.keys()];
  const twice = words.find((word, at) => words.indexOf(word) !== at);
  if (twice !== undefined) {
    throw new DomainError("invalid", `${twice.slice(0, 80)} stands in the query twice; give it once`, {
      issues: [{ path: twice.slice(0, 80), message: "is given twice" }],
    });
  }
  return Object.fromEntries(url.searchParams);
}
