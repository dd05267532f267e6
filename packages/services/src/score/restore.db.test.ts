import { findRepoBySlug, findSkill, listVersions } from "@yardlet/db";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { listAudit } from "../audit/list.ts";
import { undoAudit } from "../audit/undo.ts";
import { listCandidates } from "../candidate/list.ts";
import { runDaily } from "../maintenance.ts";
import { addRepos } from "../repo/add.ts";
import { requestRepoSync } from "../repo/settings.ts";
import { reportRuns } from "../run/report.ts";
import { getSkill } from "../skill/get.ts";
import { restoreSkill } from "../skill/restore.ts";
import { updateTeamSettings } from "../team/settings.ts";
import { failedIntents, learnedSkill } from "../testing/learned.ts";
import { commitAll, git, makeRepo } from "../testing/repos.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { liftTombstone } from "../tombstone/lift.ts";
import { listTombstones } from "../tombstone/list.ts";
import { getSkillScore } from "./skill-score.ts";

const RUNS = { repo: "parcel", skill: "guess-twice" };
const NAMED = { home: "parcel", name: "guess-twice" };
const FILE = ".agents/skills/guess-twice/SKILL.md";

let services: TestServices;
let repo: string;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  repo = makeRepo(path.join(services.folder, "parcel"), { "README.md": "# Parcel\n", ...learnedSkill("guess-twice") });
  await addRepos(services.ctx, { locations: [repo], autoEquip: false });
  await updateTeamSettings(services.ctx, { coolOffHours: 0 });
  await services.runJobs();
});
afterEach(() => services.close());

const skill = async () =>
  findSkill(services.ctx.db, (await findRepoBySlug(services.ctx.db, "parcel"))?.id ?? "", "guess-twice");
const last = async (action: string) =>
  (await listAudit(services.ctx, { limit: 200 })).entries.find((one) => one.action === action);
const standing = async () => (await listTombstones(services.ctx, { state: "standing" })).tombstones;
const bytes = () => readFileSync(path.join(repo, FILE), "utf8");

/** What the night does. */
async function decideAgain(): Promise<void> {
  await runDaily(services.ctx);
  await services.runJobs();
}

async function prune(): Promise<void> {
  await reportRuns(services.ctx, failedIntents(7, RUNS));
  await services.runJobs();
  expect(await skill()).toMatchObject({ state: "pruned" });
}

test("a pruned skill's page opens, and restoring brings the same version and bytes back with its evidence anew", async () => {
  const before = bytes();
  await prune();
  expect(await getSkill(services.as("viewer"), NAMED)).toMatchObject({ item: { name: "guess-twice" } });
  const version = (await skill())?.current;
  expect(await restoreSkill(services.as("curator"), { ...NAMED, reason: "it was the tasks" })).toMatchObject({
    was: "pruned",
  });
  await services.runJobs();
  expect(await skill()).toMatchObject({
    state: "active",
    stateBy: "curator",
    absentSince: null,
    current: { id: version?.id, number: 1 },
  });
  expect(await listVersions(services.ctx.db, version?.skillId ?? "")).toHaveLength(1);
  expect(bytes()).toBe(before);
  expect(git(repo, "log", "-1", "--format=%an %s")).toBe("Yardlet Restore guess-twice v1");
  expect(await last("skill.restore")).toMatchObject({ details: { was: "pruned", epoch: 2, lifted: 1, version: 1 } });
  expect(await standing()).toEqual([]);
  expect(await getSkillScore(services.ctx, NAMED)).toMatchObject({
    version: 1,
    epoch: 2,
    score: { intents: 0, place: "few" },
    bet: { coins: 1 },
  });
  await reportRuns(services.ctx, failedIntents(1, { ...RUNS, prefix: "after", ended_at: new Date().toISOString() }));
  await services.runJobs();
  expect(await getSkillScore(services.ctx, NAMED)).toMatchObject({ epoch: 2, score: { intents: 1 } });
  expect(await skill()).toMatchObject({ state: "active" });
  await expect(restoreSkill(services.ctx, { ...NAMED, reason: "again" })).rejects.toMatchObject({ code: "conflict" });
});

