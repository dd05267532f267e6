import { expect, test } from "vitest";
import { readPackageJson } from "./package-json.ts";

const names = (text: string) => readPackageJson(text).facts.map((fact) => fact.name);
const packageWith = (fields: object) => names(JSON.stringify({ name: "x", version: "1.0.0", ...fields }));

test("dependencies have their scope and line", () => {
  const text = `{
  "name": "shop",
  "dependencies": { "next": "16" },
  "devDependencies": {
    "typescript": "7"
  },
  "peerDependencies": { "react": ">=19" },
  "optionalDependencies": { "sharp": "1" }
}`;
  expect(readPackageJson(text).dependencies).toEqual([
    { ecosystem: "npm", name: "shop", scope: "self", line: 2 },
    { ecosystem: "npm", name: "next", scope: "runtime", line: 3 },
    { ecosystem: "npm", name: "sharp", scope: "runtime", line: 8 },
    { ecosystem: "npm", name: "typescript", scope: "dev", line: 5 },
    { ecosystem: "npm", name: "react", scope: "peer", line: 7 },
  ]);
});

test.each([
  ["what npm init writes", { main: "index.js" }, false],
  ["built entry points", { main: "dist/index.js", types: "dist/index.d.ts" }, true],
  [
    "entry points in TypeScript are a workspace's own",
    { main: "./src/index.ts", exports: { ".": "./src/index.ts" } },
    false,
  ],
  ["exports of which one is for development", { exports: { ".": { source: "./src/a.ts", default: "./a.js" } } }, true],
  ["publishConfig", { publishConfig: { access: "public" } }, true],
  ["private", { private: true, publishConfig: {} }, false],
  ["files only", { files: ["lib/"] }, true],
  ["a command only", { bin: "cli.js" }, false],
  ["described, with repository and main", { main: "index.js", description: "d", repository: "r" }, true],
  [
    "the same with a start script is an application",
    { main: "index.js", description: "d", repository: "r", scripts: { start: "node ." } },
    false,
  ],
  [
    "private but dressed",
    { private: true, files: ["dist"], main: "dist/a.js", keywords: [], repository: "r", description: "d" },
    true,
  ],
])("publishable: %s: %s", (_, fields, expected) => {
  expect(packageWith(fields).includes("npm.publishable")).toBe(expected);
});

test.each([
  [{ name: "tool", bin: "./cli.js" }, "npm.bin"],
  [{ name: "create-app", bin: { "create-app": "a.js" } }, "npm.bin"],
  [{ name: "trigger.dev", bin: { trigger: "a.js" } }, "npm.bin"],
  [{ name: "@electron-forge/cli", bin: { "electron-forge": "a.js" } }, "npm.bin"],
  [{ name: "@angular/cli", bin: { ng: "a.js" } }, "npm.bin"],
  [{ name: "@acme/server", bin: { intent: "a.js" } }, "npm.side-bin"],
])("%j states %s", (fields, expected) => {
  expect(names(JSON.stringify(fields))).toContain(expected);
});

test("other facts", () => {
  expect(packageWith({ bin: {} }).some((name) => name.endsWith("bin"))).toBe(false);
  expect(packageWith({ workspaces: ["packages/*"] })).toContain("npm.workspaces");
  expect(packageWith({ workspaces: { packages: ["a"] } })).toContain("npm.workspaces");
  expect(packageWith({ keywords: ["CLI"] })).toContain("npm.keyword:cli");
  expect(packageWith({ name: "@acme/mail-mcp" })).toContain("npm.name:mcp");
  expect(packageWith({ engines: { vscode: "^1" } })).toContain("npm.vscode");
  expect(packageWith({ exports: { ".": "./a.js", "./b": "./b.js", "./package.json": "./package.json" } })).toContain(
    "npm.subpaths",
  );
});

test.each([
  "",
  "[]",
  "null",
  "{",
  '{"dependencies": []}',
  '{"dependencies": {"a"',
  '{"name": 3, "bin": 4, "files": {}}',
])("malformed: %s", (text) => {
  expect(readPackageJson(text).dependencies).toEqual([]);
});
