import { findReceipt, findRepoBySlug, findSkill, listJobs, listPlans, loadVersionFiles } from "@yardlet/db";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { listAudit } from "../audit/list.ts";
import { acceptCandidate, rejectCandidate } from "../candidate/decide.ts";
import { listCandidates } from "../candidate/list.ts";
import { snoozeCandidate } from "../candidate/snooze.ts";
import { WORKER } from "../context.ts";
import { cancelJob } from "../job/control.ts";
import { runDaily, runHourly } from "../maintenance.ts";
import { addRepos } from "../repo/add.ts";
import { requestRepoSync, updateRepoSettings } from "../repo/settings.ts";
import { reportRuns } from "../run/report.ts";
import { updateTeamSettings } from "../team/settings.ts";
import { addTestSkill } from "../testing/evidence.ts";
import { failedIntents, learnedSkill } from "../testing/learned.ts";
import { git, makeRepo } from "../testing/repos.ts";
import { nextMessage } from "../testing/told.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { saveSkillVersion } from "../version/save.ts";
import { listTombstones } from "../tombstone/list.ts";
import { createWebhook } from "../webhook/create.ts";
import { runScoreDecide } from "./decide.ts";
import { getReceipt, verifyReceipt } from "./receipt.ts";

const DAY_MS = 86_400_000;
const RUN = {
  jobId: "job",
  attempt: 1,
  signal: new AbortController().signal,
  step: () => Promise.resolve(),
  log: () => Promise.resolve(),
};
const RUNS = { repo: "parcel", skill: "guess-twice" };

let services: TestServices;
let repo: string;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  repo = makeRepo(path.join(services.folder, "parcel"), { "README.md": "# Parcel\n", ...learnedSkill("guess-twice") });
  await addRepos(services.ctx, { locations: [repo], autoEquip: false });
  await services.runJobs();
});
afterEach(() => services.close());

const homeId = async () => (await findRepoBySlug(services.ctx.db, "parcel"))?.id ?? "";
const skill = async () => findSkill(services.ctx.db, await homeId(), "guess-twice");
const waiting = async () => (await listCandidates(services.ctx)).candidates.filter(({ kind }) => kind === "prune");
const lies = () => git(repo, "ls-tree", "-r", "--name-only", "HEAD").includes("guess-twice");
const log = async () => (await listAudit(services.ctx, { limit: 200 })).entries;

async function report(runs: Record<string, unknown>[]): Promise<void> {
  const { rejected } = await reportRuns(services.ctx, runs);
  expect(rejected).toBe(0);
  await services.runJobs();
}

test("a learned skill that fails is pruned in one commit, with a receipt that verifies, a tombstone and its text kept", async () => {
  await updateTeamSettings(services.ctx, { coolOffHours: 0 });
  const hook = await createWebhook(services.ctx, { url: "https://chat.example.com/", events: ["skill.pruned"] });
  await report(failedIntents(7, RUNS));
  expect(lies()).toBe(false);
  expect(await nextMessage(services.ctx, hook.id)).toMatchObject({
    type: "skill.pruned",
    data: { repo: "parcel", skill: "guess-twice", version: 1, by: "Yardlet", commit: git(repo, "rev-parse", "HEAD") },
  });
  expect(git(repo, "log", "--format=%an %s").split("\n")).toEqual([
    "Yardlet Prune guess-twice v1",
    "tarn First commit",
  ]);
  const pruned = await skill();
  expect(pruned).toMatchObject({ state: "pruned", stateBy: "Yardlet", stateReason: "below the floor in 7 intents" });
  const files = await loadVersionFiles(services.ctx.db, [pruned?.current?.id ?? ""]);
  expect(files.get(pruned?.current?.id ?? "")?.map((file) => file.path)).toEqual(["SKILL.md"]);
  const entry = (await log()).find(({ action }) => action === "skill.prune");
  expect(entry).toMatchObject({ subject: "guess-twice v1", repoSlug: "parcel", details: { version: 1, epoch: 1 } });
  const receipt = { id: String(entry?.details.receipt) };
  expect(await verifyReceipt(services.ctx, receipt)).toMatchObject({
    text: { ok: true },
    rows: { checked: 7, changed: 0 },
  });
  expect(await getReceipt(services.ctx, receipt)).toMatchObject({
    counted: 7,
    result: { decision: { action: "prune" } },
  });
  const { tombstones } = await listTombstones(services.as("viewer"), { home: "parcel", state: "standing" });
  expect(tombstones).toMatchObject([
    {
      home: "parcel",
      name: "guess-twice",
      version: 1,
      kind: "prune",
      contentHash: pruned?.current?.contentHash,
      by: "Yardlet",
    },
  ]);
  expect(await waiting()).toEqual([]);
  expect(await findReceipt(services.ctx.db, receipt.id)).toMatchObject({ purpose: "score.prune" });
});

