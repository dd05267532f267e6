import { listAudit, listPlans } from "@yardlet/db";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { cancelJob } from "../job/control.ts";
import { addRepos } from "../repo/add.ts";
import { requireRepo } from "../repo/find.ts";
import { requestRepoSync, updateRepoSettings } from "../repo/settings.ts";
import { readSkillText } from "../skill/read.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { commitAll, git, makeRepo, RUST_CLI, writeFiles } from "../testing/repos.ts";
import { listDrift } from "./drift.ts";
import { getRollout, listRollouts } from "./rollout-read.ts";
import { retryRollout, updateBehind } from "./rollout.ts";
import { saveSkillVersion } from "./save.ts";
import { previewUpdate } from "./update-preview.ts";

const FILE = ".agents/skills/cli-contract/SKILL.md";
const LIBRARY = { home: "library", name: "cli-contract" };
const SLUGS = ["anvil", "barrel", "parcel"];
const UPDATE = { skill: "cli-contract", from: 1, to: 2 };

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  const locations = SLUGS.map((slug) => makeRepo(folder(slug), RUST_CLI));
  await addRepos(services.ctx, { locations, autoEquip: true });
  await services.runJobs();
  for (const slug of SLUGS) await updateRepoSettings(services.ctx, { slug, autoEquip: false });
  await services.runJobs();
  await editLibrary(1);
});
afterEach(() => services.close());

const folder = (slug: string) => path.join(services.folder, slug);
const read = (slug: string) => readFileSync(path.join(folder(slug), FILE), "utf8");

async function editLibrary(base: number): Promise<void> {
  const { frontmatter, body } = await readSkillText(services.ctx, LIBRARY);
  const edit = { text: `---\n${frontmatter}\n---\n${body.trimEnd()}\nLine ${base + 1}.\n` };
  await saveSkillVersion(services.ctx, { ...LIBRARY, base, edit, reason: "better" });
  await services.runJobs();
}

async function start(selection: { repos?: string[]; skills?: string[] } = {}): Promise<string> {
  const { digest } = await previewUpdate(services.as("viewer"), selection);
  const request = { ...selection, digest, reason: "all of them" };
  return (await updateBehind(services.as("curator"), request)).rolloutId;
}

test("what is behind is reviewed, and written repo by repo", async () => {
  const preview = await previewUpdate(services.as("viewer"));
  expect(preview).toMatchObject({ skills: 3, commits: 3 });
  expect(preview.repos[0]).toEqual({ repo: "anvil", delivery: "commit", updates: [UPDATE], left: [] });
  const id = await start();
  const begun = await getRollout(services.as("viewer"), { id });
  expect(begun).toMatchObject({ title: "update 3 skills in 3 repos", by: "curator", ended: false });
  expect(begun.counts).toMatchObject({ waiting: 3, done: 0 });
  expect((await previewUpdate(services.ctx)).repos[0]).toMatchObject({
    updates: [],
    left: [{ skill: "cli-contract", why: "it is being written already" }],
  });
  await services.runJobs();
  const ended = await getRollout(services.as("viewer"), { id });
  expect(ended).toMatchObject({ ended: true, counts: { done: 3, failed: 0 } });
  expect(ended.parts[2]).toMatchObject({
    repo: "parcel",
    step: "done",
    progress: 1,
    updates: [UPDATE],
    commit: git(folder("parcel"), "rev-parse", "HEAD"),
  });
  for (const slug of SLUGS) {
    expect(read(slug)).toContain("Line 2.");
    expect(git(folder(slug), "log", "-1", "--format=%s")).toBe("Update 1 skill: cli-contract");
  }
  expect((await listDrift(services.ctx)).counts).toMatchObject({ behind: 0, pending: 0 });
  const { rollouts } = await listRollouts(services.as("viewer"), { limit: 20 });
  expect(rollouts.map(({ title, reason }) => [title, reason])).toEqual([["update 3 skills in 3 repos", "all of them"]]);
  const actions = (await listAudit(services.ctx.db, { limit: 20 })).map(({ action }) => action);
  expect(actions.filter((action) => action === "rollout.start")).toHaveLength(1);
});

