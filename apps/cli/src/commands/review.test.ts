import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SkillApplyReport, SkillReviewReport } from "@yardlet/core/agent/command-report";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { LIBRARY, SETTINGS, Workbench, buildCli } from "../testing/cli.ts";
import { runRecord } from "../testing/runs.ts";

let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench().write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS, "package.json": "{}\n" });
});
afterEach(() => bench.remove());

const review = () => SkillReviewReport.parse(bench.yardlet("skill", "review", "--json").json());

/** A run of now, so that it is young enough to speak of a gap. */
function report(...records: Record<string, unknown>[]): void {
  const ended_at = new Date(Date.now() - 60_000).toISOString();
  const lines = records.map((record) => JSON.stringify({ ...record, skills: [], ended_at }));
  bench.write({ "runs.jsonl": `${lines.join("\n")}\n` });
  expect(bench.yardlet("run", "report", join(bench.folder, "runs.jsonl")).exit).toBe(0);
}

const suggests = (id: string, content: string, more: object = {}) =>
  runRecord(id, { harness_suggestions: [{ kind: "skill", title: "Reset caches", content }], ...more });

const TEXT =
  "Use when a build is stale.\n\nRun `make clean`, then build again, and look at the time of the artefacts.\n";

test("nothing waits in a repository where nothing happened", () => {
  const run = bench.yardlet("skill", "review");
  expect([run.exit, run.stdout, run.stderr]).toEqual([0, "Nothing waits for a decision here.\n", ""]);
  expect(bench.git("status", "--porcelain", "--untracked-files=all")).toBe("");
});

test("a preset that names a skill which nobody has, and a failure that returns, are gaps with what to research", () => {
  bench.commit({ ".agents/yardlet.yaml": `${SETTINGS}presets: { add: [web-ui] }\n` });
  const failed = (id: string, intent: string, more: object = {}) =>
    runRecord(id, {
      intent_id: intent,
      eval_state: "Failed",
      failure_codes: ["evidence_missing/test_output_missing", "execution_error/host_timeout"],
      ...more,
    });
  report(failed("a", "i1"), failed("b", "i2"), failed("b2", "i2"), failed("c", "i3", { eval_state: "Partial" }));
  report(failed("d", "i4", { simulated: true }), failed("e", "i5", { role: "security", verdict: [] }));
  const { entries } = review();
  expect(entries.map(({ n, id, stake }) => [n, id, stake.value])).toEqual([
    [1, "gap:code:repo:evidence_missing/test_output_missing", 12],
    [2, "gap:skill:lost", 3],
  ]);
  expect(entries[0]).toMatchObject({ kind: "gap", gap: { about: "code", intents: 3 } });
  expect(entries[0]?.kind === "gap" && entries[0].gap.about === "code" && entries[0].gap.tasks).toHaveLength(4);
  expect(entries[1]).toMatchObject({
    kind: "gap",
    title: "missing skill lost",
    why: "asked for by preset web-ui in repo; no library has it",
    topic: "Lost",
  });
  const words = bench.yardlet("skill", "review");
  expect(words.stdout).toContain("2  missing skill lost  gap:skill:lost\n");
  expect(words.stdout).toContain('   yardlet skill research "Lost"\n');
  const apply = bench.yardlet("skill", "apply", "2");
  expect([apply.exit, apply.stderr]).toEqual([
    2,
    'yardlet: gap:skill:lost is a gap: there is no text yet; "yardlet skill research" makes one\n',
  ]);
});

test("what done runs suggest is a proposal, once for the same text; applied it is a learned skill, and then amended", () => {
  report(
    suggests("a", TEXT),
    suggests("b", TEXT),
    suggests("c", "Never heard.\n", { eval_state: "Failed" }),
    suggests("d", "Taken back.\n"),
    runRecord("e", { reverts: ["d"] }),
    suggests("f", "Only tried.\n", { simulated: true }),
    runRecord("g", { harness_suggestions: [{ kind: "rule", title: "A rule", content: "Be kind." }] }),
  );
  const { entries } = review();
  expect(entries).toMatchObject([
    {
      kind: "proposal",
      n: 1,
      title: "new skill reset-caches",
      why: "2 runs suggest it",
      skill: "reset-caches",
      runs: ["a", "b"],
      obstacles: [],
      stake: { value: 6 },
    },
  ]);
  const first = bench.yardlet("skill", "apply", "1", "--json");
  expect(first.exit).toBe(0);
  const applied = SkillApplyReport.parse(first.json());
  expect(applied).toMatchObject({ skill: "reset-caches", source: "learned", version: 1, edited: false, notes: [] });
  expect(bench.git("log", "-1", "--format=%B").split("\n")).toEqual([
    "Record reset-caches",
    "",
    "- add reset-caches v1: proposed by runs a, b",
    "- 1 link for other clients",
  ]);
  expect(bench.git("show", "HEAD:.agents/skills/reset-caches/SKILL.md")).toContain("source: learned");
  expect(review().entries).toEqual([]);

  report(suggests("h", `${TEXT}\nClear the cache of the compiler too.\n`));
  expect(review().entries).toMatchObject([
    { kind: "update", title: "new text of reset-caches", why: "a run suggests it, to follow v1", runs: ["h"] },
  ]);
  const second = bench.yardlet("skill", "apply", "1");
  expect(second.exit).toBe(0);
  expect(second.stdout).toMatch(/^Installed reset-caches v2 in commit [0-9a-f]{7}\.\n$/);
  expect(bench.git("log", "-1", "--format=%s")).toBe("Amend reset-caches to v2");
  expect(readFileSync(join(bench.repo, ".agents/skills/reset-caches/SKILL.md"), "utf8")).toContain('version: "2"');
  expect(bench.git("status", "--porcelain")).toBe("");
  expect(review().entries).toEqual([]);
});

