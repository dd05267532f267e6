import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { commandAdapter, fillArgv, INSTALLED_AGENTS } from "./adapters.ts";
import { detectAgents } from "./detect.ts";

const PLACES = { checkout: "/d/checkout", out: "/d/out", result: "/d/out/skill-result.json" };

test("places are filled in, and nothing else is touched", () => {
  const argv = ["my-agent", "--in={checkout}", "{result}", '{"hooks":{}}', "{home}", "$(id)", "a b"];
  expect(fillArgv(argv, PLACES)).toEqual([
    "my-agent",
    "--in=/d/checkout",
    "/d/out/skill-result.json",
    '{"hooks":{}}',
    "{home}",
    "$(id)",
    "a b",
  ]);
});

test.each([[[]], [[""]], [["  "]], [["--flag"]], [["agent", "a\0b"]]])("%j is no command", (argv) => {
  expect(() => commandAdapter(argv)).toThrow(/begins with a program/);
});

test("the known agents write their result into the run folder and keep out of the host's settings", () => {
  expect(fillArgv(INSTALLED_AGENTS.claude.argv, PLACES)).toEqual(expect.arrayContaining(["--add-dir", "/d/out"]));
  expect(fillArgv(INSTALLED_AGENTS.codex.argv, PLACES).slice(0, 7)).toEqual([
    "codex",
    "exec",
    "--json",
    "-C",
    "/d/checkout",
    "--add-dir",
    "/d/out",
  ]);
  expect(INSTALLED_AGENTS.claude.stateFolder).toEqual(["CLAUDE_CONFIG_DIR"]);
  expect(INSTALLED_AGENTS.codex.stateFolder).toEqual(["CODEX_HOME"]);
});

function programs(files: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "yardlet-agents-path-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), text);
    chmodSync(path.join(folder, name), 0o755);
  }
  return folder;
}

test("agents are found on the PATH, with what they say of their version", async () => {
  const folder = programs({
    claude: '#!/bin/sh\necho "2.1.329 (Claude Code) $SECRET"\n',
    codex: "#!/bin/sh\nexit 1\n",
  });
  expect(await detectAgents({ PATH: `relative:${folder}:/bin:/usr/bin`, SECRET: "s3cret" })).toEqual([
    { name: "claude", program: path.join(folder, "claude"), version: "2.1.329 (Claude Code)" },
    { name: "codex", program: path.join(folder, "codex"), version: undefined },
  ]);
  expect(await detectAgents({ PATH: programs({}) })).toEqual([]);
});
