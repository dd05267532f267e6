import { existsSync, mkdirSync, readFileSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { distilDocument, distilText } from "@yardlet/core/distil";
import { DistilReport } from "@yardlet/core/distil/command-report";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { Workbench, buildCli, killWhen } from "../testing/cli.ts";

const OUTPUT = "output/experience-to-skill-distiller/result.json";
let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.remove());

const failure = (run: string) => ({
  run_id: run,
  task_id: `t-${run}`,
  task_signature: "feature/web-ui",
  reason_codes: ["validation_failed/tests_failed"],
  missing_actions: ["Run the whole suite."],
  symptom: "tests failed",
  minimal_repro_refs: [`run:${run}`],
  severity: "medium",
  skills: [{ name: "write-tests", version: 3 }],
});
const inputOf = (runs: readonly string[]) => ({
  schema: "yardlet.distil/1",
  run_id: "d-1",
  failure_packets: runs.map(failure),
  budget: { max_candidates: 10, max_lessons: 10, max_output_bytes: 8_000_000 },
});
const read = (path: string) => readFileSync(join(bench.home, path), "utf8");
const distil = (...args: string[]) => bench.yardletIn(bench.home, "distil", ...args);

test("outside a repository: the result is written whole, the same bytes again and from standard input", async () => {
  writeFileSync(join(bench.home, "in.json"), `\uFEFF${JSON.stringify(inputOf(["r-1", "r-2"]), null, 2)}\n`);
  const run = distil("--input", "in.json");
  expect(run).toMatchObject({
    exit: 0,
    stdout: `${OUTPUT}: 1 proposal, 1 lesson, 0 archived, 0 deferred\n`,
    stderr: "",
  });
  expect(read(OUTPUT)).toBe(distilText(distilDocument(inputOf(["r-2", "r-1"])).result));

  const again = distil("--input", "in.json", "--output", "other/there.json", "--json");
  const { output, result } = DistilReport.parse(again.json());
  expect([again.exit, output, distilText(result)]).toEqual([0, "other/there.json", read(OUTPUT)]);
  expect(read("other/there.json")).toBe(read(OUTPUT));
  expect(readdirSync(join(bench.home, "other"))).toEqual(["there.json"]);

  const piped = await bench.start(["distil", "--input", "-"], JSON.stringify(inputOf(["r-2", "r-1"]))).ended;
  expect(piped.exit).toBe(0);
  expect(readFileSync(join(bench.repo, OUTPUT), "utf8")).toBe(read(OUTPUT));
});

test("what is refused is written too, with every code and its path: exit 2", () => {
  const input = { ...inputOf(["r-1"]), budget: { max_candidates: 0, max_lessons: 1 } };
  writeFileSync(join(bench.home, "in.json"), JSON.stringify(input));
  const run = distil("--input", "in.json", "--output", "out.json");
  expect(run).toMatchObject({ exit: 2, stdout: "out.json: refused, 2 problems\n" });
  expect(run.stderr.split("\n")).toEqual([
    "yardlet: schema_violation/missing_budget at budget.max_output_bytes: is missing or empty",
    "yardlet: validation_failed/distil_budget_exceeded at budget.max_candidates: is not positive; nothing could be written",
    "",
  ]);
  expect(JSON.parse(read("out.json"))).toMatchObject({ run_id: "d-1", proposals: [], skill_result: { ok: false } });

  const texts = {
    "{": "input_not_json",
    null: "wrong_type",
    "[]": "wrong_type",
    '{"schema":"yardlet.distil/9"}': "unknown_schema",
    "": "input_not_json",
  };
  for (const [text, code] of Object.entries(texts)) {
    writeFileSync(join(bench.home, "in.json"), text);
    const refused = distil("--input", "in.json", "--output", "out.json", "--json");
    const { result } = DistilReport.parse(refused.json());
    expect([refused.exit, result.failure_codes]).toEqual([2, [`schema_violation/${code}`]]);
    expect(JSON.parse(read("out.json"))).toEqual(result);
  }
  writeFileSync(join(bench.home, "in.json"), Buffer.from([0x22, 0xff, 0x22]));
  expect(distil("--input", "in.json").stderr).toBe(
    "yardlet: schema_violation/input_not_json at the document: in.json is not UTF-8 text; the input is one JSON document\n",
  );
  truncateSync(join(bench.home, "in.json"), 32 * 1024 * 1024 + 1);
  const large = distil("--input", "in.json");
  expect([large.exit, large.stderr]).toEqual([
    2,
    "yardlet: schema_violation/input_too_large at the document: in.json has more than 32 MiB; hand in less at a time\n",
  ]);
});

test("no input, one that is not there, and outputs that cannot be written", () => {
  writeFileSync(join(bench.home, "in.json"), JSON.stringify(inputOf(["r-1"])));
  mkdirSync(join(bench.home, "folder"));
  const exits = (...args: string[]) => {
    const { exit, stdout, stderr } = distil(...args);
    return [exit, stdout, stderr.replace("yardlet: ", "").trimEnd()];
  };
  expect(exits()).toEqual([64, "", "yardlet distil needs --input with a file, or - for standard input"]);
  expect(exits("--input", "nowhere")).toEqual([
    1,
    "",
    "nowhere cannot be read; check the path, or use - for standard input",
  ]);
  expect(exits("--input", "in.json", "--output", "folder")).toEqual([
    2,
    "",
    "folder is there and no plain file; name another with --output",
  ]);
  expect(exits("--input", "in.json", "--output", "in.json/out.json")).toEqual([
    2,
    "",
    "in.json/out.json cannot be written (EEXIST); name another with --output",
  ]);
  expect(exits("--input", "in.json", "--output", "./in.json")).toEqual([
    2,
    "",
    "./in.json is the input itself; name another file with --output",
  ]);
  expect(readdirSync(bench.home).toSorted()).toEqual(["folder", "in.json"]);
});

test("killed while it writes, there is the old file or the new one", async () => {
  const runs = Array.from({ length: 2000 }, (_, index) => `r-${index}`);
  const input = inputOf(runs);
  const path = join(bench.repo, OUTPUT);
  bench.write({ "in.json": JSON.stringify(input), [`repo/${OUTPUT}`]: "old" });
  const { child, ended } = bench.start(["distil", "--input", "../in.json"]);
  const temporary = join(bench.repo, OUTPUT.replace("result.json", `.result.json.${child.pid}`));
  await killWhen(child, ended, () => existsSync(temporary));
  expect(["old", distilText(distilDocument(input).result)]).toContain(readFileSync(path, "utf8"));
  expect((await bench.run("distil", "--input", "../in.json")).exit).toBe(0);
  expect(readFileSync(path, "utf8")).toBe(distilText(distilDocument(input).result));
});
