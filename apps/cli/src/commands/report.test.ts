import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RunReport } from "@yardlet/core/run/command-report";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { Workbench, buildCli, killWhen } from "../testing/cli.ts";
import { lines, manyRuns, runRecord } from "../testing/runs.ts";

const FILE = ".agents/telemetry/skills.jsonl";
let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.remove());

const report = (text: string | Buffer) => {
  writeFileSync(join(bench.folder, "in"), text);
  return bench.yardlet("run", "report", "../in", "--json");
};
const kept = () => readFileSync(join(bench.repo, FILE), "utf8");
const keptIds = () =>
  kept()
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line).run_id);
const countsOf = (json: unknown) => {
  const { accepted, duplicate, corrected, rejected, waiting, problems } = RunReport.parse(json);
  return { accepted, duplicate, corrected, rejected, waiting, problems: problems.length };
};
const NONE = { accepted: 0, duplicate: 0, corrected: 0, rejected: 0, waiting: 0, problems: 0 };

test("without a server runs are appended to a file that git ignores; a second time nothing changes", () => {
  const run = report(lines([runRecord("r1"), runRecord("r2")]));
  expect(run.exit).toBe(0);
  expect(RunReport.parse(run.json())).toMatchObject({ to: { kind: "file", at: FILE }, accepted: 2 });
  expect(keptIds()).toEqual(["r1", "r2"]);
  expect(bench.git("status", "--porcelain", "--untracked-files=all")).toBe("");
  const text = kept();
  expect(countsOf(report(lines([runRecord("r2"), runRecord("r1")])).json())).toEqual({ ...NONE, duplicate: 2 });
  expect(kept()).toBe(text);
});

test("one record over several lines, a list and lines are the same thing; so is standard input", () => {
  expect(countsOf(report(JSON.stringify(runRecord("r1"), null, 2)).json())).toEqual({ ...NONE, accepted: 1 });
  expect(countsOf(report(JSON.stringify([runRecord("r1"), runRecord("r2")])).json())).toEqual({
    ...NONE,
    accepted: 1,
    duplicate: 1,
  });
  return bench.start(["run", "report", "-", "--json"], lines([runRecord("r3")])).ended.then((run) => {
    expect(countsOf(run.json())).toEqual({ ...NONE, accepted: 1 });
    expect(keptIds()).toEqual(["r1", "r2", "r3"]);
  });
});

test("the same id with other content is appended: the later line wins", () => {
  report(lines([runRecord("r1")]));
  const run = report(lines([runRecord("r1", { eval_state: "Failed" }), runRecord("r1", { eval_state: "Failed" })]));
  expect(countsOf(run.json())).toEqual({ ...NONE, corrected: 1, duplicate: 1 });
  expect(keptIds()).toEqual(["r1", "r1"]);
});

test("what is refused is named with its path, the others are kept: exit 2", () => {
  const run = report(lines([runRecord("r1"), runRecord("r2", { attempt: 1e9, extra: 1 })]));
  expect(run.exit).toBe(2);
  const { accepted, rejected, results } = RunReport.parse(run.json());
  expect([accepted, rejected]).toEqual([1, 1]);
  expect(results[1]).toEqual({
    index: 1,
    status: "rejected",
    run_id: "r2",
    problems: [
      { path: "attempt", message: "is at most 1000000" },
      { path: "extra", message: "is not a known field; remove it or correct its name" },
    ],
    notes: [],
  });
  expect(bench.yardlet("run", "report", "../in").stdout).toBe(
    `${FILE}: 2 records: 1 duplicate, 1 rejected\n` +
      "  rejected  r2  attempt is at most 1000000\n" +
      "  rejected  r2  extra is not a known field; remove it or correct its name\n",
  );
});

test("a run without a SkillResult is wrapped with a warning; where yardlet.yaml says strict it is refused: exit 2", () => {
  const wrapped = report(lines([runRecord("r1"), runRecord("r2", { skill_result: "fine", exit_status: 1 })]));
  expect(wrapped.exit).toBe(0);
  expect(wrapped.stderr).toBe(
    "yardlet: r1: there is no SkillResult: wrapped by the state Done; return a SkillResult with every run\n" +
      "yardlet: r2: skill_result an object is expected: wrapped by the exit status 1; return a SkillResult with every run\n",
  );
  const text = kept();
  writeFileSync(join(bench.repo, ".agents/yardlet.yaml"), "skill_result: strict\n");
  const run = report(lines([runRecord("r1"), runRecord("r3"), runRecord("r4", { skill_result: { ok: 1, extra: 2 } })]));
  expect(run.exit).toBe(2);
  expect(countsOf(run.json())).toEqual({ ...NONE, duplicate: 1, rejected: 2 });
  expect(
    RunReport.parse(run.json()).results.map(({ problems }) => problems.map(({ path, code }) => [path, code])),
  ).toEqual([
    [],
    [["skill_result", "schema_violation/skill_result_missing"]],
    [
      ["skill_result.ok", "schema_violation/skill_result_wrong_type"],
      ["skill_result.outputs", "schema_violation/skill_result_missing_field"],
      ["skill_result.tool_calls", "schema_violation/skill_result_missing_field"],
      ["skill_result.cost_units", "schema_violation/skill_result_missing_field"],
      ["skill_result.artefact_delta", "schema_violation/skill_result_missing_field"],
      ["skill_result.progress_proxy", "schema_violation/skill_result_missing_field"],
      ["skill_result.failure_codes", "schema_violation/skill_result_missing_field"],
      ["skill_result.suggested_next", "schema_violation/skill_result_missing_field"],
      ["skill_result.extra", "schema_violation/skill_result_unknown_field"],
    ],
  ]);
  expect(kept()).toBe(text);
  writeFileSync(join(bench.repo, ".agents/yardlet.yaml"), "skill_result: strikt\n");
  expect(report(lines([runRecord("r5")])).json()).toMatchObject({ error: { code: "invalid" } });
});

