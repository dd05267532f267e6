import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ReceiptVerifyReport, SkillScoreReport } from "@yardlet/core/run/command-report";
import { Receipt, verifyReceipt } from "@yardlet/core/score";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { LIBRARY, SETTINGS, Workbench, buildCli, skillText } from "../testing/cli.ts";
import { lines, reviewRecord, runRecord } from "../testing/runs.ts";

const FOLDER = ".agents/telemetry";
let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.remove());

const keep = (records: readonly object[]) => {
  mkdirSync(join(bench.repo, FOLDER), { recursive: true });
  appendFileSync(join(bench.repo, FOLDER, "skills.jsonl"), lines(records));
};
const score = (...args: string[]) => bench.yardlet("skill", "score", ...args);
const scores = (...args: string[]) => SkillScoreReport.parse(score("--json", ...args).json()).scores;
const versionsOf = (...args: string[]) =>
  scores(...args).map(({ skill, version, units, excluded }) => ({ skill, version, units, excluded }));

const CRITERIA = {
  criteria: [
    { id: "c1", text: "Works" },
    { id: "c2", text: "Is tested" },
  ],
};

test("scores by skill, then version, with decision; the order of lines makes no difference", () => {
  const records = [
    runRecord("r1", CRITERIA),
    reviewRecord("v1", "r1", [true, false]),
    runRecord("r2", { eval_state: "Failed" }),
    runRecord("r3", { skills: [{ name: "code-review", version: 12, use: "declared" }] }),
    runRecord("r4", { skills: [{ name: "alpha", version: 1, use: "declared" }], eval_state: "Partial" }),
  ];
  keep(records);
  const run = score("--json");
  expect(run.exit).toBe(0);
  const report = SkillScoreReport.parse(run.json());
  expect(report.formula).toBe("sf-1");
  expect(report.policy.floor).toBe(500_000);
  expect(
    report.scores.map(({ skill, version, score, intents, grade, decision }) => [
      `${skill}@${version}`,
      score,
      intents,
      grade,
      decision.reason,
    ]),
  ).toEqual([
    ["alpha@1", 0.375, 1, "insufficient", "not_below_floor"],
    ["code-review@3", 0.35, 2, "insufficient", "not_below_floor"],
    ["code-review@12", 1, 1, "insufficient", "not_below_floor"],
  ]);
  expect(report.scores[1]?.components.review).toEqual({ n: 1, rate: 0.5 });

  writeFileSync(join(bench.repo, FOLDER, "skills.jsonl"), lines(records.toReversed()));
  expect(score("--json").stdout).toBe(run.stdout);
});

test("for people: value, interval and n together, and what is still needed", () => {
  keep([runRecord("r1"), runRecord("r2"), runRecord("r3", { eval_state: "Queued", ended_at: undefined })]);
  expect(score().stdout).toBe(
    [
      "skill           score  95 % interval  evidence                        grade         still needed    decision",
      "code-review v3  1.00   0.34 to 1.00   2 intents, 2 tasks, 1 excluded  insufficient  2 of 5 intents  keep: not below the floor",
      "",
    ].join("\n"),
  );
});

test("the later line of a run wins, whatever is no record is named and left out", () => {
  keep([runRecord("r1")]);
  appendFileSync(join(bench.repo, FOLDER, "skills.jsonl"), 'nonsense\n{"run_id":"r9"}\n');
  keep([runRecord("r1", { eval_state: "Failed" })]);
  appendFileSync(join(bench.repo, FOLDER, "skills.jsonl"), Buffer.from([0xff, 0x0a]));
  const run = score("--json");
  expect(SkillScoreReport.parse(run.json()).scores).toMatchObject([{ units: 1, score: 0 }]);
  expect(run.stderr.split("\n").slice(0, 3)).toEqual([
    "yardlet: .agents/telemetry/skills.jsonl:2 does not count: is not JSON data",
    "yardlet: .agents/telemetry/skills.jsonl:3 does not count: schema the only known version is yardlet.run/1",
    "yardlet: .agents/telemetry/skills.jsonl:5 does not count: is no UTF-8, or too long",
  ]);
});

