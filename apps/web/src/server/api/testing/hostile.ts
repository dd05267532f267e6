/** One hostile record as JSON text, which attack it is, and what must become of it. */
export interface HostileRecord {
  attack: string;
  text: string;
  /** Where its refusal must point; `*` is anywhere. Null when it must be taken, undefined when either will do. */
  refusedAt: string | null | undefined;
}

export type Random = () => number;
type Fields = Record<string, unknown>;

interface Attack {
  /** What the record becomes; a text goes into the JSON as it stands. */
  make: (record: Fields, pick: Picks) => Fields | string;
  refusedAt?: HostileRecord["refusedAt"];
}

interface Picks {
  random: Random;
  of: <T>(items: readonly [T, ...T[]]) => T;
  field: string;
}

const WRONG = [
  null,
  true,
  0,
  -1,
  1e308,
  0.5,
  "",
  "\u2028",
  [],
  [[]],
  {},
  { length: 3 },
  ["Done"],
  { toString: "x" },
] as const;

const SQL = "'); drop table run; -- \"; select pg_sleep(60) $$ \\' /* */ %s ${1} {{7*7}}";
const HTML = '<script>alert(1)</script><img src=x onerror="alert(1)">]]><!--\u202e\u200b&amp;';

const FIELDS = [
  "schema",
  "run_id",
  "repo",
  "intent_id",
  "task_id",
  "attempt",
  "kind",
  "role",
  "agent",
  "commit",
  "branch",
  "skills",
  "eval_state",
  "failure_codes",
  "question",
  "started_at",
  "ended_at",
  "wall_seconds",
  "cost",
  "depends_on",
  "verdict",
  "criteria",
  "harness_suggestions",
  "skill_result",
  "refs",
  "task_signature",
  "simulated",
  "reverts",
] as const;

const TEXTS = ["intent_id", "kind", "branch", "commit", "question", "task_signature"] as const;

