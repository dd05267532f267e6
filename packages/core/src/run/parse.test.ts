import { expect, test } from "vitest";
import * as z from "zod";
import { parseRun } from "./parse.ts";
import { PublishedRun } from "./record.ts";
import { RECEIVED_AT, problemsOf, rawRun, run } from "./testing.ts";

test("the least a run reports is enough, and what is left out is empty", () => {
  expect(run()).toEqual({
    schema: "yardlet.run/1",
    run_id: "r1",
    task_id: "t1",
    kind: "other",
    role: "builder",
    skills: [],
    eval_state: "Done",
    failure_codes: [],
    ended_at: "2026-11-21T10:00:00.000Z",
    depends_on: [],
    verdict: [],
    criteria: [],
    harness_suggestions: [],
    refs: [],
    simulated: false,
    reverts: [],
  });
});

test("a full record is read", () => {
  const full = {
    repo: "https://git.example.com/acme/app",
    intent_id: "INT-1",
    attempt: 1_000_000,
    kind: "Bug Fix",
    role: "reviewer",
    agent: { name: "claude-code", version: "2.1", model: "m", session: "s1" },
    commit: "abc123",
    branch: "main",
    skills: [
      { name: "commit-hygiene", version: 3, use: "declared" },
      { name: "acme:triage", hash: "a".repeat(64), use: "activated" },
    ],
    eval_state: "NeedsUser",
    failure_codes: ["validation_failed/criterion_failed", "custom/thing"],
    question: "Which of the two?",
    started_at: "2026-11-21T09:00:00.123456Z",
    ended_at: "2026-11-21T11:30:00+01:30",
    wall_seconds: 0.5,
    cost: { tokens: 12, usd: 0.01 },
    depends_on: ["t2", { task_id: "t3" }, { intent_id: "INT-2", task_id: "t4" }],
    verdict: [{ criterion_id: "c1", pass: false, evidence: "seen" }, null, "nonsense"],
    criteria: [{ id: "c1", text: "It works" }],
    refs: ["https://ci.example.com/1"],
    task_signature: "bugfix/web-ui",
    simulated: true,
    reverts: ["r0"],
  };
  expect(run(full)).toEqual({
    ...rawRun(full),
    harness_suggestions: [],
    started_at: "2026-11-21T09:00:00.123Z",
    ended_at: "2026-11-21T10:00:00.000Z",
  });
});

test("of more than three suggestions the first three are taken", () => {
  const harness_suggestions = ["a", "b", "c", "d"].map((title) => ({ kind: "rule", title, content: "Do it." }));
  expect(run({ harness_suggestions }).harness_suggestions.map(({ title }) => title)).toEqual(["a", "b", "c"]);
});

test.each(["Queued", "Deferred"])("%s needs no end", (eval_state) => {
  expect(run({ eval_state, ended_at: undefined }).ended_at).toBe(undefined);
});

const LONG_ID = "x".repeat(129);
const TEXT = "a text is expected";
const ID = "has at most 128 characters";

test.each<[object, string[]]>([
  [{ colour: 1 }, ["colour: is not a known field; remove it or correct its name"]],
  [{ agent: { name: "a", sesion: "s" } }, ["agent.sesion: is not a known field; remove it or correct its name"]],
  [
    { schema: undefined, colour: 1 },
    ["schema: the only known version is yardlet.run/1", "colour: is not a known field; remove it or correct its name"],
  ],
  [
    { schema: "yardlet.run/2", colour: 1 },
    ['schema: "yardlet.run/2" is not known; the only known version is yardlet.run/1'],
  ],
  [{ run_id: undefined, task_id: 7 }, ["run_id: is required", `task_id: ${TEXT}`]],
  [{ run_id: " ", task_id: LONG_ID }, ["run_id: is blank", `task_id: ${ID}`]],
  [{ intent_id: null, repo: LONG_ID.repeat(16) }, ["repo: has at most 2048 bytes", `intent_id: ${TEXT}`]],
  [{ attempt: 0 }, ["attempt: is at least 1"]],
  [{ attempt: 1e9 }, ["attempt: is at most 1000000"]],
  [{ attempt: 1.5 }, ["attempt: a whole number is expected"]],
  [
    { role: "boss", eval_state: "done" },
    [
      "role: one of builder, reviewer, security, researcher is expected",
      "eval_state: one of Done, Partial, Failed, Blocked, NeedsUser, Queued, Deferred is expected",
    ],
  ],
  [
    { wall_seconds: -1, cost: { usd: Infinity, tokens: 1.5 } },
    ["wall_seconds: is at least 0", "cost.tokens: a whole number is expected", "cost.usd: a number is expected"],
  ],
  [{ wall_seconds: Number.NaN }, ["wall_seconds: a number is expected"]],
  [{ simulated: "false" }, ["simulated: true or false is expected"]],
  [
    { skills: [{ name: "a", version: 1, hash: "a".repeat(64), use: "declared" }] },
    ["skills.0.hash: stands beside a version; give one of the two"],
  ],
  [{ skills: Array.from({ length: 65 }, () => ({ name: "a", use: "declared" })) }, ["skills: has at most 64 entries"]],
  [
    { failure_codes: ["Host Timeout"] },
    ["failure_codes.0: a failure code is namespace/code in lower case, such as execution_error/host_timeout"],
  ],
  [
    { depends_on: [7, { task_id: "" }, { intent: "x", task_id: "t" }] },
    [
      "depends_on.0: a task id or {intent_id, task_id} is expected",
      "depends_on.1.task_id: is blank",
      "depends_on.2.intent: is not a known field; remove it or correct its name",
    ],
  ],
  [{ question: "é".repeat(4097) }, ["question: has at most 8192 bytes"]],
  [{ criteria: [{ id: "c", text: "x".repeat(4097) }] }, ["criteria.0.text: has at most 4096 bytes"]],
  [
    { verdict: [1, 2, 3, { evidence: "x".repeat(16_385) }] },
    ["verdict.3.evidence: has at most 16384 bytes; put the rest into refs"],
  ],
  [
    { verdict: Array.from({ length: 401 }, () => null), refs: [3] },
    ["verdict: has at most 400 entries", `refs.0: ${TEXT}`],
  ],
  [{ refs: ["x".repeat(2049)] }, ["refs.0: has at most 2048 bytes"]],
  [
    { branch: "a\0b", agent: { name: "\ud800" } },
    ["branch: holds a NUL character; remove it", "agent.name: holds half of a surrogate pair; send valid Unicode"],
  ],
  [{ verdict: [{ evidence: ["\0"] }] }, ["verdict.0.evidence.0: holds a NUL character; remove it"]],
  [JSON.parse('{"__proto__": {"role": "builder"}}'), ["__proto__: is not a field; remove it"]],
  [
    { commit: () => 1, branch: Symbol("s"), repo: new Date(0) },
    [`repo: ${TEXT}`, `commit: ${TEXT}`, `branch: ${TEXT}`],
  ],
])("refuses with the path of every problem: %j", (more, problems) => {
  expect(problemsOf(more)).toEqual(problems);
});

