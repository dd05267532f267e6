import { mayDo, PERMISSIONS, Role, type Permission } from "@yardlet/core/team";
import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { ROUTES } from "./api/routes.ts";
import { appRouter } from "./app-router.ts";
import { contextWithoutDatabase } from "./testing/context.ts";
import { createCaller, PUBLIC_PROCEDURES, type ProcedureMeta } from "./trpc/init.ts";

const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]) => ({
  path,
  meta: metaOf(procedure),
}));
const guarded = procedures.flatMap(({ path, meta }) =>
  meta.permission ? [{ path, permission: meta.permission }] : [],
);

test("every procedure names its permission, or stands in the table of public ones", () => {
  const unnamed = procedures.filter(({ meta }) => meta.permission === undefined && meta.public === undefined);
  expect(unnamed).toEqual([]);
  const open = procedures.filter(({ meta }) => meta.public).map(({ path }) => path);
  expect(open.toSorted()).toEqual(Object.keys(PUBLIC_PROCEDURES).toSorted());
  expect(procedures.filter(({ path, meta }) => meta.public !== undefined && meta.public !== path)).toEqual([]);
  expect(procedures.filter(({ meta }) => meta.public && meta.permission)).toEqual([]);
});

test("every permission is one that the domain knows, and each is used", () => {
  const used = new Set<string | null>([...guarded, ...ROUTES].map(({ permission }) => permission));
  expect(Object.keys(PERMISSIONS).filter((permission) => !used.has(permission))).toEqual([]);
});

test.each(guarded)("$path refuses visitors", async ({ path }) => {
  expect(await codeOf(path, undefined)).toBe("UNAUTHORIZED");
});

test.each(Role.options.flatMap((role) => guarded.map((one) => ({ role, ...one }))))(
  "$path for a $role",
  async ({ role, path, permission }) => {
    const refused = (await codeOf(path, role)) === "FORBIDDEN";
    expect(refused).toBe(!mayDo(role, permission));
  },
);

/** Calls without input and without a database: who gets past the guard fails later, or succeeds. */
async function codeOf(path: string, role: Role | undefined): Promise<string> {
  const caller: unknown = createCaller(appRouter)(contextWithoutDatabase(role));
  const call = path.split(".").reduce<unknown>((at, key) => Reflect.get(Object(at), key), caller);
  if (typeof call !== "function") throw new Error(`${path} is not a procedure`);
  try {
    await call(undefined);
    return "OK";
  } catch (error) {
    if (error instanceof TRPCError) return error.code;
    throw error;
  }
}

function metaOf(procedure: unknown): ProcedureMeta {
  const definition: unknown = Reflect.get(Object(procedure), "_def");
  const meta: unknown = Reflect.get(Object(definition), "meta");
  return isMeta(meta) ? meta : {};
}

function isMeta(meta: unknown): meta is ProcedureMeta {
  if (typeof meta !== "object" || meta === null) return false;
  const permission: unknown = Reflect.get(meta, "permission");
  return permission === undefined || isPermission(permission);
}

function isPermission(value: unknown): value is Permission {
  return typeof value === "string" && value in PERMISSIONS;
}