test("fresh evidence cools off first: until then a candidate waits, and then it is pruned by itself", async () => {
  await report(failedIntents(7, RUNS));
  expect(lies()).toBe(true);
  const [candidate] = await waiting();
  expect(candidate).toMatchObject({
    title: "prune guess-twice v1",
    why: "below the floor in 7 intents; its evidence is still fresh, so a person decides",
    details: {
      epoch: 1,
      settled: { intents: 0, coins: 1 },
      refusals: [{ reason: "cooling_off", intents: 7, settledIntents: 0 }],
    },
    subject: { home: "parcel", name: "guess-twice", version: 1, evidence: { kind: "prune" } },
  });
  expect(await runHourly(services.ctx)).toEqual({ due: 0 });
  const later = { ...services.ctx, now: () => new Date(Date.now() + DAY_MS) };
  expect(await runHourly(later)).toEqual({ due: 1 });
  await services.runJobs(later);
  expect(lies()).toBe(false);
  expect(await waiting()).toEqual([]);
});

test("with auto_prune off a person decides, and accepting prunes", async () => {
  await updateTeamSettings(services.ctx, { coolOffHours: 0 });
  await updateRepoSettings(services.ctx, { slug: "parcel", autoPrune: false });
  await report(failedIntents(7, RUNS));
  expect(lies()).toBe(true);
  const [candidate] = await waiting();
  expect(candidate).toMatchObject({ why: "below the floor in 7 intents; auto_prune is off, so a person decides" });
  await acceptCandidate(services.as("curator"), { id: candidate?.id ?? "" });
  await services.runJobs();
  expect(lies()).toBe(false);
  expect(await skill()).toMatchObject({ state: "pruned", stateBy: "curator" });
});

test("a prune whose job was cancelled blocks nobody: a person decides, and accepting prunes", async () => {
  await updateTeamSettings(services.ctx, { coolOffHours: 0 });
  const { rejected } = await reportRuns(services.ctx, failedIntents(7, RUNS));
  expect(rejected).toBe(0);
  await runScoreDecide({ ...services.ctx, actor: WORKER }, RUN);
  const [write] = (await listJobs(services.ctx.db, { states: ["queued"], limit: 9 })).filter(
    ({ kind }) => kind === "repo.write",
  );
  await cancelJob(services.ctx, { id: write?.id ?? "" });
  await runDaily(services.ctx);
  await services.runJobs();
  expect(lies()).toBe(true);
  const [candidate] = await waiting();
  expect(candidate).toMatchObject({
    why: "below the floor in 7 intents; the repo refused it: the job that should carry it out was stopped",
  });
  await acceptCandidate(services.as("curator"), { id: candidate?.id ?? "" });
  await services.runJobs();
  expect([lies(), (await skill())?.state]).toEqual([false, "pruned"]);
});

test("what a person turned down rests until there is new evidence", async () => {
  await report(failedIntents(7, RUNS));
  const [candidate] = await waiting();
  await rejectCandidate(services.ctx, { id: candidate?.id ?? "", reason: "we want to see more" });
  await updateTeamSettings(services.ctx, { coolOffHours: 0 });
  await runDaily(services.ctx);
  await services.runJobs();
  expect(await waiting()).toEqual([]);
  await updateRepoSettings(services.ctx, { slug: "parcel", autoPrune: false });
  await report(failedIntents(1, { ...RUNS, prefix: "n" }));
  expect(lies()).toBe(true);
  expect(await waiting()).toMatchObject([
    { why: "below the floor in 8 intents; auto_prune is off, so a person decides" },
  ]);
});

test("a candidate is taken back when its evidence turns", async () => {
  await report(failedIntents(7, RUNS));
  const [candidate] = await waiting();
  await report(failedIntents(20, { ...RUNS, prefix: "good", eval_state: "Done" }));
  expect(await waiting()).toEqual([]);
  const { candidates } = await listCandidates(services.ctx, { state: "superseded" });
  expect(candidates.find(({ id }) => id === candidate?.id)).toMatchObject({
    decidedBy: "yardlet",
    decisionReason: "its evidence does not speak for pruning any more",
  });
});