test("without a version: the manifest at the run's commit, else the manifest of today; never a guess", () => {
  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS });
  bench.yardlet("skill", "equip");
  const commit = bench.git("rev-parse", "HEAD");
  bench.write({ "library/skills/alpha/SKILL.md": skillText("alpha", "Better.") });
  bench.yardlet("skill", "equip");
  const manifest = JSON.parse(readFileSync(join(bench.repo, ".agents/skills/.yardlet.json"), "utf8"));
  const alpha = (more: object) => ({ skills: [{ name: "alpha", use: "declared", ...more }] });
  keep([
    runRecord("r1", { ...alpha({}), commit }),
    runRecord("r2", alpha({})),
    runRecord("r3", { ...alpha({}), commit: "f".repeat(40) }),
    runRecord("r4", alpha({ hash: manifest.skills.alpha.hash })),
    runRecord("r5", alpha({ hash: "0".repeat(64) })),
    runRecord("r6", { skills: [{ name: "unheard-of", use: "declared" }] }),
  ]);
  expect(versionsOf()).toEqual([
    { skill: "alpha", version: 1, units: 1, excluded: {} },
    { skill: "alpha", version: 2, units: 3, excluded: {} },
  ]);
  expect(score().stderr).toBe(
    `yardlet: 1 run names alpha as ${"0".repeat(64)}, which no manifest here knows; it does not count\n` +
      "yardlet: 1 run names unheard-of without a version, which no manifest here knows; it does not count\n",
  );
});

test("work without the skill is its baseline; a receipt holds both arms and verifies", () => {
  const others = { skills: [] };
  keep([
    ...["a", "b", "c", "d", "e", "f"].map((id) => runRecord(id, { eval_state: "Failed" })),
    ...["g", "h", "i", "j", "k"].map((id) => runRecord(id, others)),
    runRecord("l", { ...others, kind: "docs" }),
    runRecord("m", { ...others, ended_at: "2026-10-01T10:00:00Z" }),
    runRecord("n", { skills: [{ name: "code-review", version: 2, use: "declared" }] }),
  ]);
  const run = score("code-review@3", "--receipt", "--json");
  const receipt = Receipt.parse(run.json());
  expect(verifyReceipt(receipt)).toEqual({ ok: true });
  const inputs = JSON.parse(receipt.inputs);
  expect([inputs.version, inputs.asOf, inputs.from, inputs.source]).toEqual([
    "code-review@3",
    "2026-11-21T10:00:00.000Z",
    "2026-10-22T10:00:00.000Z",
    "created",
  ]);
  expect([inputs.units.length, inputs.baseline.length]).toEqual([6, 5]);
  expect(receipt.result.uplift).toMatchObject({ withIntents: 6, withoutIntents: 5, rd: -1 });
  expect(score("code-review@3", "--receipt").stdout).toBe(run.stdout);

  expect(score("code-review@3", "--receipt=receipt.json").stdout).toBe(
    "The receipt of code-review v3 is in receipt.json\n",
  );
  expect(Receipt.parse(JSON.parse(readFileSync(join(bench.repo, "receipt.json"), "utf8")))).toEqual(receipt);
  expect(score("--verify", "receipt.json")).toMatchObject({
    exit: 0,
    stdout: "receipt.json verifies: its inputs give every number of its result\n",
  });
});

test("a forged receipt is exit 1 and names the first difference; what is no receipt is refused", () => {
  keep([runRecord("r1")]);
  const receipt = Receipt.parse(score("code-review", "--receipt").json());
  const { score: result } = receipt.result;
  bench.write({
    "forged.json": JSON.stringify({ ...receipt, result: { ...receipt.result, score: { ...result, units: 7 } } }),
    "other.json": JSON.stringify({ ...receipt, result: {} }),
    "text.json": "no JSON",
  });
  const forged = score("--verify", "../forged.json", "--json");
  expect(forged.exit).toBe(1);
  expect(ReceiptVerifyReport.parse(forged.json())).toMatchObject({
    ok: false,
    problem: { path: "result.score.units", stored: 7, recomputed: 1 },
  });
  expect(score("--verify", "../forged.json").stdout).toBe(
    "../forged.json does not verify: result.score.units is stored as 7 and its inputs give 1\n",
  );
  expect(score("--verify", "../other.json").exit).toBe(2);
  expect(score("--verify", "../text.json").exit).toBe(2);
  expect(score("--verify", "../nowhere.json").exit).toBe(1);
});

test("names: an unknown one is not found, an equipped one without runs is said; wrong lines are 64", () => {
  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS });
  bench.yardlet("skill", "equip");
  expect(score("alpha")).toMatchObject({ exit: 0, stdout: "No run has used alpha yet\n" });
  expect(score()).toMatchObject({
    exit: 0,
    stdout: 'No run in .agents/telemetry/skills.jsonl has used a skill; report one with "yardlet run report"\n',
  });
  expect(score("alpha", "--receipt").exit).toBe(1);
  keep([runRecord("r1")]);
  const unknown = score("code-revew", "--json");
  expect(unknown.exit).toBe(1);
  expect(unknown.json()).toMatchObject({ error: { code: "not_found", details: { nearest: ["code-review"] } } });
  expect(score("code-review@4").exit).toBe(1);
  expect(score("--receipt").exit).toBe(64);
  expect(score("alpha", "--verify", "x").exit).toBe(64);
});
