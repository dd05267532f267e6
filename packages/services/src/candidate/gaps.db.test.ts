import { closeCandidate, findRepoBySlug, insertSnapshot, listJobs, replacePresets, updateRepo } from "@yardlet/db";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import type { ServiceContext } from "../context.ts";
import { runHourly } from "../maintenance.ts";
import { addRepos } from "../repo/add.ts";
import { requestRepoSync } from "../repo/settings.ts";
import { reportRuns } from "../run/report.ts";
import { addTestRepos, addTestSkill, builderRun, reviewRun } from "../testing/evidence.ts";
import { commitAll, makeRepo, RUST_CLI, writeFiles } from "../testing/repos.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { acceptCandidate, rejectCandidate } from "./decide.ts";
import { listCandidates } from "./list.ts";

const TESTS_FAILED = "validation_failed/tests_failed";
const UNCLEAR = "no_progress/requirements_unclear";
const TIMEOUT = "execution_error/host_timeout";

let services: TestServices;
let today: ServiceContext;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["harbor", "parcel"]);
  today = at("2026-11-20T12:00:00Z");
});
afterEach(() => services.close());

/** The services at another moment. */
const at = (time: string): ServiceContext => ({ ...services.ctx, now: () => new Date(time) });

let made = 0;

/** Reports a run that failed with a code, in an intent of this name. */
async function fail(intent: string, run: Record<string, unknown> = {}): Promise<void> {
  made += 1;
  const failed = { eval_state: "Failed", failure_codes: [TESTS_FAILED], intent_id: intent };
  const names = { run_id: `r${made}`, task_id: `t${made}` };
  const answer = await reportRuns(today, [builderRun({ ...names, ...failed, ...run })]);
  expect(answer.rejected).toBe(0);
}

async function gaps(ctx: ServiceContext = today) {
  await services.runJobs(ctx);
  return (await listCandidates(ctx, { kind: "gap" })).candidates;
}

const titles = async (ctx?: ServiceContext) =>
  (await gaps(ctx)).map(({ title, repoSlug }) => `${repoSlug ?? "*"} ${title}`);

test("the same code in three intents is a gap with its tasks, the newest first; a fourth brings it up to date", async () => {
  await fail("i1", { run_id: "first", task_id: "cart", ended_at: "2026-11-18T10:00:00Z" });
  await fail("i1", { run_id: "again", task_id: "cart", ended_at: "2026-11-18T11:00:00Z" });
  await fail("i2", { run_id: "second", task_id: "pay", eval_state: "NeedsUser", question: "Which tests?" });
  expect(await titles()).toEqual([]);
  await fail("i3", { run_id: "third", task_id: "ship", eval_state: "Blocked", ended_at: "2026-11-19T10:00:00Z" });
  const [gap] = await gaps();
  expect(gap).toMatchObject({
    kind: "gap",
    repoSlug: "parcel",
    title: "the same failure again: tests failed",
    why: "3 intents in parcel ended with validation_failed/tests_failed in the last 30 days",
    stake: { value: 12, why: "what a skill could prevent goes on: 3 × (3 intents + 1 repo) = 12" },
    draft: null,
    evidence: {
      kind: "gap",
      topic: "Prevent tests failed: Make the failing tests pass, or say why they are wrong.",
      gap: {
        about: "code",
        code: TESTS_FAILED,
        intents: 3,
        repos: [{ repo: "parcel", intents: 3 }],
        tasks: [
          { repo: "parcel", intent: "i2", task: "pay", run: "second", state: "NeedsUser", question: "Which tests?" },
          { repo: "parcel", intent: "i3", task: "ship", run: "third", state: "Blocked", question: null },
          {
            repo: "parcel",
            intent: "i1",
            task: "cart",
            kind: "feature",
            run: "again",
            state: "Failed",
            at: "2026-11-18T11:00:00.000Z",
          },
        ],
      },
    },
  });
  await fail("i4");
  expect(await gaps()).toMatchObject([{ id: gap?.id, stake: { value: 15 }, evidence: { gap: { intents: 4 } } }]);
});

test("a gap tells of at most twenty tasks", async () => {
  for (let n = 1; n <= 21; n += 1) await fail(`i${n % 3}`, { task_id: `task-${n}` });
  const [gap] = await gaps();
  const evidence = gap?.evidence?.kind === "gap" && gap.evidence.gap.about === "code" ? gap.evidence.gap.tasks : [];
  expect(evidence.map(({ task }) => task)).toEqual(Array.from({ length: 20 }, (_, n) => `task-${21 - n}`));
});