test("a part whose job was cancelled is due again", async () => {
  const { parts } = await getRollout(services.ctx, { id: await start({ repos: ["anvil"] }) });
  await cancelJob(services.ctx, { id: parts[0]?.jobId ?? "" });
  const preview = await previewUpdate(services.as("viewer"), { repos: ["anvil"] });
  expect(preview.repos).toEqual([{ repo: "anvil", delivery: "commit", updates: [UPDATE], left: [] }]);
});

test("a repo that refuses is told of with its reason, and tried again alone", async () => {
  writeFiles(folder("barrel"), { [FILE]: "dirty\n" });
  const id = await start();
  await services.runJobs();
  const failed = await getRollout(services.ctx, { id });
  expect(failed).toMatchObject({ ended: true, counts: { done: 2, failed: 1 } });
  expect(failed.parts[1]).toMatchObject({ repo: "barrel", step: "failed", commit: null });
  expect(failed.parts[1]?.note).toContain(FILE);
  expect(readFileSync(path.join(folder("barrel"), FILE), "utf8")).toBe("dirty\n");
  git(folder("barrel"), "checkout", "--", FILE);
  const heads = SLUGS.map((slug) => git(folder(slug), "rev-parse", "HEAD"));
  expect(await retryRollout(services.as("curator"), { id })).toEqual({ repos: ["barrel"] });
  expect((await getRollout(services.ctx, { id })).counts).toMatchObject({ waiting: 1, done: 2, failed: 0 });
  await services.runJobs();
  expect(await getRollout(services.ctx, { id })).toMatchObject({ ended: true, counts: { done: 3, failed: 0 } });
  expect(read("barrel")).toContain("Line 2.");
  const moved = SLUGS.filter((slug, at) => git(folder(slug), "rev-parse", "HEAD") !== heads[at]);
  expect(moved).toEqual(["barrel"]);
  await expect(retryRollout(services.ctx, { id })).rejects.toMatchObject({ code: "invalid" });
});

test("a copy that somebody edits before its turn is left as it is, and the rollout says so", async () => {
  const id = await start({ repos: ["anvil"] });
  writeFiles(folder("anvil"), { [FILE]: `${read("anvil")}\nOurs.\n` });
  commitAll(folder("anvil"), "By hand");
  await services.runJobs();
  const [part] = (await getRollout(services.ctx, { id })).parts;
  expect(part).toMatchObject({
    step: "failed",
    note: "cli-contract: edited by hand since v1 was placed; never overwritten",
  });
  expect(read("anvil")).toContain("Ours.");
  expect(read("parcel")).not.toContain("Line 2.");
});

test("on a branch a part waits for its merge, and syncs leave it waiting", async () => {
  await updateRepoSettings(services.ctx, { slug: "anvil", delivery: "branch" });
  await services.runJobs();
  const id = await start({ repos: ["anvil"], skills: ["cli-contract"] });
  await services.runJobs();
  await requestRepoSync(services.ctx, { slug: "anvil" });
  await services.runJobs();
  expect((await getRollout(services.ctx, { id })).parts[0]).toMatchObject({ step: "on_branch" });
  git(folder("anvil"), "merge", "--quiet", "--ff-only", "yardlet/skills");
  await requestRepoSync(services.ctx, { slug: "anvil" });
  await services.runJobs();
  expect((await getRollout(services.ctx, { id })).parts[0]).toMatchObject({ step: "done" });
});

test("other updates than those that were reviewed are not written", async () => {
  const { digest } = await previewUpdate(services.ctx);
  await editLibrary(2);
  await expect(updateBehind(services.ctx, { digest, reason: "late" })).rejects.toMatchObject({ code: "conflict" });
  await expect(start({ skills: ["commit-hygiene"] })).rejects.toMatchObject({ code: "invalid" });
  const { id: repoId } = await requireRepo(services.ctx.db, "anvil");
  const plans = await listPlans(services.ctx.db, { repoId, limit: 20 });
  expect(plans.filter(({ rolloutId }) => rolloutId !== null)).toEqual([]);
});

test("who may not, is told so", async () => {
  const { digest } = await previewUpdate(services.as("viewer"));
  const id = await start();
  for (const verb of [
    () => updateBehind(services.as("viewer"), { digest, reason: "x" }),
    () => retryRollout(services.as("viewer"), { id }),
  ]) {
    await expect(verb()).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(getRollout(services.ctx, { id: "none" })).rejects.toMatchObject({ code: "not_found" });
});