const ATTACKS = {
  "nothing wrong": { make: (record) => record, refusedAt: null },
  "a wrong type": { make: (record, { field, of }) => ({ ...record, [field]: of(WRONG) }) },
  "a field left out": { make: ({ [FIELDS[4]]: _task, ...rest }) => rest, refusedAt: "task_id" },
  "an object for a list": {
    make: (record) => ({ ...record, skills: { 0: "code-review", length: 1 } }),
    refusedAt: "skills",
  },
  "a list for an object": { make: (record) => ({ ...record, agent: ["claude"] }), refusedAt: "agent" },
  "a list for a text": { make: (record) => ({ ...record, task_id: ["t1"] }), refusedAt: "task_id" },
  "an unknown field": { make: (record) => ({ ...record, admin: true }), refusedAt: "admin" },
  "a huge text": { make: (record, { of }) => ({ ...record, [of(TEXTS)]: "x".repeat(70_000) }), refusedAt: "*" },
  "a huge id": { make: (record) => ({ ...record, run_id: "x".repeat(129) }), refusedAt: "run_id" },
  "a long list": {
    make: (record) => ({ ...record, refs: Array.from({ length: 3_000 }, (_, n) => `r${n}`) }),
    refusedAt: "refs",
  },
  "many verdict entries": {
    make: (record) => ({ ...record, verdict: Array.from({ length: 401 }, () => ({ criterion_id: "c1", pass: true })) }),
    refusedAt: "verdict",
  },
  "a depth of 10,000": {
    make: (record, { of }) =>
      `${JSON.stringify(record).slice(0, -1)},"${of(["cost", "verdict", "x"])}":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
    refusedAt: "*",
  },
  "a depth of 10,000 objects": {
    make: (record) =>
      `${JSON.stringify(record).slice(0, -1)},"skill_result":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}`,
    refusedAt: "*",
  },
  "NUL in a text": { make: (record, { of }) => ({ ...record, [of(TEXTS)]: "a\0b" }), refusedAt: "*" },
  "NUL in a name": { make: (record) => ({ ...record, "a\0b": 1 }), refusedAt: "*" },
  "half a surrogate pair": {
    make: (record, { of }) => ({ ...record, [of(TEXTS)]: of(["\ud800", "a\udfff", "\udc00\ud800"]) }),
    refusedAt: "*",
  },
  "another content under a known id": {
    make: (record, { random }) => ({ ...record, run_id: "known", question: `version ${Math.floor(random() * 1e9)}` }),
    refusedAt: null,
  },
  "a known id in another task": { make: (record) => ({ ...record, run_id: "wanders" }), refusedAt: null },
  "an end in the future": {
    make: (record) => ({ ...record, ended_at: "2999-01-01T00:00:00Z" }),
    refusedAt: "ended_at",
  },
  "an end before time": {
    make: (record, { of }) => ({ ...record, ended_at: of(["0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z"]) }),
    refusedAt: "ended_at",
  },
  "a time that is none": {
    make: (record, { of }) => ({ ...record, ended_at: of(["2026-02-30T10:00:00Z", "yesterday", "9".repeat(60)]) }),
    refusedAt: "ended_at",
  },
  "an end before its start": {
    make: (record) => ({ ...record, started_at: "2026-11-20T23:00:00Z", ended_at: "2026-11-20T10:00:00Z" }),
    refusedAt: "started_at",
  },
  "no end": { make: ({ ended_at: _end, ...rest }) => rest, refusedAt: "ended_at" },
  "attempt 1e9": { make: (record) => ({ ...record, attempt: 1e9 }), refusedAt: "attempt" },
  "a negative cost": { make: (record) => ({ ...record, cost: { usd: -1 } }), refusedAt: "cost.usd" },
  "a number beyond all": {
    make: (record) => `${JSON.stringify(record).slice(0, -1)},"wall_seconds":1e999}`,
    refusedAt: "wall_seconds",
  },
  "a huge whole number": { make: (record) => ({ ...record, cost: { tokens: 2 ** 53 - 1 } }), refusedAt: null },
  "a huge version": {
    make: (record, { of }) => ({
      ...record,
      skills: [{ name: "code-review", version: of([2 ** 31, 2 ** 53 - 1]), use: "declared" }],
    }),
  },
  "a foreign repo": {
    make: (record, { of }) => ({
      ...record,
      repo: of(["elsewhere", "https://evil.example.com/x.git", "../parcel", "", "file:///etc"]),
    }),
    refusedAt: "repo",
  },
  __proto__: {
    make: (record) => `${JSON.stringify(record).slice(0, -1)},"__proto__":{"role":"reviewer"}}`,
    refusedAt: "__proto__",
  },
  "__proto__ inside": {
    make: (record) => `${JSON.stringify(record).slice(0, -1)},"cost":{"__proto__":{"usd":1}}}`,
    refusedAt: "*",
  },
  "a constructor": { make: (record) => ({ ...record, constructor: { prototype: {} } }), refusedAt: "constructor" },
  "a field twice": {
    make: (record) => `${JSON.stringify(record).slice(0, -1)},"eval_state":"Nonsense"}`,
    refusedAt: "eval_state",
  },
  "SQL in every text": { make: (record) => ({ ...record, ...textsOf(SQL) }), refusedAt: null },
  "HTML in every text": { make: (record) => ({ ...record, ...textsOf(HTML) }), refusedAt: null },
  "blank ids": { make: (record) => ({ ...record, task_id: " \t " }), refusedAt: "task_id" },
  "a code that is none": {
    make: (record) => ({ ...record, failure_codes: ["DROP TABLE"] }),
    refusedAt: "failure_codes.0",
  },
  "an unknown version": { make: (record) => ({ ...record, schema: "yardlet.run/2" }), refusedAt: "schema" },
  "entries of every kind": {
    make: (record, { of }) => ({
      ...record,
      role: "reviewer",
      depends_on: ["t1", { intent_id: "i1", task_id: "t2" }],
      verdict: [
        of(WRONG),
        { criterion_id: of(WRONG), pass: of(WRONG), evidence: of(WRONG), task_id: of(WRONG) },
        { criterion_id: "__proto__", pass: false, evidence: SQL },
      ],
      criteria: [
        { id: "__proto__", text: HTML },
        { id: "constructor", text: "" },
      ],
    }),
  },
  "a review of itself": { make: (record) => ({ ...record, role: "reviewer", depends_on: [record["task_id"]] }) },
  "a review of 200 tasks": {
    make: (record) => ({ ...record, role: "security", depends_on: Array.from({ length: 200 }, (_, n) => `t${n}`) }),
    refusedAt: null,
  },
  "64 skills": {
    make: (record) => ({
      ...record,
      skills: Array.from({ length: 64 }, (_, n) => ({
        name: n === 0 ? "code-review" : `${SQL.slice(0, 40)}${n}`,
        use: "activated",
      })),
    }),
    refusedAt: null,
  },
  "a skill named twice": {
    make: (record) => ({
      ...record,
      skills: [1, 2, 1].map((version) => ({ name: "code-review", version, use: "declared" })),
    }),
  },
  "a text": { make: () => '"a record"', refusedAt: "*" },
  "a number": { make: () => "-0", refusedAt: "*" },
  nothing: { make: () => "null", refusedAt: "*" },
  "a list in a list": { make: (record) => `[${JSON.stringify(record)}]`, refusedAt: "*" },
} as const satisfies Record<string, Attack>;

function textsOf(text: string): Fields {
  return {
    intent_id: text.slice(0, 100),
    kind: text,
    branch: text,
    question: text,
    refs: [text],
    criteria: [{ id: text.slice(0, 100), text }],
    agent: { name: text, session: text.slice(0, 100), model: text, version: text },
    skills: [{ name: text, use: "declared" }],
    harness_suggestions: [{ kind: "rule", title: text, content: text }],
  };
}

/** So many hostile records, every second one with a wrong type in some field; the same for the same seed. */
export function hostileRecords(count: number, random: Random): HostileRecord[] {
  const of = <T>(items: readonly [T, ...T[]]): T => items[Math.floor(random() * items.length)] ?? items[0];
  const { "a wrong type": wrongType, ...others } = ATTACKS;
  const attacks: [string, Attack][] = Object.entries(others);
  return Array.from({ length: count }, (_, n) => {
    const other = n % 2 === 0 ? undefined : attacks[((n - 1) / 2) % attacks.length];
    const [attack, { make, refusedAt }]: [string, Attack] = other ?? ["a wrong type", wrongType];
    const made = make(plainRecord(n, random), { random, of, field: of(FIELDS) });
    return { attack, refusedAt, text: typeof made === "string" ? made : JSON.stringify(made) };
  });
}

function plainRecord(n: number, random: Random): Fields {
  const at = Math.floor(random() * 2_000);
  return {
    schema: "yardlet.run/1",
    run_id: `r${n}`,
    repo: random() < 0.5 ? "parcel" : "harbor",
    intent_id: `i${at % 300}`,
    task_id: `t${at}`,
    kind: "feature",
    agent: { name: "claude", session: `s${n}` },
    skills: [{ name: "code-review", version: 1 + (at % 2), use: "declared" }],
    eval_state: random() < 0.6 ? "Done" : "Failed",
    ended_at: `2026-11-${String(1 + (at % 20)).padStart(2, "0")}T10:00:00Z`,
    criteria: [{ id: "c1", text: "it builds" }],
  };
}

/** Numbers from 0 to 1 that a seed decides. */
export function randomOf(seed: number): Random {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
