import { expect, test } from "vitest";
import { compileGlob, expandBraces, matchesGlob } from "./glob.ts";

const matches = (glob: string, path: string) => matchesGlob(compileGlob(glob), path.toLowerCase().split("/"));

test.each([
  ["main.tf", "main.tf", true],
  ["*.tf", "main.tf", true],
  ["*.tf", "modules/main.tf", false],
  ["**/*.tf", "main.tf", true],
  ["**/*.tf", "a/b/c/main.tf", true],
  ["**/dags/**/*.py", "pipelines/dags/etl/load.py", true],
  ["**/dags/**/*.py", "dags/load.py", true],
  ["**/dags/**/*.py", "dagster/load.py", false],
  ["{Cargo,go}.{toml,mod}", "go.mod", true],
  ["{Cargo,go}.{toml,mod}", "go.toml", true],
  ["**/Main.LUA", "src/main.lua", true],
  ["chapter?.md", "chapter1.md", true],
  ["chapter?.md", "chapter10.md", false],
  ["**", "anything/at/all", true],
  ["**/a/**/b", "a/x/a/y/b", true],
  ["a*b*c", "aXXbYYc", true],
  ["a*b*c", "aXXbYY", false],
])("%s on %s: %s", (glob, path, expected) => {
  expect(matches(glob, path)).toBe(expected);
});

test("expands nested braces and leaves an unclosed brace alone", () => {
  expect(expandBraces("a{b,c{d,e}}f")).toEqual(["abf", "acdf", "acef"]);
  expect(expandBraces("a{b")).toEqual(["a{b"]);
});

test("a hostile pattern does not explode", () => {
  expect(matches(`${"*a".repeat(60)}b`, "a".repeat(4000))).toBe(false);
  expect(expandBraces("{a,b}".repeat(40)).length).toBeLessThanOrEqual(256);
});
