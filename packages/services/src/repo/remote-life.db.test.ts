import { createHmac } from "node:crypto";
import { renameSync } from "node:fs";
import path from "node:path";
import { listAudit } from "@yardlet/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { undoAudit } from "../audit/undo.ts";
import { redeliverPlan } from "../equip/redeliver.ts";
import { getPatch } from "../equip/patch.ts";
import { equipSkills } from "../equip/request.ts";
import { listJobs } from "../job/read.ts";
import { deletePushSecret, getPushHook, makePushSecret } from "../push-hook/manage.ts";
import { authenticatePush, receivePush } from "../push-hook/receive.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { git, makeRepo, RUST_CLI, writeFiles } from "../testing/repos.ts";
import { addRepos } from "./add.ts";
import { getRepo } from "./get.ts";
import { moveRepo, previewMove } from "./move.ts";
import { findNamedRepo } from "./named.ts";
import { requestRepoSync, updateRepoSettings } from "./settings.ts";

const SLUG = { slug: "parcel" };

let services: TestServices;
let work: string;
let remote: string;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  work = makeRepo(path.join(services.folder, "work"), RUST_CLI);
  remote = path.join(services.folder, "parcel.git");
  git(services.folder, "clone", "--quiet", "--bare", work, remote);
  git(work, "remote", "add", "origin", remote);
  await addRepos(services.ctx, { locations: [`file://${remote}`], autoEquip: null });
  await services.runJobs();
});
afterEach(() => services.close());

const repo = () => getRepo(services.ctx, SLUG);
const told = async () =>
  (await listAudit(services.ctx.db, { limit: 6 })).map(({ action, reason }) => `${action}: ${reason}`);
async function sync(): Promise<void> {
  await requestRepoSync(services.ctx, SLUG);
  await services.runJobs();
}

test("what happens to branches is followed, told, and never pushed over", async () => {
  const tree = git(remote, "rev-parse", "yardlet/skills^{tree}");
  git(remote, "branch", "-D", "yardlet/skills");
  await sync();
  expect(git(remote, "branch", "--list", "yardlet/skills")).toBe("");
  const { pending } = await repo();
  expect(pending).toMatchObject({ state: "delivered", lost: true });
  const words =
    "yardlet/skills was deleted before it was merged; it is made again when somebody asks, or when another change is due";
  expect((await told()).filter((line) => line.startsWith("repo.lost-branch"))).toEqual([`repo.lost-branch: ${words}`]);
  const plan = pending?.planId ?? "";
  await expect(redeliverPlan(services.as("viewer"), { plan })).rejects.toMatchObject({ code: "forbidden" });
  await redeliverPlan(services.ctx, { plan });
  await services.runJobs();
  expect(git(remote, "rev-parse", "yardlet/skills^{tree}")).toBe(tree);
  expect((await repo()).pending).toMatchObject({ state: "delivered", lost: false });
  await expect(redeliverPlan(services.ctx, { plan })).rejects.toMatchObject({ code: "conflict" });

  git(work, "pull", "--quiet", "--no-rebase", "origin", "yardlet/skills");
  git(work, "push", "--quiet", "origin", "main", "main:trunk");
  git(remote, "symbolic-ref", "HEAD", "refs/heads/trunk");
  git(remote, "branch", "-D", "main");
  await sync();
  const merged = await repo();
  expect(merged).toMatchObject({ repo: { defaultBranch: "trunk" }, pending: null });
  expect(await told()).toContain("repo.follow-branch: the default branch is trunk now; it was main");

  const head = git(remote, "rev-parse", "trunk");
  writeFiles(work, { "src/more.rs": "pub fn more() {}\n" });
  git(work, "add", "--all");
  git(work, "-c", "user.name=tarn", "-c", "user.email=tarn@example.com", "commit", "--quiet", "--amend", "-m", "Again");
  git(work, "push", "--quiet", "--force", "origin", "main:trunk");
  await sync();
  const rewritten = await repo();
  expect(rewritten.equipped.map(({ name, since }) => [name, since])).toEqual(
    merged.equipped.map(({ name, since }) => [name, since]),
  );
  expect(rewritten.snapshot?.commit).not.toBe(head);
  expect((await told()).find((line) => line.startsWith("repo.rewritten"))).toBe(
    `repo.rewritten: trunk was force-pushed: ${head.slice(0, 7)} is not in its history any more; what lies there was read anew, versions and scores stay; yardlet/skills was made from the history before; delete it unless you want that back`,
  );
});

