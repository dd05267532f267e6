import { initTRPC, TRPCError } from "@trpc/server";
import type { Member } from "@yardlet/core/team";
import { DomainError } from "@yardlet/core/error";
import { mayDo, PERMISSIONS, type Permission } from "@yardlet/core/team";
import type { ServiceContext } from "@yardlet/services";
import { transformer } from "../../trpc/transformer.ts";
import type { LiveHub } from "../live.ts";
import { Bug, errorData, TRPC_CODES } from "./errors.ts";

/** What a procedure works with. `member` is absent for visitors; then only public procedures answer. */
export interface TrpcContext {
  member: Member | undefined;
  service: ServiceContext;
  live: () => Promise<LiveHub>;
  /** Logs an error nobody expected and answers the id it has in the log. */
  onBug: (error: unknown, path: string) => string;
}

/** What visitors may call, and why it is safe: the holder of a link proves it by the link's token. */
export const PUBLIC_PROCEDURES = {
  "setup.state": "says whether there is an admin, and the team's name",
  "setup.createFirstAdmin": "checks the one-time set-up token, which works once",
  "invite.find": "checks the invitation's token",
  "invite.accept": "checks the invitation's token, which works once",
} as const satisfies Record<string, string>;
export type PublicProcedure = keyof typeof PUBLIC_PROCEDURES;

/** Every procedure carries one of the two. */
export interface ProcedureMeta {
  permission?: Permission;
  public?: PublicProcedure;
}

/** An open page asks again after this long, so that a member who was removed stops hearing of news. */
const STREAM_MS = 10 * 60_000;

const trpc = initTRPC
  .context<TrpcContext>()
  .meta<ProcedureMeta>()
  .create({
    transformer,
    sse: {
      maxDurationMs: STREAM_MS,
      ping: { enabled: true, intervalMs: 15_000 },
    },
    errorFormatter: ({ shape, error }) => {
      const domain = errorData(error.cause);
      const { code, httpStatus, path } = shape.data;
      return { ...shape, message: domain.message, data: { code, httpStatus, path, domain } };
    },
  });

export const router = trpc.router;
export const createCaller = trpc.createCallerFactory;

/** Maps what a service throws, in one place. A `next()` of tRPC 11 never throws: its result tells. */
const mapErrors = trpc.middleware(async ({ next, ctx, path }) => {
  const result = await next();
  if (result.ok) return result;
  const { error } = result;
  if (error.cause instanceof DomainError) {
    throw new TRPCError({ code: TRPC_CODES[error.cause.code], message: error.cause.message, cause: error.cause });
  }
  if (error.code !== "INTERNAL_SERVER_ERROR") return result;
  const bug = new Bug(ctx.onBug(error.cause ?? error, path));
  throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: bug.message, cause: bug });
});

/** What can't be read here is left to the procedure's own schema: one without input is called without a body. */
const refuseNul = trpc.middleware(async ({ next, getRawInput }) => {
  if (holdsNul(await getRawInput().catch(() => undefined)))
    throw new DomainError("invalid", "a text holds a NUL character, which nothing here stores; take it out");
  return next();
});

/** A procedure for members whose role covers `permission`; refused before the input is looked at. */
export function procedure(permission: Permission) {
  return trpc.procedure
    .meta({ permission })
    .use(mapErrors)
    .use(refuseNul)
    .use(({ next, ctx }) => {
      const { member } = ctx;
      if (!member) throw new DomainError("unauthenticated", "sign in first");
      if (!mayDo(member.role, permission)) throw forbidden(member, permission);
      return next({ ctx: { ...ctx, member } });
    });
}

/** A procedure for anybody; its name must stand in `PUBLIC_PROCEDURES`. */
export function publicProcedure(name: PublicProcedure) {
  return trpc.procedure.meta({ public: name }).use(mapErrors).use(refuseNul);
}

/** Whether any text in a parsed input has a NUL character: PostgreSQL stores none. */
function holdsNul(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0");
  return typeof value === "object" && value !== null && Object.values(value).some(holdsNul);
}

function forbidden(member: Member, permission: Permission): DomainError {
  const needed = PERMISSIONS[permission];
  return new DomainError("forbidden", `this needs the role ${needed}, and you are ${member.role}; ask an admin`, {
    permission,
  });
}