const LATE =
  "is more than 5 minutes later than 2026-11-21T12:00:00.000Z, when the record arrived; set the sender's clock";

test.each<[object, string[]]>([
  [{ ended_at: undefined }, ["ended_at: is required with the state Done; only Queued and Deferred go without"]],
  [{ ended_at: "2026-11-21T12:05:00Z" }, []],
  [{ ended_at: "2026-11-21T12:05:00.001Z", task_id: "" }, ["task_id: is blank", `ended_at: ${LATE}`]],
  [{ started_at: "2026-11-21T10:00:00.001Z" }, ["started_at: is later than ended_at"]],
  [{ started_at: "2026-11-21T10:00:00Z" }, []],
  [
    { started_at: "yesterday" },
    ["started_at: is no time since 1970 in the form of RFC 3339, such as 2026-11-21T09:30:00Z"],
  ],
])("times are held against each other and the moment of receipt: %j", (more, problems) => {
  expect(problemsOf(more)).toEqual(problems);
});

test("a moment of receipt that is none refuses every end", () => {
  expect(parseRun(rawRun(), "now").ok).toBe(false);
});

test("at most 50 problems are listed", () => {
  const more = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`field${index}`, index]));
  expect(problemsOf(more)).toHaveLength(50);
  expect(problemsOf({ failure_codes: Array.from({ length: 50 }, () => "\0") })).toHaveLength(50);
});

/** `depth` lists around nothing. */
function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 1; level < depth; level += 1) value = [value];
  return value;
}

test("a deep document is refused before it is followed", () => {
  expect(problemsOf({ verdict: [nested(30)] })).toEqual([]);
  const path = `verdict.${"0.".repeat(31)}`.slice(0, -1);
  expect(problemsOf({ verdict: [nested(31)] })).toEqual([`${path}: is nested deeper than 32 levels; flatten it`]);
  expect(problemsOf({ verdict: [nested(200_000)] })).toEqual([`${path}: is nested deeper than 32 levels; flatten it`]);
});

test("a wide or circular document is read to its limit only", () => {
  const wide = Array.from({ length: 400 }, () => Array.from({ length: 400 }, () => 0));
  expect(problemsOf({ verdict: wide })).toEqual([": holds more than 100000 values; send less"]);
  const circle: unknown[] = [];
  circle.push(circle, circle);
  expect(problemsOf({ verdict: circle })).toHaveLength(50);
  expect(problemsOf({ verdict: circle })[0]).toMatch(/^verdict[.0]+: is nested deeper than 32 levels; flatten it$/);
  const text = "x".repeat(60_000);
  expect(problemsOf({ verdict: Array.from({ length: 18 }, () => ({ note: text })) })).toEqual([
    ": has at most 1048576 characters of text in all; send a reference instead",
  ]);
});

test.each([undefined, null, 7, "text", [], () => 1, new Map(), 10n, Symbol("s")])(
  "is no record at all: %s",
  (value) => {
    const parsed = parseRun(value, RECEIVED_AT);
    expect(parsed.ok).toBe(false);
  },
);

test("a value that runs code of its own cannot throw", () => {
  const getter = Object.defineProperty({}, "schema", {
    enumerable: true,
    get() {
      throw new Error("surprise");
    },
  });
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const value of [getter, proxy])
    expect(parseRun(value, RECEIVED_AT)).toMatchObject({
      ok: false,
      problems: [{ path: "", message: "cannot be read; send plain JSON" }],
    });
});

test("what is returned shares nothing with what was sent", () => {
  const verdict = [{ criterion_id: "c1", pass: true, evidence: "seen" }];
  const record = run({ verdict });
  verdict[0] = { criterion_id: "c1", pass: false, evidence: "seen" };
  expect(record.verdict).toEqual([{ criterion_id: "c1", pass: true, evidence: "seen" }]);
});

test("the contract can be written as a JSON Schema", () => {
  const schema = z.toJSONSchema(PublishedRun, { io: "input" });
  expect(schema.required).toEqual(["schema", "run_id", "task_id", "eval_state"]);
  expect(schema.additionalProperties).toBe(false);
});
