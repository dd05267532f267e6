import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { commandAdapter, fillArgv, INSTALLED_AGENTS, withAccess } from "./adapters.ts";
import { adapterFor } from "./choose.ts";
import { countCost } from "./cost.ts";
import { detectAgents } from "./detect.ts";
import { apiAdapter } from "./own.ts";

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

test("an agent has the network only where it was given", () => {
  const lines = (access: "repo" | "full") => [
    withAccess(INSTALLED_AGENTS.claude, access).argv.filter((arg) => arg.startsWith("Read,")),
    withAccess(INSTALLED_AGENTS.codex, access).argv.filter((arg) => /network|search/.test(arg)),
    withAccess(commandAdapter(["my-agent", "{result}"]), access).argv,
  ];
  expect(lines("repo")).toEqual([
    ["Read,Grep,Glob,Write", "Read,Grep,Glob,Write"],
    ["sandbox_workspace_write.network_access=false", 'web_search="disabled"'],
    ["my-agent", "{result}"],
  ]);
  expect(lines("full")).toEqual([
    ["Read,Grep,Glob,Write,WebFetch,WebSearch", "Read,Grep,Glob,Write,WebFetch,WebSearch"],
    ["sandbox_workspace_write.network_access=true", 'web_search="live"'],
    ["my-agent", "{result}"],
  ]);
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
    { name: "surveyor", program: process.execPath, version: "1" },
    { name: "claude", program: path.join(folder, "claude"), version: "2.1.329 (Claude Code)" },
    { name: "codex", program: path.join(folder, "codex"), version: undefined },
  ]);
  expect((await detectAgents({ PATH: programs({}) })).map(({ name }) => name)).toEqual(["surveyor"]);
});

test("a program of the host's choice and a model with a key are agents where the host says so", async () => {
  const folder = programs({ "my-agent": "#!/bin/sh\necho asked >&2; exit 1\n" });
  const settings = { command: ["my-agent", "{result}"], api: { provider: "anthropic", model: "claude-x" } } as const;
  expect(await detectAgents({ PATH: folder, YARDLET_AGENT_API_KEY: "key-1234-key" }, settings)).toEqual([
    { name: "surveyor", program: process.execPath, version: "1" },
    { name: "command", program: path.join(folder, "my-agent"), version: "my-agent" },
    { name: "api", program: process.execPath, version: "anthropic claude-x" },
  ]);
  expect((await detectAgents({ PATH: folder }, settings)).map(({ name }) => name)).toEqual(["surveyor", "command"]);
  expect(() => adapterFor("api", {})).toThrow(/no agent "api"/);
});

test.each([
  { provider: "anthropic", model: " " },
  { provider: "compatible", model: "m" },
  { provider: "compatible", model: "m", url: "file:///etc/passwd" },
  { provider: "openai", model: "m", url: "https://me:secret@example.test/v1" },
] as const)("%j is no model", (model) => {
  expect(() => apiAdapter(model)).toThrow(/an api agent has a model/);
});

test.each([
  [
    "claude",
    [
      `{"type":"assistant","message":{}}`,
      `{"type":"result","total_cost_usd":0.081,"modelUsage":{"a":{"inputTokens":40,"outputTokens":900,"cacheReadInputTokens":52000,"cacheCreationInputTokens":4100,"costUSD":0.08},"b":{"inputTokens":1,"outputTokens":2}}}`,
    ],
    { tokens: 57043, usd: 0.081 },
  ],
  [
    "codex",
    [
      `{"type":"turn.completed","usage":{"input_tokens":24000,"cached_input_tokens":20000,"output_tokens":700}}`,
      `{"type":"turn.completed","usage":{"input_tokens":10,"output_tokens":1}}`,
    ],
    { tokens: 24711 },
  ],
  [
    "api",
    [`{"type":"yardlet.usage","tokens":12}`, `{"type":"yardlet.usage","tokens":"x"}`, "{", "done"],
    { tokens: 12 },
  ],
  ["api", ["done"], undefined],
  [undefined, [`{"type":"yardlet.usage","tokens":12}`], undefined],
] as const)("%s says what it used", (dialect, lines, cost) => {
  const count = countCost(dialect);
  for (const line of lines) count.read(line);
  expect(count.cost).toEqual(cost);
});
