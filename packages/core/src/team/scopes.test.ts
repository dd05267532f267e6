import { expect, test } from "vitest";
import { PERMISSIONS } from "./permissions.ts";
import { permissionsOfScopes, roleOfScope, Scope, scopeOf, SCOPES } from "./scopes.ts";

test("every scope of the table can be asked for, and its permissions are known", () => {
  expect(Scope.options.toSorted()).toEqual(Object.keys(SCOPES).toSorted());
  const named = Scope.options.flatMap((scope) => SCOPES[scope].permissions);
  expect(named.filter((permission) => !(permission in PERMISSIONS))).toEqual([]);
});

test("a scope brings its permissions, and a permission leads back to it", () => {
  expect(permissionsOfScopes(["runs:read", "runs:write", "runs:read"])).toEqual(["run.read", "run.report"]);
  expect(scopeOf("run.report")).toBe("runs:write");
  expect(scopeOf("key.manage")).toBeUndefined();
});

test("a scope needs the role that its permissions need", () => {
  expect(Scope.options.map((scope) => [scope, roleOfScope(scope)])).toEqual([
    ["runs:write", "curator"],
    ["runs:read", "viewer"],
    ["scores:read", "viewer"],
    ["skills:read", "viewer"],
    ["skills:write", "curator"],
    ["repos:read", "viewer"],
    ["repos:write", "curator"],
    ["candidates:read", "viewer"],
    ["candidates:write", "curator"],
    ["jobs:read", "viewer"],
    ["jobs:write", "curator"],
  ]);
});
