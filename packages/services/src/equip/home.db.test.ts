import {
  claimJob,
  endJobAttempt,
  findJob,
  findPlan,
  findRepoBySlug,
  findSkill,
  findSkillChange,
  inTransaction,
  listAudit,
  listVersions,
} from "@yardlet/db";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { cancelJob } from "../job/control.ts";
import { addRepos } from "../repo/add.ts";
import { requireRepo } from "../repo/find.ts";
import { getRepo } from "../repo/get.ts";
import { runRepoSync } from "../repo/sync.ts";
import { requestRepoSync, updateRepoSettings } from "../repo/settings.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { commitAll, git, makeRepo, RUST_CLI, writeFiles } from "../testing/repos.ts";
import { listSkillVersions } from "../version/list.ts";
import { saveSkillVersion } from "../version/save.ts";
import { withdrawChange } from "../version/withdraw.ts";
import { WORKER } from "../context.ts";
import { placeHomePlan } from "./home-request.ts";
import { runRepoWrite } from "./write.ts";

const FILE = ".agents/skills/cli-contract/SKILL.md";
const RUN = {
  jobId: "job",
  attempt: 1,
  signal: new AbortController().signal,
  step: () => Promise.resolve(),
  log: () => Promise.resolve(),
};
const NAMED = { home: "parcel", name: "cli-contract" };

let services: TestServices;
let repo: string;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  repo = makeRepo(path.join(services.folder, "parcel"), RUST_CLI);
  await addRepos(services.ctx, { locations: [repo], autoEquip: true });
  await services.runJobs();
  await commit({ [FILE]: `${read(FILE)}\nOur own line.\n` });
});
afterEach(() => services.close());

const read = (file: string) => readFileSync(path.join(repo, file), "utf8");
const subjects = () => git(repo, "log", "--format=%an %s").split("\n");
const entryOf = (name: string) => {
  const manifest: { skills: Record<string, object> } = JSON.parse(read(".agents/skills/.yardlet.json"));
  return manifest.skills[name];
};

async function commit(files: Record<string, string>): Promise<void> {
  writeFiles(repo, files);
  commitAll(repo, "By hand");
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
}

async function fork() {
  const home = (await findRepoBySlug(services.ctx.db, "parcel"))?.id ?? "";
  const skill = await findSkill(services.ctx.db, home, "cli-contract");
  if (!skill?.current) throw new Error("there is no fork");
  return { ...skill, current: skill.current };
}

function edit(line: string, base = 1) {
  const text = `${read(FILE)}${line}\n`;
  return saveSkillVersion(services.as("curator"), { ...NAMED, base, edit: { text }, reason: "clearer" });
}

function place(purpose: "prune" | "restore" | "take", version?: number) {
  return inTransaction(services.ctx.db, async (tx) =>
    placeHomePlan(services.ctx, tx, await requireRepo(tx, "parcel"), {
      purpose,
      skill: "cli-contract",
      reason: "because",
      ...(version === undefined ? {} : { version }),
    }),
  );
}

const planOf = async (id: string | null) => findPlan(services.ctx.db, id ?? "");
const actions = async () => {
  const { id: home } = await requireRepo(services.ctx.db, "parcel");
  return (await listAudit(services.ctx.db, { repoId: home, limit: 50 })).map(({ action }) => action);
};

