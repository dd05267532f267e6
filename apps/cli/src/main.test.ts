import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ErrorReport, SkillListReport } from "@yardlet/core/equip";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { LIBRARY, SETTINGS, Workbench, buildCli } from "./testing/cli.ts";

let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.remove());

test("version and help go to stdout: exit 0", () => {
  expect(bench.yardlet("--version")).toMatchObject({ exit: 0, stdout: `${manifest.version}\n`, stderr: "" });
  expect(bench.yardlet("--version", "--json").json()).toEqual({ version: manifest.version });
  const help = bench.yardlet("skill", "equip", "--help");
  expect(help.exit).toBe(0);
  expect(help.stdout).toContain("yardlet skill equip [<preset|name>...]");
  expect(bench.yardlet("login", "--help").stdout).toContain("a login alone sends nobody's runs anywhere.");
  expect(help.stdout).toContain("Exit status: 0 done; 1 failed or not found; 2 refused; 64 the command line is wrong.");
});

test.each([
  [[]],
  [["skill"]],
  [["nope"]],
  [["skill", "list", "--bad"]],
  [["skill", "unequip"]],
  [["skill", "list", "x"]],
])("a wrong command line is exit 64, told on stderr: %j", (args) => {
  const run = bench.yardlet(...args);
  expect(run.exit).toBe(64);
  expect(run.stdout).toBe("");
  expect(run.stderr).not.toBe("");
  expect(ErrorReport.parse(bench.yardlet(...args, "--json").json()).error.code).toBe("usage");
});

test("schemas are JSON Schemas by name; an unknown one is not found", () => {
  const list = bench.yardlet("schema", "--json").json();
  expect(list).toMatchObject({ schemas: expect.arrayContaining([{ name: "config", what: ".agents/yardlet.yaml" }]) });
  const schema = bench.yardlet("schema", "skill-list");
  expect(schema.exit).toBe(0);
  expect(schema.json()).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "skill-list",
    type: "object",
    required: ["repo", "detected", "equipped", "available", "suggested", "gaps"],
    additionalProperties: false,
  });
  expect(bench.yardlet("schema", "config").json()).not.toHaveProperty("required");
  expect(bench.yardlet("schema", "skill-lost", "--json")).toMatchObject({ exit: 1 });
});

test.each([
  ["run", ["schema", "run_id", "task_id", "eval_state"]],
  ["run-report", ["to", "accepted", "duplicate", "corrected", "rejected", "waiting", "results", "problems", "earlier"]],
  ["receipt", ["formula", "inputsSha256", "inputsBytes", "inputs", "result"]],
  ["score", ["formula", "policy", "scores"]],
])("the schema %s names what is required", (name, required) => {
  expect(bench.yardlet("schema", name).json()).toMatchObject({ title: name, type: "object", required });
});

test("the launcher says how to build what is missing: exit 64", () => {
  const folder = join(bench.folder, "copy", "bin");
  cpSync(fileURLToPath(new URL("../bin", import.meta.url)), folder, { recursive: true });
  const run = spawnSync(process.execPath, [join(folder, "yardlet.mjs"), "--version"], { encoding: "utf8" });
  expect(run.status).toBe(64);
  expect(run.stderr).toBe(
    'yardlet: the command is not built yet; run "node apps/cli/build.mjs" in the Yardlet repository\n',
  );
  const built = spawnSync(
    process.execPath,
    [fileURLToPath(new URL("../bin/yardlet.mjs", import.meta.url)), "--version"],
    { encoding: "utf8" },
  );
  expect(built.stdout).toBe(`${manifest.version}\n`);
});

test("a reader that stops early is no failure", () => {
  const cli = fileURLToPath(new URL("../dist/yardlet.mjs", import.meta.url));
  const run = spawnSync("sh", ["-c", `"${process.execPath}" "${cli}" schema skill-list | head -c 1`], {
    encoding: "utf8",
  });
  expect(run.stdout).toBe("{");
  expect(run.stderr).toBe("");
});

const node20 = nodesOnPath().find((node) => versionOf(node).startsWith("v20."));

test.skipIf(node20 === undefined)("it runs on Node 20 (skipped where none is on the PATH)", () => {
  const old = new Workbench(node20);
  try {
    old.write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS });
    expect(old.yardlet("skill", "equip").exit).toBe(0);
    const equipped = SkillListReport.parse(old.yardlet("skill", "list", "--json").json()).equipped;
    expect(equipped.map(({ name }) => name)).toEqual(["alpha", "beta"]);
    expect(old.yardlet("skill", "validate").exit).toBe(0);
  } finally {
    old.remove();
  }
});

function nodesOnPath(): string[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, "node")).filter((path) => existsSync(path));
}

function versionOf(node: string): string {
  return execFileSync(node, ["--version"], { encoding: "utf8" });
}