test("one session alone proves too little, and what is put away waits for its time", async () => {
  await updateTeamSettings(services.ctx, { coolOffHours: 0 });
  await report(failedIntents(7, { ...RUNS, sessions: 1 }));
  const [candidate] = await waiting();
  expect(candidate).toMatchObject({
    why: "below the floor in 7 intents; its evidence is of one session, so a person decides",
  });
  const until = new Date(Date.now() + DAY_MS);
  await snoozeCandidate(services.ctx, { id: candidate?.id ?? "", until, reason: "next sprint" });
  await report(failedIntents(2, { ...RUNS, prefix: "more", sessions: 2 }));
  expect(lies()).toBe(true);
  expect(
    (await listPlans(services.ctx.db, { repoId: await homeId(), limit: 5 })).map(({ purpose }) => purpose),
  ).not.toContain("prune");
});

test("what of the library is below the floor, its own and what it has learned, a person decides to deprecate", async () => {
  await updateTeamSettings(services.ctx, { coolOffHours: 0 });
  await addTestSkill(services.ctx.db, { name: "red", versions: 1 });
  await addTestSkill(services.ctx.db, { name: "blue", versions: 1, source: "learned" });
  await report(failedIntents(7, { ...RUNS, skill: "red", prefix: "red" }));
  expect((await log()).find(({ action }) => action === "score.flag")).toMatchObject({ subject: "red v1" });
  await report(failedIntents(7, { ...RUNS, skill: "blue", prefix: "blue" }));
  const open = await waiting();
  expect(open.map(({ title }) => title).toSorted()).toEqual(["deprecate blue v1", "deprecate red v1"]);
  const candidate = open.find(({ title }) => title === "deprecate blue v1");
  expect(candidate).toMatchObject({
    title: "deprecate blue v1",
    why: "below the floor in 7 intents; it is the library's, so a person decides",
  });
  await acceptCandidate(services.ctx, { id: candidate?.id ?? "" });
  expect(await findSkill(services.ctx.db, "library", "blue")).toMatchObject({ state: "deprecated" });
});

test("a read-only repo is asked, and accepting makes a patch; the skill is pruned once it is gone there", async () => {
  await updateTeamSettings(services.ctx, { coolOffHours: 0 });
  await updateRepoSettings(services.ctx, { slug: "parcel", delivery: "none" });
  await report(failedIntents(7, RUNS));
  const [candidate] = await waiting();
  expect(candidate).toMatchObject({
    why: "below the floor in 7 intents; the repo is read-only for Yardlet, so a person decides",
  });
  await acceptCandidate(services.ctx, { id: candidate?.id ?? "" });
  await services.runJobs();
  const [plan] = (await listPlans(services.ctx.db, { repoId: await homeId(), limit: 9 })).filter(
    ({ purpose }) => purpose === "prune",
  );
  expect(plan).toMatchObject({ state: "proposed", delivered: "none" });
  expect(plan?.patch).toContain("Prune guess-twice v1");
  expect(await skill()).toMatchObject({ state: "active" });
  writeFileSync(path.join(services.folder, "prune.patch"), plan?.patch ?? "");
  const author = ["-c", "user.name=tarn", "-c", "user.email=tarn@example.com"];
  git(repo, ...author, "am", "--quiet", path.join(services.folder, "prune.patch"));
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  expect(await skill()).toMatchObject({ state: "pruned" });
  expect((await listTombstones(services.ctx, {})).tombstones).toMatchObject([{ name: "guess-twice" }]);
});

test("a change that is on its way comes first, and holds no decision up", async () => {
  await updateTeamSettings(services.ctx, { coolOffHours: 0 });
  await reportRuns(services.ctx, failedIntents(7, RUNS));
  const text = "---\nname: guess-twice\ndescription: What to do first\n---\n\nAsk first.\n";
  await saveSkillVersion(services.ctx, {
    home: "parcel",
    name: "guess-twice",
    base: 1,
    edit: { text },
    reason: "better",
  });
  await services.runJobs();
  const decided = (await listJobs(services.ctx.db, { limit: 50 })).find(({ kind }) => kind === "score.decide");
  expect(decided).toMatchObject({ state: "done", attempt: 1, result: { versions: 1, decisions: 1 } });
  expect(await skill()).toMatchObject({ state: "active", pinnedBy: "admin", current: { number: 2 } });
  expect(lies()).toBe(true);
});