test("reviews, done and simulated runs, what still waits, infrastructure and what is old make no gap", async () => {
  for (const n of [1, 2, 3]) {
    await fail(`infra-${n}`, { failure_codes: [TIMEOUT] });
    await fail(`done-${n}`, { eval_state: "Done" });
    await fail(`played-${n}`, { simulated: true });
    await fail(`old-${n}`, { ended_at: "2026-10-21T11:59:59Z" });
    await fail(`researched-${n}`, { role: "researcher" });
    await reportRuns(today, [
      builderRun({ run_id: `built-${n}`, task_id: `built-${n}`, criteria: [{ id: "c1", text: "it builds" }] }),
      reviewRun({
        run_id: `review-${n}`,
        judges: `built-${n}`,
        verdict: [{ criterion_id: "c1", pass: false, evidence: "it does not" }],
        eval_state: "NeedsUser",
        question: "Who mends it?",
        failure_codes: [TESTS_FAILED],
      }),
    ]);
  }
  expect(await titles()).toEqual([]);
});

test("two repos that reach it together have a gap of both; one that reaches it alone has its own as well", async () => {
  await fail("i1", { failure_codes: [UNCLEAR] });
  await fail("i1", { failure_codes: [UNCLEAR], repo: "harbor", ended_at: "2026-11-20T11:00:00Z" });
  expect(await titles()).toEqual([]);
  await fail("i2", { failure_codes: [UNCLEAR, TIMEOUT], repo: "harbor" });
  const both = "* the same failure again: the task leaves open what is wanted";
  const [gap] = await gaps();
  expect(await titles()).toEqual([both]);
  expect(gap).toMatchObject({ repoSlug: null, why: `3 intents in 2 repos ended with ${UNCLEAR} in the last 30 days` });
  expect(gap?.evidence).toMatchObject({
    gap: {
      repos: [
        { repo: "harbor", intents: 2 },
        { repo: "parcel", intents: 1 },
      ],
      tasks: [{ repo: "harbor", at: "2026-11-20T11:00:00.000Z" }, {}, {}],
    },
  });
  await fail("i3", { failure_codes: [UNCLEAR], repo: "harbor" });
  expect(await titles()).toEqual([both, "harbor the same failure again: the task leaves open what is wanted"]);
});

test("a dismissed failure is back only when three more intents have ended with it", async () => {
  for (const n of [1, 2, 3]) await fail(`i${n}`);
  const [gap] = await gaps();
  await rejectCandidate(at("2026-11-20T12:30:00Z"), { id: gap?.id ?? "", reason: "the tests are flaky" });
  today = at("2026-11-22T12:00:00Z");
  await fail("i4");
  for (const n of [5, 6, 6]) await fail(`i${n}`, { ended_at: "2026-11-21T10:00:00Z" });
  expect(await titles()).toEqual([]);
  await fail("i7", { ended_at: "2026-11-21T10:00:00Z" });
  const [again] = await gaps();
  expect(again).toMatchObject({ state: "open", title: "the same failure again: tests failed" });
  expect(again?.id).not.toBe(gap?.id);
});

test("a gap that is turned down while gaps are looked for stays so", async () => {
  for (const n of [1, 2, 3]) await fail(`i${n}`);
  const [gap] = await gaps();
  await fail("i4");
  const person = new pg.Client({ connectionString: services.url });
  await person.connect();
  try {
    await person.query("begin");
    await person.query("update candidate set state = 'rejected', decided_at = $2, decided_by = 'tarn' where id = $1", [
      gap?.id,
      today.now(),
    ]);
    const looking = gaps();
    const waits = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    while ((await person.query(waits)).rowCount === 0) await person.query("select pg_sleep(0.02)");
    await person.query("commit");
    expect(await looking).toEqual([]);
  } finally {
    await person.end();
  }
  const [last] = await listJobs(services.ctx.db, { kinds: ["gap.find"], limit: 1 });
  expect(last).toMatchObject({ state: "done", result: { gaps: 1, proposed: 0, superseded: 0 } });
});

test("nobody can just say yes to a gap; one that a skill has filled stays closed until it fails again", async () => {
  for (const n of [1, 2, 3]) await fail(`i${n}`);
  const [gap] = await gaps();
  const id = gap?.id ?? "";
  await expect(acceptCandidate(today, { id })).rejects.toMatchObject({
    code: "invalid",
    message: "a gap is filled by a skill: have one researched for it, or dismiss it with a reason",
  });
  const filled = { by: "Wren", reason: "filled by read-the-log", at: new Date("2026-11-20T13:00:00Z") };
  expect(await closeCandidate(services.ctx.db, id, { ...filled, state: "accepted" })).toBe(true);
  await fail("i4");
  expect(await titles()).toEqual([]);
});

