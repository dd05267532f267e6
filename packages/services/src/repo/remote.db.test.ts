import { renameSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { getJob } from "../job/read.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { commitAll, git, makeRepo, RUST_CLI, writeFiles } from "../testing/repos.ts";
import { addRepos } from "./add.ts";
import { getRepo } from "./get.ts";
import { listRepos } from "./list.ts";
import { getPreview, previewRepos } from "./preview.ts";
import { archiveRepo, requestRepoSync } from "./settings.ts";

let services: TestServices;
let work: string;
let remote: string;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  work = makeRepo(path.join(services.folder, "work"), RUST_CLI);
  remote = path.join(services.folder, "parcel.git");
  git(services.folder, "clone", "--quiet", "--bare", work, remote);
  git(work, "remote", "add", "origin", remote);
});
afterEach(() => services.close());

async function addAll(...locations: string[]) {
  const answer = await addRepos(services.ctx, { locations, autoEquip: null });
  await services.runJobs();
  return answer;
}

test("a dry run says what would be found and written, and writes nothing", async () => {
  const missing = path.join(services.folder, "nothing-here");
  const { previewId, jobId } = await previewRepos(services.ctx, {
    locations: [work, `file://${remote}`, missing, "ext::sh"],
  });
  await services.runJobs();
  const { results } = await getPreview(services.ctx, { previewId });
  expect(results.map((result) => (result.ok ? `${result.slug} ${result.delivery}` : result.code))).toEqual([
    "work commit",
    "parcel branch",
    "not_found",
    "forbidden",
  ]);
  expect(results[0]).toMatchObject({ ok: true, branch: "main", files: 2 });
  expect((await getJob(services.ctx, { id: jobId })).result).toEqual({ readable: 2, of: 4 });
  expect(git(work, "rev-list", "--count", "HEAD")).toBe("1");
  expect(git(remote, "for-each-ref", "--format=%(refname)")).toBe("refs/heads/main");
  expect(await listRepos(services.ctx)).toEqual([]);
});

test("a remote gets a branch, never a forced one, and counts as equipped once it is merged", async () => {
  await addAll(`file://${remote}`);
  expect(await getRepo(services.ctx, { slug: "parcel" })).toMatchObject({
    equipped: [],
    pending: { state: "delivered" },
  });
  expect(git(remote, "log", "--format=%an", "yardlet/skills")).toBe("Yardlet\ntarn");
  const tip = git(remote, "rev-parse", "yardlet/skills");
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  expect(git(remote, "rev-parse", "yardlet/skills")).toBe(tip);
  git(work, "pull", "--quiet", "--no-rebase", "origin", "yardlet/skills");
  git(work, "push", "--quiet", "origin", "main");
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  const merged = await getRepo(services.ctx, { slug: "parcel" });
  expect(merged.equipped.length).toBeGreaterThan(5);
  expect(merged.pending).toBeNull();
});

test("what a branch lacks is added to it while it waits for its merge", async () => {
  await addAll(`file://${remote}`);
  const before = git(remote, "rev-parse", "yardlet/skills");
  writeFiles(work, {
    "package.json": JSON.stringify({ dependencies: { next: "16.0.0", react: "19.0.0" } }),
    "app/page.tsx": "",
  });
  commitAll(work, "A front end");
  git(work, "push", "--quiet", "origin", "main");
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  expect(git(remote, "merge-base", "--is-ancestor", before, "yardlet/skills")).toBe("");
  expect(git(remote, "ls-tree", "--name-only", "yardlet/skills:.agents/skills").split("\n")).toContain(
    "ui-state-check",
  );
  expect(await getRepo(services.ctx, { slug: "parcel" })).toMatchObject({
    equipped: [],
    pending: { state: "delivered" },
  });
});

test("the same repo is added once, however it is written, and comes back after it was archived", async () => {
  expect((await addAll(`file://${remote}`, work)).added.map((one) => one.slug)).toEqual(["parcel", "work"]);
  const again = await addAll(`file://${remote}/`, work);
  expect(again.refused.map((one) => one.code)).toEqual(["conflict", "conflict"]);
  await archiveRepo(services.ctx, { slug: "work" });
  expect((await listRepos(services.ctx)).map((one) => one.slug)).toEqual(["parcel"]);
  expect((await addAll(work)).added.map((one) => one.slug)).toEqual(["work"]);
});

test("two repos of the same name get two slugs", async () => {
  const other = makeRepo(path.join(services.folder, "deep/work"), RUST_CLI);
  expect((await addAll(work, other)).added.map((one) => one.slug)).toEqual(["work", "work-2"]);
});

test("a repo that went away is an error on its page, and is read again when it is back", async () => {
  await addAll(`file://${remote}`);
  renameSync(remote, `${remote}.away`);
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  expect((await getRepo(services.ctx, { slug: "parcel" })).repo).toMatchObject({ state: "error" });
  renameSync(`${remote}.away`, remote);
  writeFiles(work, { "src/more.rs": "pub fn more() {}\n" });
  commitAll(work, "More");
  git(work, "push", "--quiet", "origin", "main");
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  expect(await getRepo(services.ctx, { slug: "parcel" })).toMatchObject({
    repo: { state: "ready", error: null },
    snapshot: { files: 3 },
  });
});

test("who may not add or archive, is told so", async () => {
  await expect(previewRepos(services.as("curator"), { locations: [work] })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(archiveRepo(services.as("curator"), { slug: "work" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(requestRepoSync(services.as("viewer"), { slug: "work" })).rejects.toMatchObject({ code: "forbidden" });
});