test("a proposal gets a name that is free; one without a description is shown with what stands against it, and refused", () => {
  report(
    runRecord("a", { harness_suggestions: [{ kind: "skill", title: "Only code", content: "```sh\nmake\n```\n" }] }),
    runRecord("b", { harness_suggestions: [{ kind: "skill", title: "Alpha", content: TEXT }] }),
  );
  const { entries } = review();
  expect(entries.map((entry) => ["skill" in entry && entry.skill, "obstacles" in entry && entry.obstacles])).toEqual([
    [expect.stringMatching(/^alpha-[0-9a-f]{8}$/), []],
    ["only-code", [expect.objectContaining({ check: "valid", final: true })]],
  ]);
  const apply = bench.yardlet("skill", "apply", "2");
  expect(apply.exit).toBe(2);
  expect(apply.stderr).toContain("yardlet: only-code is not installed: SKILL.md: ");
});

test("what is vetoed does not come back by itself", () => {
  bench.commit({ ".agents/yardlet.yaml": `${SETTINGS}skills: { veto: [reset-caches] }\n` });
  report(suggests("a", TEXT));
  expect(review().entries).toEqual([]);
});

test("what was edited by hand is not written over", () => {
  report(suggests("a", TEXT));
  review();
  expect(bench.yardlet("skill", "apply", "1").exit).toBe(0);
  const file = ".agents/skills/reset-caches/SKILL.md";
  bench.commit({ [file]: `${readFileSync(join(bench.repo, file), "utf8")}\nBy hand.\n` });
  report(suggests("b", `${TEXT}\nMore.\n`));
  expect(review().entries).toMatchObject([
    {
      kind: "update",
      obstacles: [
        {
          check: "clash",
          final: true,
          message: "reset-caches was edited by hand since v1 was placed; take the change over by hand",
        },
      ],
    },
  ]);
  expect(bench.yardlet("skill", "apply", "1").exit).toBe(2);
});

test("a skill whose runs fail is weak", () => {
  const failing = Array.from({ length: 12 }, (_, index) => {
    const skills = [{ name: "code-review", version: 3, use: "declared" }];
    return runRecord(`r${index}`, { skills, intent_id: `i${index}`, eval_state: "Failed" });
  });
  bench.write({ "runs.jsonl": failing.map((one) => `${JSON.stringify(one)}\n`).join("") });
  expect(bench.yardlet("run", "report", join(bench.folder, "runs.jsonl")).exit).toBe(0);
  expect(review().entries).toEqual([
    {
      kind: "weak",
      n: 1,
      id: "weak:code-review@3",
      title: "weak skill code-review v3",
      why: "its score 0 of 12 intents stays below the floor of 0.5",
      stake: { value: 52, why: "a skill that is not worth its place stays: 4 × (12 intents + 1 repo) = 52" },
      skill: "code-review",
      version: 3,
      score: 0,
      intents: 12,
    },
  ]);
  const apply = bench.yardlet("skill", "apply", "1");
  expect([apply.exit, apply.stderr]).toEqual([
    2,
    'yardlet: weak:code-review@3 is a skill that lies here: edit it, or take it out of use with "yardlet skill deprecate"\n',
  ]);
});

test.each([
  ["1", 1, 'there is no number 1: no list was shown yet; run "yardlet skill review" to see what has which number'],
  ["20260101-000000-abcdef01", 1, /^there is no run 20260101-000000-abcdef01 in \.agents\/runs; /],
  ["../x", 2, /^"..\/x" is neither a number nor the id of a run in /],
  ["proposal:x:000000000000", 1, /^no run here proposes proposal:x:000000000000 any more; /],
])("apply %j is told what is wrong", (id, exit, message) => {
  const run = bench.yardlet("skill", "apply", id, "--json");
  expect(run.exit).toBe(exit);
  expect(run.json()).toMatchObject({ error: { message: expect.stringMatching(message) } });
});

test("a number of a list belongs to that list, even when more waits by now", () => {
  report(suggests("a", TEXT));
  expect(review().entries.map(({ id }) => id)).toEqual([expect.stringMatching(/^proposal:reset-caches:/)]);
  report(suggests("b", "Use when dependencies are old.\n\nRaise them one by one.\n", { intent_id: "i1" }));
  const applied = SkillApplyReport.parse(bench.yardlet("skill", "apply", "1", "--json").json());
  expect(applied.id).toMatch(/^proposal:reset-caches:/);
  expect(bench.git("show", "HEAD:.agents/skills/reset-caches/SKILL.md")).toContain("make clean");
  const none = bench.yardlet("skill", "apply", "2");
  expect([none.exit, none.stderr]).toEqual([
    1,
    'yardlet: there is no number 2: the last list has 1 entries; run "yardlet skill review" to see what has which number\n',
  ]);
});