test("a push that the server declines is a patch and an offer, once, and goes its way with another delivery", async () => {
  await addRepos(services.ctx, { locations: [`file://${work}`], autoEquip: false });
  await services.runJobs();
  const other = { slug: "work" };
  await updateRepoSettings(services.ctx, { ...other, delivery: "commit", autoEquip: true });
  await services.runJobs();
  const said = /^the push to main was declined: .*branch is currently checked out/;
  const detail = await getRepo(services.ctx, other);
  expect(detail).toMatchObject({ repo: { state: "ready", pushRefused: expect.stringMatching(said) }, equipped: [] });
  expect(detail.pending).toMatchObject({ state: "proposed", hasPatch: true, note: expect.stringMatching(said) });
  expect(detail.candidate).toMatchObject({ why: expect.stringMatching(said) });
  const jobs = async () => (await listJobs(services.ctx, { kinds: ["repo.write"], limit: 20 })).jobs.length;
  const before = await jobs();
  await requestRepoSync(services.ctx, other);
  await services.runJobs();
  expect(await jobs()).toBe(before);
  const { patch } = await getPatch(services.ctx, { planId: detail.pending?.planId ?? "" });
  const clone = path.join(services.folder, "clone");
  git(services.folder, "clone", "--quiet", work, clone);
  writeFiles(services.folder, { "a.patch": patch ?? "" });
  git(clone, "apply", "--index", path.join(services.folder, "a.patch"));

  await updateRepoSettings(services.ctx, { ...other, delivery: "branch" });
  await services.runJobs();
  expect(await getRepo(services.ctx, other)).toMatchObject({
    repo: { pushRefused: null },
    pending: { state: "delivered" },
    candidate: null,
  });
  expect(git(work, "rev-parse", "yardlet/skills^{tree}")).toBe(git(clone, "write-tree"));

  // What is asked for once more, and declined, is on its way already: no patch of it is left.
  await updateRepoSettings(services.ctx, { ...other, delivery: "commit" });
  await services.runJobs();
  await equipSkills(services.ctx, other);
  await services.runJobs();
  expect(await getRepo(services.ctx, other)).toMatchObject({ pending: { state: "proposed", hasPatch: true } });
  await updateRepoSettings(services.ctx, { ...other, delivery: "branch" });
  await services.runJobs();
  expect(await getRepo(services.ctx, other)).toMatchObject({ pending: null, candidate: null });
});

test("a remote that moved keeps its history, and is found by both addresses", async () => {
  const moved = path.join(services.folder, "parcel-router.git");
  renameSync(remote, moved);
  await sync();
  const before = await repo();
  expect(before.repo.state).toBe("error");
  const look = async (location: string) => {
    const { previewId } = await previewMove(services.ctx, { ...SLUG, location });
    await services.runJobs();
    return previewId;
  };
  const unknown = await look(`file://${remote}`);
  await expect(moveRepo(services.ctx, { ...SLUG, previewId: unknown })).rejects.toMatchObject({ code: "refused" });
  const stranger = makeRepo(path.join(services.folder, "stranger"), { "a.txt": "a" });
  const other = await look(`file://${stranger}`);
  await expect(moveRepo(services.ctx, { ...SLUG, previewId: other })).rejects.toMatchObject({
    message:
      "its default branch holds none of the commits that were read here before; confirm that it is the same repo all the same, or add it as another",
  });
  const previewId = await look(`file://${moved}`);
  await expect(moveRepo(services.as("curator"), { ...SLUG, previewId })).rejects.toMatchObject({ code: "forbidden" });
  await moveRepo(services.ctx, { ...SLUG, previewId });
  await services.runJobs();
  const after = await repo();
  expect(after).toMatchObject({
    repo: { id: before.repo.id, location: `file://${moved}`, state: "ready", error: null },
    pending: { planId: before.pending?.planId, state: "delivered", lost: false },
  });
  const found = [remote, moved].map((at) => findNamedRepo(services.ctx.db, `file://${at}`));
  expect((await Promise.all(found)).map((one) => one?.id)).toEqual([before.repo.id, before.repo.id]);
  const again = await addRepos(services.ctx, { locations: [`file://${remote}`], autoEquip: null });
  expect(again.refused).toMatchObject([
    { code: "conflict", message: expect.stringMatching(/before it moved to file:/) },
  ]);
  const entries = await listAudit(services.ctx.db, { limit: 6 });
  await undoAudit(services.ctx, { id: entries.find(({ action }) => action === "repo.move")?.id ?? "" });
  expect((await repo()).repo.location).toBe(`file://${remote}`);
});

test("a git host's push has the repo read again, and nothing else", async () => {
  expect(await getPushHook(services.ctx, SLUG)).toBeNull();
  await expect(makePushSecret(services.as("curator"), SLUG)).rejects.toMatchObject({ code: "forbidden" });
  const { secret } = await makePushSecret(services.ctx, SLUG);
  const bytes = new TextEncoder().encode(
    JSON.stringify({ ref: "refs/heads/main", repository: { clone_url: "https://evil.example.com/x" } }),
  );
  const message = (slug: string, by: string) => {
    const headers = new Headers({
      "x-hub-signature-256": `sha256=${createHmac("sha256", by).update(bytes).digest("hex")}`,
      "x-github-event": "push",
    });
    return { repo: slug, bytes, header: (name: string) => headers.get(name) };
  };
  const refusal = async (slug: string, by: string) =>
    authenticatePush(services.ctx, message(slug, by)).then(
      () => "taken",
      (error: Error) => error.message,
    );
  const wrong = await refusal("parcel", "guessed");
  expect(wrong).toMatch(/^address and secret do not belong together/);
  expect(await refusal("nobody", secret)).toBe(wrong);
  const actor = await authenticatePush(services.ctx, message("parcel", secret));
  const ctx = { ...services.ctx, actor };
  const first = await receivePush(ctx, message("parcel", secret));
  const replay = await receivePush(ctx, message("parcel", secret));
  expect(first).toEqual({ did: "main was pushed to: the repo is read again", jobId: expect.any(String) });
  expect(replay.jobId).toBe(first.jobId);
  await services.runJobs();
  expect(await getPushHook(services.ctx, SLUG)).toMatchObject({ last: { event: "push", did: first.did } });
  const { secret: second } = await makePushSecret(services.ctx, SLUG);
  expect([await refusal("parcel", secret), await refusal("parcel", second)]).toEqual([wrong, "taken"]);
  await deletePushSecret(services.ctx, SLUG);
  expect(await refusal("parcel", second)).toBe(wrong);
  await expect(deletePushSecret(services.ctx, SLUG)).rejects.toMatchObject({ code: "conflict" });
});
