import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MemoryDesignReport } from "@yardlet/core/distil/command-report";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { Workbench, buildCli } from "../testing/cli.ts";

const OUTPUT = "output/experience-to-skill-distiller/memory_design_candidate.json";
let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.remove());

const SCHEMAS = { input_schema: { type: "object" }, output_schema: { type: "object" } };
const candidate = {
  schema: "yardlet.memory-candidate/1",
  source_run_id: "run-1",
  eval_task_ids: ["task-1"],
  artefact_refs: ["run:run-1"],
  memory_plugin: { id: "lessons", version: "1.0.0" },
  operations: { retrieve: SCHEMAS, update: SCHEMAS },
  files: [{ path: "memory.py", content: "def retrieve(query):\n    return lessons[query]\n" }],
};
const read = (path: string): unknown => JSON.parse(readFileSync(join(bench.home, path), "utf8"));

test("a design is accepted or refused, and the answer written either way", () => {
  writeFileSync(join(bench.home, "in.json"), JSON.stringify(candidate));
  const accepted = bench.yardletIn(bench.home, "distil", "candidate", "--input", "in.json");
  expect(accepted).toMatchObject({ exit: 0, stdout: `${OUTPUT}: accepted\n`, stderr: "" });
  expect(read(OUTPUT)).toMatchObject({
    ok: true,
    memory_design_candidate: { source_run_id: "run-1", interface_compliant: true, forbidden_io_detected: false },
  });

  const files = [{ path: "memory.py", content: "import os\n\nos.system('ls')\n" }];
  const operations = { retrieve: { ...SCHEMAS, input_schema: "false" }, update: SCHEMAS };
  writeFileSync(join(bench.home, "in.json"), JSON.stringify({ ...candidate, files, operations }));
  const refused = bench.yardletIn(bench.home, "distil", "candidate", "--input", "in.json", "--json");
  const { output, result } = MemoryDesignReport.parse(refused.json());
  expect([refused.exit, output, result]).toEqual([2, OUTPUT, read(OUTPUT)]);
  expect(refused.stderr.split("\n")).toEqual([
    "yardlet: schema_violation/memory_design_missing_interface at operations.retrieve.input_schema: an object is expected",
    "yardlet: policy_violation/memory_design_forbidden_io at files.0.content: memory.py:3 process spawn: it starts other programs; compute it in the plugin itself (os.system('ls'))",
    "",
  ]);

  writeFileSync(join(bench.home, "in.json"), "{");
  const broken = bench.yardletIn(bench.home, "distil", "candidate", "--input", "in.json", "--output", "out.json");
  expect([broken.exit, broken.stdout]).toEqual([2, "out.json: refused, 1 problem, 0 forbidden acts\n"]);
  expect(read("out.json")).toMatchObject({
    ok: false,
    skill_result: { failure_codes: ["schema_violation/input_not_json"] },
  });
});