test("a gap that time has ended is out of date", async () => {
  for (const n of [1, 2, 3]) await fail(`i${n}`);
  expect(await titles()).toHaveLength(1);
  const later = at("2026-12-21T12:00:00Z");
  await runHourly(later);
  expect(await titles(later)).toEqual([]);
  expect((await listCandidates(later, { state: "superseded" })).candidates).toMatchObject([
    { kind: "gap", decisionReason: "fewer than 3 intents ended with it in the last 30 days" },
  ]);
});

/** As a sync would leave a repo: nothing but its yardlet.yaml. */
async function configure(slug: string, configText: string): Promise<void> {
  const repo = await findRepoBySlug(services.ctx.db, slug);
  const repoId = repo?.id ?? "";
  const facts = { repoId, takenAt: new Date(0), commit: null, files: 0, configText, configFindings: [] };
  const snapshotId = await insertSnapshot(services.ctx.db, facts, { detections: [], placed: [], found: [] });
  await updateRepo(services.ctx.db, repoId, { snapshotId });
}

const PICKS = "skills:\n  pick: [cart-rounding, tidy-tests]\n";

test("a skill that is picked and exists nowhere is a gap until it is there", async () => {
  await configure("parcel", PICKS);
  await addTestSkill(services.ctx.db, { name: "tidy-tests", versions: 1 });
  await runHourly(today);
  expect(await gaps()).toMatchObject([
    {
      repoSlug: "parcel",
      title: "missing skill cart-rounding",
      why: "asked for by a pick in parcel; no library has it",
      stake: { value: 3, why: "what a skill could prevent goes on: 3 × 1 repo = 3" },
      evidence: {
        topic: "Cart rounding",
        gap: { about: "skill", skill: "cart-rounding", asks: [{ repo: "parcel", preset: null }] },
      },
    },
  ]);
  await addTestSkill(services.ctx.db, { name: "cart-rounding", versions: 1 });
  await runHourly(today);
  expect(await titles()).toEqual([]);
});

test("a dismissed missing skill is back only when another repo or preset asks", async () => {
  await configure("parcel", PICKS);
  await runHourly(today);
  for (const { id } of await gaps()) await rejectCandidate(today, { id, reason: "we do without" });
  await runHourly(today);
  expect(await titles()).toEqual([]);
  await configure("harbor", "skills:\n  pick: [cart-rounding]\n");
  await runHourly(today);
  expect(await titles()).toEqual(["* missing skill cart-rounding"]);
});

test("a sync that sees a repo ask for something new looks for gaps; presets that name nothing ask too", async () => {
  const repo = makeRepo(path.join(services.folder, "crate"), RUST_CLI);
  const presets = { rust: ["borrow-checker-riddles"], core: ["borrow-checker-riddles"], game: ["level-design"] };
  await replacePresets(
    services.ctx.db,
    Object.entries(presets).map(([name, skills]) => ({ name, skills })),
  );
  await addRepos(services.ctx, { locations: [repo], autoEquip: false });
  expect(await gaps(services.ctx)).toMatchObject([
    {
      repoSlug: "crate",
      title: "missing skill borrow-checker-riddles",
      why: "asked for by presets core, rust in crate; no library has it",
    },
  ]);
  const looked = async () => (await listJobs(services.ctx.db, { kinds: ["gap.find"], limit: 9 })).length;
  expect(await looked()).toBe(1);
  await requestRepoSync(services.ctx, { slug: "crate" });
  await services.runJobs();
  expect(await looked()).toBe(1);
  writeFiles(repo, {
    ".agents/skills/borrow-checker-riddles/SKILL.md": "---\nname: borrow-checker-riddles\n---\nOurs\n",
  });
  commitAll(repo, "Solve it ourselves");
  await requestRepoSync(services.ctx, { slug: "crate" });
  expect(await titles(services.ctx)).toEqual([]);
  expect(await looked()).toBe(2);
});

test("looking again changes nothing, and a burst of reports looks once", async () => {
  for (const n of [1, 2, 3, 4]) await fail(`i${n}`);
  const waiting = await listJobs(services.ctx.db, { kinds: ["gap.find"], states: ["queued"], limit: 9 });
  expect(waiting).toHaveLength(1);
  const [before] = await gaps();
  await runHourly(today);
  expect(await gaps()).toEqual([before]);
  const [last] = await listJobs(services.ctx.db, { kinds: ["gap.find"], limit: 1 });
  expect(last).toMatchObject({ state: "done", result: { gaps: 1, proposed: 0, superseded: 0 } });
});

test("runs without a failure look for no gap", async () => {
  await reportRuns(today, [builderRun({ run_id: "fine", task_id: "fine" })]);
  await fail("i1", { failure_codes: [TIMEOUT] });
  expect(await listJobs(services.ctx.db, { kinds: ["gap.find"], limit: 9 })).toEqual([]);
});