test("hostile files: a byte order mark, CRLF, a torn line, a line of 10 MB, depth, binary", () => {
  const good = JSON.stringify(runRecord("r1"));
  const long = JSON.stringify(runRecord("r2", { question: "x".repeat(10 * 1024 * 1024) }));
  const deep = `{"run_id":"r3","refs":${"[".repeat(10_000)}${"]".repeat(10_000)}}`;
  const run = report(`\uFEFF${good}\r\n\r\n${long}\r\n${deep}\r\n${good.slice(0, 40)}`);
  expect(run.exit).toBe(2);
  expect(countsOf(run.json())).toEqual({ ...NONE, accepted: 1, rejected: 2, problems: 1 });
  expect(RunReport.parse(run.json()).problems[0]?.line).toBe(5);
  expect(keptIds()).toEqual(["r1"]);

  const binary = report(Buffer.from([0x7b, 0xff, 0x00, 0x0a]));
  expect(binary.exit).toBe(2);
  expect(binary.json()).toMatchObject({ error: { code: "invalid" } });
  const zeros = report(Buffer.alloc(64));
  expect(zeros.exit).toBe(2);
  expect(countsOf(zeros.json())).toEqual({ ...NONE, problems: 1 });
  expect(keptIds()).toEqual(["r1"]);
});

test("a name of a terminal's own is shown inert", () => {
  report(lines([runRecord("\u001b[31mr1", { eval_state: "no" })]));
  const { stdout } = bench.yardlet("run", "report", "../in");
  expect(stdout).toContain("\uFFFD[31mr1");
  expect(stdout).not.toContain("\u001b");
});

test("a torn last line of an earlier crash is passed over, and never joined to the next", () => {
  report(lines([runRecord("r1")]));
  writeFileSync(join(bench.repo, FILE), `${kept()}{"schema":"yardlet.run/1","run_`);
  expect(countsOf(report(lines([runRecord("r1"), runRecord("r2")])).json())).toEqual({
    ...NONE,
    accepted: 1,
    duplicate: 1,
  });
  const [first, torn, last] = kept().trimEnd().split("\n");
  expect(first).toContain('"r1"');
  expect(torn).toBe('{"schema":"yardlet.run/1","run_');
  expect(last).toContain('"r2"');
});

test("a link in the way is never written through: exit 2", () => {
  mkdirSync(join(bench.repo, ".agents/telemetry"), { recursive: true });
  writeFileSync(join(bench.folder, "elsewhere"), "mine\n");
  symlinkSync(join(bench.folder, "elsewhere"), join(bench.repo, FILE));
  const run = report(lines([runRecord("r1")]));
  expect(run.exit).toBe(2);
  expect(run.json()).toMatchObject({ error: { code: "refused" } });
  expect(readFileSync(join(bench.folder, "elsewhere"), "utf8")).toBe("mine\n");
});

test("without a repository, a file or an input: exit 1, 1 and 64; a folder is refused", () => {
  writeFileSync(join(bench.folder, "in"), lines([runRecord("r1")]));
  expect(bench.yardletIn(bench.home, "run", "report", "../in").exit).toBe(1);
  expect(bench.yardlet("run", "report", "nowhere").exit).toBe(1);
  expect(bench.yardlet("run", "report").exit).toBe(64);
  expect(bench.yardlet("run", "report", "..").exit).toBe(2);
  expect(bench.yardlet("run", "report", "--flush").exit).toBe(2);
  expect(existsSync(join(bench.repo, ".agents"))).toBe(false);
});

test("many writers at once lose nothing and double nothing", async () => {
  const writers = [1, 2, 3].map(
    (writer) =>
      bench.start(["run", "report", "-"], lines([...manyRuns("shared", 40), ...manyRuns(`w${writer}`, 40)])).ended,
  );
  expect((await Promise.all(writers)).map(({ exit }) => exit)).toEqual([0, 0, 0]);
  expect(keptIds().length).toBe(160);
  expect(new Set(keptIds()).size).toBe(160);
});

test("killed in the midst of it again and again, a report done again has every run once", async () => {
  const records = manyRuns("r", 3000);
  writeFileSync(join(bench.folder, "in"), lines(records));
  const size = () => statSync(join(bench.repo, FILE), { throwIfNoEntry: false })?.size ?? 0;
  let killed = 0;
  for (const bytes of [1, 100_000, 300_000, 500_000, 700_000, 900_000]) {
    const { child, ended } = bench.start(["run", "report", "../in"]);
    const run = await killWhen(child, ended, () => size() >= bytes);
    if (run.exit === null) killed += 1;
  }
  expect(killed).toBeGreaterThan(0);
  expect((await bench.run("run", "report", "../in")).exit).toBe(0);
  const whole = kept().trimEnd().split("\n").flatMap(idOf);
  expect(whole).toEqual(records.map(({ run_id }) => run_id));
});

function idOf(line: string): unknown[] {
  try {
    return [JSON.parse(line).run_id];
  } catch {
    return [];
  }
}
