import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RunReport, SkillScoreReport } from "@yardlet/core/run/command-report";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { Workbench, buildCli, skillText } from "../testing/cli.ts";
import { lines, runRecord } from "../testing/runs.ts";

let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.remove());

const importFile = (...args: string[]) => bench.yardlet("run", "import", "--json", ...args);
const kept = () => readFileSync(join(bench.repo, ".agents/telemetry/skills.jsonl"), "utf8");

const EXPECTATIONS = [
  { text: "Names the failing test", passed: true, evidence: "output line 4" },
  { text: "Says why it fails", passed: false, evidence: "no reason is given" },
];
const GRADING = JSON.stringify({ expectations: EXPECTATIONS });
const BENCHMARK = JSON.stringify({
  metadata: { skill_name: "triage", timestamp: "2026-11-20T08:00:00Z" },
  runs: ["with_skill", "without_skill"].flatMap((configuration) =>
    [1, 2].map((run_number) => ({ eval_id: 1, configuration, run_number, expectations: EXPECTATIONS })),
  ),
});

test("a benchmark is told by its content; a second import changes nothing", () => {
  bench.write({ "benchmark.json": BENCHMARK });
  const run = importFile("../benchmark.json");
  expect(run.exit).toBe(0);
  expect(RunReport.parse(run.json())).toMatchObject({ accepted: 8, duplicate: 0, problems: [] });
  const text = kept();
  expect(RunReport.parse(importFile("../benchmark.json").json())).toMatchObject({ accepted: 0, duplicate: 8 });
  expect(kept()).toBe(text);
});

test("a grading needs the name of its skill, and has its file's own time", () => {
  bench.write({ "grading.json": GRADING });
  const nameless = importFile("../grading.json");
  expect(nameless.exit).toBe(2);
  expect(RunReport.parse(nameless.json()).problems).toEqual([
    { path: "skill", message: "the file does not say which skill was tried; name it" },
  ]);
  expect(RunReport.parse(importFile("../grading.json", "--skill", "triage").json()).accepted).toBe(2);
  expect(RunReport.parse(importFile("../grading.json", "--skill", "triage").json()).duplicate).toBe(2);
});

test("its verdicts count: the trial's score is that of its expectations", () => {
  bench
    .write({ "home/.yard/skills/skills/triage/SKILL.md": skillText("triage"), "benchmark.json": BENCHMARK })
    .commit();
  expect(bench.yardlet("skill", "equip", "triage").exit).toBe(0);
  importFile("../benchmark.json");
  const { scores } = SkillScoreReport.parse(bench.yardlet("skill", "score", "--json").json());
  expect(scores).toMatchObject([{ skill: "triage", version: 1, units: 2, intents: 1, score: 0.7 }]);
});

test("a file of runs is imported as it is reported; the format may be said, and must be one", () => {
  bench.write({ "runs.jsonl": lines([runRecord("r1"), runRecord("r2")]) });
  expect(RunReport.parse(importFile("../runs.jsonl", "--format", "runs").json()).accepted).toBe(2);
  const wrong = importFile("../runs.jsonl", "--format", "benchmark");
  expect(wrong.exit).toBe(2);
  expect(RunReport.parse(wrong.json()).problems).toEqual([{ path: "", message: "the file is not JSON" }]);
  expect(importFile("../runs.jsonl", "--format", "csv").exit).toBe(64);
  expect(importFile("-").exit).toBe(64);
  expect(importFile().exit).toBe(64);
});
