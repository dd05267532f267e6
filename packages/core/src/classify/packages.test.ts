import { expect, test } from "vitest";
import { readPackages } from "./packages.ts";
import { buildTree } from "./tree.ts";

function packagesOf(files: Record<string, string>) {
  const manifests = Object.entries(files).map(([path, text]) => ({ path, text }));
  return readPackages(manifests, buildTree(Object.keys(files)));
}

const CRATE = (name: string) => `[package]\nname = "${name}"\ndescription = "d"\nlicense = "MIT"\n`;
const NPM = (fields: object) => JSON.stringify({ name: "x", version: "1.0.0", ...fields });

test("a path belongs to the nearest package above it", () => {
  const { homeOf } = packagesOf({ "package.json": NPM({}), "packages/ui/package.json": NPM({}) });
  expect(homeOf("packages/ui/src/deep/button.tsx")).toBe("packages/ui");
  expect(homeOf("packages/other/a.ts")).toBe("");
});

test("a published crate is a library, a part once the root builds a program, an application with a main file", () => {
  const alone = packagesOf({ "Cargo.toml": CRATE("a"), "src/lib.rs": "" });
  expect(alone.roleOf("", "cargo")).toBe("library");
  const below = packagesOf({
    "Cargo.toml": CRATE("a"),
    "src/main.rs": "",
    "crates/b/Cargo.toml": CRATE("b"),
    "crates/b/src/lib.rs": "",
  });
  expect(below.roleOf("", "cargo")).toBe("app");
  expect(below.roleOf("crates/b", "cargo")).toBe("part");
});

test("a tool beside many published crates does not make them parts", () => {
  const crates = Object.fromEntries(["a", "b", "c", "d"].map((name) => [`${name}/Cargo.toml`, CRATE(name)]));
  const { roleOf } = packagesOf({ ...crates, "cli/Cargo.toml": CRATE("cli"), "cli/src/main.rs": "" });
  expect(roleOf("a", "cargo")).toBe("library");
});

test.each([
  [{ "go.mod": "module a\n", "a.go": "" }, "", "library"],
  [{ "go.mod": "module a\n", "cmd/a/run.go": "" }, "", "app"],
  [{ "go.mod": "module a\n", "a.go": "", "examples/main.go": "" }, "", "library"],
  [{ "internal/common/go.mod": "module a\n" }, "internal/common", "app"],
])("role of a Go module %#", (files, home, role) => {
  expect(packagesOf(files).roleOf(home, "go")).toBe(role);
});

test("aliases of a version catalog are resolved, also for facts and roles", () => {
  const { dependencies, facts, roleOf } = packagesOf({
    "gradle/libs.versions.toml": '[plugins]\nmy-app = { id = "com.android.application", version = "9" }\n',
    "app/build.gradle.kts": "plugins {\n  alias(libs.plugins.my.app)\n}\n",
  });
  expect(dependencies).toEqual([
    {
      path: "app/build.gradle.kts",
      home: "app",
      value: { ecosystem: "gradle", name: "com.android.application", scope: "build", line: 2 },
    },
  ]);
  expect(facts.map(({ value }) => value.name)).toEqual(["jvm.package", "android.application"]);
  expect(roleOf("app", "maven")).toBe("app");
});

test("the root of a workspace holds tools, unless it has code or its members state no dependencies", () => {
  const member = NPM({ dependencies: { zod: "4" } });
  const root = NPM({ private: true, workspaces: ["packages/*"], dependencies: { express: "5" } });
  const files = { "package.json": root, "packages/a/package.json": member, "packages/b/package.json": member };
  expect(packagesOf(files).isToolbox("")).toBe(true);
  expect(packagesOf({ ...files, "src/server.ts": "" }).isToolbox("")).toBe(false);
  expect(packagesOf({ ...files, "nx.json": "{}" }).isToolbox("")).toBe(false);
  expect(packagesOf({ "package.json": root, "docs/package.json": member }).isToolbox("")).toBe(false);
});

test("the same path twice counts once", () => {
  const manifest = { path: "package.json", text: NPM({ dependencies: { next: "16" } }) };
  const { dependencies } = readPackages([manifest, manifest], buildTree(["package.json"]));
  expect(dependencies.map(({ value }) => value.name)).toEqual(["x", "next"]);
});