test("an edited skill of a repo is committed there, as its own from now on", async () => {
  const saved = await edit("A second line.");
  expect(saved).toMatchObject({ version: 2, isNew: true });
  await services.runJobs();
  expect(read(FILE)).toContain("A second line.");
  expect(read(FILE)).toMatch(/version: ["']?2["']?\n/);
  expect(entryOf("cli-contract")).toMatchObject({ version: 2, origin: "repo", why: ["preset:cli-tool"] });
  expect(subjects()[0]).toBe("Yardlet Change cli-contract to v2");
  expect(await fork()).toMatchObject({
    current: { number: 2, author: "curator", reason: "clearer", origin: "edited" },
  });
  expect(await findSkillChange(services.ctx.db, saved.changeId)).toMatchObject({ state: "applied" });
  expect(await planOf(saved.planId)).toMatchObject({ state: "applied", commit: git(repo, "rev-parse", "HEAD") });
  expect(await actions()).toContain("skill.edit");
  expect(git(repo, "status", "--porcelain")).toBe("");
});

/** Does the job up to its commit, and nothing of what would follow. */
async function dieAfterCommit(saved: { planId: string | null }): Promise<void> {
  const head = git(repo, "rev-parse", "HEAD");
  const dying = {
    ...services.ctx,
    actor: WORKER,
    now() {
      if (git(repo, "rev-parse", "HEAD") !== head) throw new Error("killed");
      return new Date();
    },
  };
  const { id: repoId } = await requireRepo(services.ctx.db, "parcel");
  await expect(runRepoWrite(dying, { repoId, planId: saved.planId ?? "" }, RUN)).rejects.toThrow("killed");
  expect((await fork()).current.number).toBe(1);
  expect(await planOf(saved.planId)).toMatchObject({ state: "waiting" });
}

test("a job that died after its commit stores the same end when it is done again", async () => {
  const saved = await edit("A second line.");
  await dieAfterCommit(saved);
  await services.runJobs();
  expect((await fork()).current).toMatchObject({ number: 2, author: "curator", reason: "clearer" });
  expect(await listVersions(services.ctx.db, (await fork()).id)).toHaveLength(2);
  expect(subjects().slice(0, 2)).toEqual(["Yardlet Change cli-contract to v2", "tarn By hand"]);
  expect(await planOf(saved.planId)).toMatchObject({ state: "applied" });
});

test("a sync that comes before the repeat takes the change for what it is", async () => {
  const saved = await edit("A second line.");
  await dieAfterCommit(saved);
  await runRepoSync(services.ctx, (await requireRepo(services.ctx.db, "parcel")).id, RUN);
  expect((await fork()).current).toMatchObject({ number: 2, author: "curator", reason: "clearer" });
  expect(await planOf(saved.planId)).toMatchObject({ state: "applied" });
  await services.runJobs();
  expect((await actions()).filter((action) => action === "skill.edit")).toHaveLength(1);
  expect(subjects().slice(0, 2)).toEqual(["Yardlet Change cli-contract to v2", "tarn By hand"]);
});

test("what somebody committed in between is not written over, and the change says so", async () => {
  const saved = await edit("A second line.");
  writeFiles(repo, { [FILE]: `${read(FILE)}Theirs.\n` });
  commitAll(repo, "In between");
  await services.runJobs();
  expect(read(FILE)).toContain("Theirs.");
  expect(read(FILE)).not.toContain("A second line.");
  const note =
    "cli-contract: something else lies there by now, so nothing is written over it; look at it and ask again";
  expect(await planOf(saved.planId)).toMatchObject({ state: "refused", note });
  expect(await findSkillChange(services.ctx.db, saved.changeId)).toMatchObject({ state: "refused", note });
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  expect((await fork()).current).toMatchObject({ number: 2, author: "tarn" });
});

test("a skill is taken away with its line in the manifest, and put back as it was", async () => {
  await edit("A second line.");
  await services.runJobs();
  const text = read(FILE);
  await updateRepoSettings(services.ctx, { slug: "parcel", autoEquip: false });
  await services.runJobs();
  await place("prune");
  await services.runJobs();
  expect(existsSync(path.join(repo, ".agents/skills/cli-contract"))).toBe(false);
  expect(entryOf("cli-contract")).toBeUndefined();
  expect(subjects()[0]).toBe("Yardlet Prune cli-contract v2");
  expect(await fork()).toMatchObject({ state: "pruned", absentSince: null, current: { number: 2 } });
  await place("restore", 2);
  await services.runJobs();
  expect(read(FILE)).toBe(text);
  expect(entryOf("cli-contract")).toMatchObject({ version: 2, origin: "repo" });
  expect(await fork()).toMatchObject({ state: "active", absentSince: null, current: { number: 2 } });
});

test("a fork makes way for the library's text", async () => {
  const { planId } = await place("take", 1);
  await expect(place("prune")).rejects.toMatchObject({ code: "conflict", details: { plan: planId, purpose: "take" } });
  await services.runJobs();
  expect(read(FILE)).not.toContain("Our own line.");
  expect(entryOf("cli-contract")).toMatchObject({ version: 1, origin: "library", why: ["preset:cli-tool"] });
  expect((await fork()).absentSince).not.toBeNull();
  expect(await planOf(planId)).toMatchObject({ state: "applied" });
  expect(await actions()).toContain("skill.take-library");
});

test("on a branch nothing is in force before it is merged", async () => {
  await updateRepoSettings(services.ctx, { slug: "parcel", delivery: "branch" });
  await services.runJobs();
  const saved = await edit("A second line.");
  await services.runJobs();
  expect(await planOf(saved.planId)).toMatchObject({ state: "delivered" });
  expect((await fork()).current.number).toBe(1);
  await expect(edit("A third line.")).rejects.toMatchObject({ code: "conflict" });
  git(repo, "merge", "--quiet", "--ff-only", "yardlet/skills");
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  expect(await planOf(saved.planId)).toMatchObject({ state: "applied" });
  expect((await fork()).current).toMatchObject({ number: 2, author: "curator", reason: "clearer" });
});

test("a change that waits on a branch can be given up; its text is kept, and the skill is edited again", async () => {
  await updateRepoSettings(services.ctx, { slug: "parcel", delivery: "branch" });
  await services.runJobs();
  const saved = await edit("A second line.");
  await services.runJobs();
  git(repo, "branch", "-D", "yardlet/skills");
  const given = { ...NAMED, change: saved.changeId, reason: "nobody will merge it" };
  await expect(withdrawChange(services.as("viewer"), given)).rejects.toMatchObject({ code: "forbidden" });
  await withdrawChange(services.as("curator"), given);
  await expect(withdrawChange(services.as("curator"), given)).rejects.toMatchObject({ code: "conflict" });
  const note = "given up by curator: nobody will merge it";
  expect(await planOf(saved.planId)).toMatchObject({ state: "rejected", note });
  const { waiting, refused } = await listSkillVersions(services.ctx, NAMED);
  expect([waiting, refused]).toMatchObject([null, [{ id: saved.changeId, reason: "clearer", note }]]);
  expect((await actions())[0]).toBe("skill.withdraw");
  const again = await edit("Another line.");
  await services.runJobs();
  expect(await planOf(again.planId)).toMatchObject({ state: "delivered" });
  expect(git(repo, "show", `yardlet/skills:${FILE}`)).toContain("Another line.");
});

test("a change that no job has begun to write is given up with its job", async () => {
  const saved = await edit("A second line.");
  await withdrawChange(services.as("curator"), { ...NAMED, change: saved.changeId, reason: "too early" });
  expect(await findJob(services.ctx.db, saved.jobId)).toMatchObject({ state: "cancelled" });
  await services.runJobs();
  expect(read(FILE)).not.toContain("A second line.");
  expect((await fork()).current.number).toBe(1);
});

test("a branch that something else has overtaken is given up, so that the skill can be edited again", async () => {
  await updateRepoSettings(services.ctx, { slug: "parcel", delivery: "branch" });
  await services.runJobs();
  const saved = await edit("A second line.");
  await services.runJobs();
  await commit({ [FILE]: `${read(FILE)}Theirs.\n` });
  expect(await planOf(saved.planId)).toMatchObject({
    state: "refused",
    note: "cli-contract: something else lies there by now; look at it and ask again",
  });
  expect(await findSkillChange(services.ctx.db, saved.changeId)).toMatchObject({ state: "refused" });
  expect((await fork()).current).toMatchObject({ number: 2, author: "tarn" });
});

test("a plan whose job was cancelled, or failed for good, blocks nobody", async () => {
  const cancelled = await place("prune");
  await expect(place("take", 1)).rejects.toMatchObject({ code: "conflict" });
  await cancelJob(services.ctx, { id: cancelled.jobId });
  expect((await getRepo(services.ctx, { slug: "parcel" })).underWay).toEqual([]);
  const failed = await place("prune");
  expect(await planOf(cancelled.planId)).toMatchObject({
    state: "refused",
    note: "the job that should carry it out was stopped",
  });
  const { db } = services.ctx;
  const attempt = await claimJob(db, failed.jobId, "worker", new Date(), new Date(0));
  await endJobAttempt(db, failed.jobId, attempt ?? 0, {
    state: "failed",
    error: { code: "unavailable", message: "the repo cannot be reached" },
    at: new Date(),
  });
  expect(await planOf(failed.planId)).toMatchObject({ state: "waiting" });
  const third = await place("prune");
  expect(await planOf(failed.planId)).toMatchObject({ state: "refused" });
  await services.runJobs();
  expect([(await planOf(third.planId))?.state, (await fork()).state]).toEqual(["applied", "pruned"]);
});

test("nothing is taken away that is not kept here", async () => {
  const { planId } = await place("prune");
  const text = `${read(FILE)}Not seen by any sync.\n`;
  writeFiles(repo, { [FILE]: text });
  commitAll(repo, "In between");
  await services.runJobs();
  expect(await planOf(planId)).toMatchObject({ state: "refused" });
  expect(read(FILE)).toBe(text);
  expect((await fork()).state).toBe("active");
});

test("a read-only repo gets a patch, and the skill is changed once somebody has applied it", async () => {
  await updateRepoSettings(services.ctx, { slug: "parcel", delivery: "none" });
  await services.runJobs();
  const saved = await edit("A second line.");
  await services.runJobs();
  const plan = await planOf(saved.planId);
  expect(plan).toMatchObject({ state: "proposed" });
  expect((await fork()).current.number).toBe(1);
  writeFileSync(path.join(services.folder, "skill.patch"), plan?.patch ?? "");
  git(
    repo,
    "-c",
    "user.name=tarn",
    "-c",
    "user.email=t@example.com",
    "am",
    "--quiet",
    path.join(services.folder, "skill.patch"),
  );
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  expect(await planOf(saved.planId)).toMatchObject({ state: "applied" });
  expect((await fork()).current).toMatchObject({ number: 2, author: "curator" });
});