test("a prune and a restore take each other back", async () => {
  await prune();
  await undoAudit(services.ctx, { id: (await last("skill.prune"))?.id ?? "" });
  await services.runJobs();
  expect(await skill()).toMatchObject({ state: "active" });
  await undoAudit(services.ctx, { id: (await last("skill.restore"))?.id ?? "" });
  await services.runJobs();
  expect(await skill()).toMatchObject({ state: "pruned", stateBy: "admin" });
  expect(await standing()).toMatchObject([{ name: "guess-twice", kind: "prune", by: "admin" }]);
});

test("a tombstone is lifted by a person with a reason, and put back by undo while the skill is gone", async () => {
  await prune();
  const [tombstone] = await standing();
  const lift = { id: tombstone?.id ?? "", reason: "it may be learned again" };
  await expect(liftTombstone(services.as("viewer"), lift)).rejects.toMatchObject({ code: "forbidden" });
  await liftTombstone(services.as("curator"), lift);
  expect(await listTombstones(services.ctx, { state: "lifted", text: "GUESS floor" })).toMatchObject({
    tombstones: [{ id: tombstone?.id, liftedBy: "curator" }],
    next: null,
  });
  await expect(liftTombstone(services.ctx, lift)).rejects.toMatchObject({ code: "conflict" });
  await undoAudit(services.ctx, { id: (await last("tombstone.lift"))?.id ?? "" });
  expect(await standing()).toMatchObject([{ name: "guess-twice", version: 1, kind: "prune" }]);
  const first = await listTombstones(services.ctx, { limit: 1 });
  expect(first.tombstones).toMatchObject([{ liftedAt: null }]);
  expect(await listTombstones(services.ctx, { limit: 1, before: first.next ?? "" })).toMatchObject({
    tombstones: [{ id: tombstone?.id }],
    next: null,
  });
});

test("a hand edit pins: the skill is kept whatever its evidence says", async () => {
  writeFileSync(path.join(repo, FILE), `${bytes()}\nThree times.\n`);
  commitAll(repo, "By hand");
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  expect(await skill()).toMatchObject({ current: { number: 2 } });
  const runs = failedIntents(7, RUNS).map((run) => ({
    ...run,
    skills: [{ name: "guess-twice", version: 2, use: "declared" }],
  }));
  await reportRuns(services.ctx, runs);
  await services.runJobs();
  const pinned = await skill();
  expect(pinned?.pinnedAt).not.toBeNull();
  expect(pinned?.state).toBe("active");
  expect((await listCandidates(services.ctx)).candidates).toEqual([]);
});

test("a removal that the repo refuses is told, and not tried again on the same evidence", async () => {
  writeFileSync(path.join(repo, FILE), `${bytes()}\nNot committed.\n`);
  await reportRuns(services.ctx, failedIntents(7, RUNS));
  await services.runJobs();
  expect(await skill()).toMatchObject({ state: "active" });
  expect(bytes()).toContain("Not committed.");
  await decideAgain();
  const [candidate] = (await listCandidates(services.ctx, { kind: "prune" })).candidates;
  expect(candidate?.why).toMatch(/^below the floor in 7 intents; the repo refused it: /);
  await decideAgain();
  expect((await listCandidates(services.ctx, { kind: "prune" })).candidates).toMatchObject([{ id: candidate?.id }]);
  expect(
    (await listAudit(services.ctx, { limit: 200, group: "repo" })).entries.filter(
      ({ action }) => action === "repo.prune",
    ),
  ).toHaveLength(1);
});

test("what somebody puts back by hand is restored like that: active, its tombstone lifted, its evidence anew", async () => {
  await prune();
  git(repo, "-c", "user.name=tarn", "-c", "user.email=tarn@example.com", "revert", "--no-edit", "HEAD");
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  expect(await skill()).toMatchObject({ state: "active", stateReason: "put back by hand", current: { number: 1 } });
  expect(await standing()).toEqual([]);
  expect(await last("skill.restore")).toMatchObject({ details: { was: "pruned", epoch: 2, lifted: 1 } });
  await decideAgain();
  expect(await skill()).toMatchObject({ state: "active" });
});
