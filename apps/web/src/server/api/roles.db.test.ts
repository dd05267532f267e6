import { mayDo, PERMISSIONS, Role, Scope, scopeOf } from "@yardlet/core/team";
import { insertKey } from "@yardlet/db";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { PUBLIC_ROUTES, ROUTES } from "./routes.ts";
import { openTestApi, type TestApi } from "./testing/api.ts";

let api: TestApi;

beforeAll(async () => {
  api = await openTestApi(inject("serverUrl"));
});
afterAll(() => api.close());

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
const guarded = ROUTES.flatMap((route) => (route.permission ? [{ route, permission: route.permission }] : []));

test("every route names a permission that a scope brings, or stands in the table of public ones", () => {
  const open = ROUTES.filter(({ permission }) => permission === null).map(nameOf);
  expect(open.toSorted()).toEqual(Object.keys(PUBLIC_ROUTES).toSorted());
  expect(guarded.filter(({ permission }) => !(permission in PERMISSIONS) || !scopeOf(permission))).toEqual([]);
});

test("every scope opens a route", () => {
  const used = new Set(guarded.map(({ permission }) => scopeOf(permission)));
  expect(Scope.options.filter((scope) => !used.has(scope))).toEqual([]);
});

test("every method and path stands there once", () => {
  expect(new Set(ROUTES.map(nameOf)).size).toBe(ROUTES.length);
});

/** A path that leads to the route, whether there is such a thing or not. */
const pathOf = (path: string) => path.replaceAll(/\{\w+\}/g, "nothing");

test.each(guarded.map(({ route }) => ({ name: nameOf(route), route })))(
  "$name refuses who has no key",
  async ({ route }) => {
    const answer = await api.ask(pathOf(route.path), { method: route.method });
    expect(answer.status).toBe(401);
  },
);

const CASES = guarded.flatMap(({ route, permission }) =>
  Role.options.flatMap((role) =>
    [true, false].map((scoped) => ({ name: nameOf(route), route, permission, role, scoped })),
  ),
);

test.each(CASES)("$name for a $role, scoped: $scoped", async ({ route, permission, role, scoped }) => {
  const needed = scopeOf(permission);
  const scopes = Scope.options.filter((scope) => (scope === needed) === scoped);
  const secret = `yk_${route.path}_${route.method}_${role}_${scoped}`;
  await insertKey(api.services.ctx.db, {
    name: "test",
    start: secret.slice(0, 10),
    tokenHash: createHash("sha256").update(secret).digest("hex"),
    role,
    scopes,
    repoId: null,
    createdBy: "test",
    createdAt: new Date(0),
  });
  const answer = await api.ask(pathOf(route.path), { method: route.method, key: secret });
  expect(answer.status === 403).toBe(!(scoped && mayDo(role, permission)));
  expect([401, 500]).not.toContain(answer.status);
});
