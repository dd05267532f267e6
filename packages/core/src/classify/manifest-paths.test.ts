import { expect, test } from "vitest";
import { manifestPaths } from "./manifest-paths.ts";

test("the product's own first, shallow before deep, vendored and generated never", () => {
  const paths = [
    "examples/a/package.json",
    "apps/web/package.json",
    "node_modules/x/package.json",
    "dist/package.json",
    "package.json",
    "README.md",
    "src/index.ts",
    "api/requirements/base.txt",
    "go.mod",
    "api/Web.csproj",
  ];
  const expected = [
    "go.mod",
    "package.json",
    "api/Web.csproj",
    "api/requirements/base.txt",
    "apps/web/package.json",
    "examples/a/package.json",
  ];
  expect(manifestPaths(paths)).toEqual(expected);
  expect(manifestPaths(paths.toReversed())).toEqual(expected);
});

test("bounded in all and by kind", () => {
  const many = (name: string) => Array.from({ length: 500 }, (_, i) => `m${i}/${name}`);
  expect(manifestPaths(many("package.json"))).toHaveLength(100);
  const kinds = ["package.json", "Cargo.toml", "go.mod", "pom.xml", "build.gradle", "Gemfile"].flatMap(many);
  expect(manifestPaths(kinds)).toHaveLength(400);
});
