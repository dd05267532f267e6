import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { compilePacket } from "@yardlet/core/agent";
import { describe, expect, test } from "vitest";
import { API_EXITS, type ApiModel, apiAdapter } from "../adapter/own.ts";
import { layoutOf } from "../folder/layout.ts";
import { detectIsolations, type Isolation } from "../isolation/isolation.ts";
import { type AgentRun, runAgent } from "../run.ts";
import { packetFacts } from "../testing/facts.ts";
import { ANSWERS, openProvider, send } from "../testing/provider.ts";
import { disposableFolder, HOST, SKILL } from "../testing/run.ts";
import { runApi } from "./run-api.ts";

const KEY = "key-for-the-model-1234";
const ANSWER = JSON.stringify({ ...SKILL, sources: [{ ref: "Makefile:1", note: "target" }], files: [] });

function place() {
  const folder = disposableFolder();
  const layout = layoutOf(folder);
  const facts = packetFacts();
  writeFileSync(path.join(layout.checkout, "Makefile"), "test:\n\tpytest -q\n");
  return { folder, layout, runId: facts.runId, packet: compilePacket(facts, layout.result) };
}

/** The whole way: a process of its own, its isolation, its result file. */
async function run(model: ApiModel, isolation: Isolation = "process", options: Partial<AgentRun> = {}) {
  const { folder, runId, packet } = place();
  const lines: string[] = [];
  const outcome = await runAgent({
    runId,
    adapter: apiAdapter(model),
    packet,
    folder,
    isolation,
    host: { ...HOST, YARDLET_AGENT_API_KEY: KEY },
    onLog: ({ text }) => lines.push(text),
    ...options,
  });
  return { outcome, lines, runId };
}

/** The program itself, in this process. */
async function ask(url: string) {
  const { folder, layout, packet } = place();
  const result = path.join(folder, "skill-result.json");
  const lines: string[] = [];
  const exit = await runApi(["compatible", "m", url], {
    stdin: Readable.from([packet]),
    cwd: layout.checkout,
    env: { YARDLET_RESULT_FILE: result, YARDLET_AGENT_API_KEY: KEY },
    say: (line) => lines.push(line),
  });
  const returned: unknown = existsSync(result) ? JSON.parse(readFileSync(result, "utf8")) : undefined;
  return { kind: exit === 0 ? undefined : API_EXITS[exit], lines, returned };
}

test.each([
  { provider: "compatible", at: "/v1/chat/completions", key: `Bearer ${KEY}` },
  { provider: "openai", at: "/v1/responses", key: `Bearer ${KEY}` },
  { provider: "anthropic", at: "/v1/messages", key: KEY },
] as const)("$provider is asked with the packet and the files, and returns a skill", async ({ provider, at, key }) => {
  const { url, asked } = await openProvider((response, { body }) =>
    send(response, 200, ANSWERS[provider](ANSWER, body.tools?.[0]?.name)),
  );
  const { outcome, lines, runId } = await run({ provider, model: "some-model", url });
  expect(lines).toEqual([
    `asking ${provider} some-model, with 1 files`,
    '{"type":"yardlet.usage","tokens":42}',
    expect.stringMatching(/^answered: (?:stop|tool-calls)$/),
  ]);
  expect(outcome).toMatchObject({
    ok: true,
    skill: { ...SKILL, sources: [{ ref: "Makefile:1", note: "target" }], files: [], run_id: runId },
    report: { exitCode: 0, outside: [], leftProcesses: 0, cost: { tokens: 42 } },
  });
  expect(asked.map((each) => [each.url, each.key, each.body.model])).toEqual([[at, key, "some-model"]]);
  expect(asked[0]?.text).toContain("# Write one agent skill");
  expect(asked[0]?.text).toContain("### `Makefile`\\n\\n```text\\n1 test:\\n2  pytest -q");
});

describe.each((await detectIsolations()).slice(0, -1))("in isolation %s", (isolation) => {
  test("a provider on this host is reached", async () => {
    const { url } = await openProvider((response) => send(response, 200, ANSWERS.compatible(ANSWER)));
    const { outcome } = await run({ provider: "compatible", model: "m", url }, isolation);
    expect(outcome).toMatchObject({ ok: true, report: { isolation, cost: { tokens: 42 } } });
  });
});

test("a refused key is a failure of its own, and the log hides the key that the provider quotes", async () => {
  const { url } = await openProvider((response) => send(response, 401, { error: { message: `no good: ${KEY}` } }));
  const { outcome, lines } = await run({ provider: "compatible", model: "m", url });
  expect(lines.at(-1)).toBe("401 no good: ***");
  expect(outcome).toMatchObject({
    ok: false,
    failure: { kind: "provider_key_refused", code: "integration_degraded/credentials_missing" },
    held: undefined,
  });
});

test("a provider that never answers is ended with the run's time", async () => {
  const { url } = await openProvider(() => {});
  const { outcome } = await run({ provider: "compatible", model: "m", url }, "process", { limits: { wallMs: 4_000 } });
  expect(outcome).toMatchObject({ ok: false, failure: { kind: "timed_out" } });
});

test("without a key nobody is asked", async () => {
  const { outcome, lines } = await run({ provider: "anthropic", model: "m" }, "process", { host: HOST });
  expect(outcome).toMatchObject({ ok: false, failure: { kind: "provider_key_refused" } });
  expect(lines).toEqual(["YARDLET_AGENT_API_KEY is not set for the worker"]);
});

test.each([
  { status: 403, kind: "provider_key_refused", times: 1 },
  { status: 429, kind: "provider_busy", times: 2 },
  { status: 500, kind: "provider_unavailable", times: 2 },
  { status: 404, kind: "provider_refused", times: 1 },
])("a provider that answers $status is $kind", async ({ status, kind, times }) => {
  const { url, asked } = await openProvider((response) => send(response, status, { error: { message: "no good" } }));
  expect(await ask(url)).toMatchObject({ kind, returned: undefined });
  expect(asked.length).toBe(times);
});

test("nobody there", async () => {
  expect(await ask("http://127.0.0.1:9/v1")).toMatchObject({ kind: "provider_unavailable", returned: undefined });
});

test.each(["I would rather not", '{"name": "a"}', ANSWER.slice(0, 60)])(
  "a model that returns %j is no result",
  async (text) => {
    const { url } = await openProvider((response) => send(response, 200, ANSWERS.compatible(text)));
    const { kind, lines, returned } = await ask(url);
    expect({ kind, returned }).toEqual({ kind: "result_invalid", returned: undefined });
    expect(lines).toContain('{"type":"yardlet.usage","tokens":42}');
  },
);

test("a provider that answers with something else than JSON", async () => {
  const { url } = await openProvider((response) => send(response, 200, "<html>"));
  expect(await ask(url)).toMatchObject({ kind: "result_invalid", returned: undefined });
});

test("an endless answer is broken off", async () => {
  const page = "x".repeat(1 << 20);
  const { url } = await openProvider((response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const more = () => {
      if (!response.destroyed) response.write(page, () => setImmediate(more));
    };
    more();
  });
  expect(await ask(url)).toMatchObject({ kind: "result_too_large", returned: undefined });
});

test("what is started otherwise than as an agent is refused", async () => {
  const start = (args: string[]) => runApi(args, { stdin: Readable.from(["hello"]), cwd: "/", env: {} });
  await expect(start(["openai", "m"])).rejects.toThrow(/started by Yardlet/);
});
