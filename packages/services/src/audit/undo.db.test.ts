import { findJob, findMappings, findRepoBySlug, findSkill, insertMember, listPlans } from "@yardlet/db";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { rejectCandidate } from "../candidate/decide.ts";
import { listCandidates } from "../candidate/list.ts";
import { snoozeCandidate } from "../candidate/snooze.ts";
import { liftChoice } from "../equip/choice.ts";
import type { ServiceContext } from "../context.ts";
import { unequipSkills } from "../equip/request.ts";
import { cancelJob } from "../job/control.ts";
import { createKey } from "../key/create.ts";
import { listKeys } from "../key/list.ts";
import { setLibrarySource } from "../library/configure.ts";
import { getLibraryStatus } from "../library/status.ts";
import { addRepos } from "../repo/add.ts";
import { getRepo } from "../repo/get.ts";
import { archiveRepo, requestRepoSync, updateRepoSettings } from "../repo/settings.ts";
import { mapSkill } from "../run/mapping.ts";
import { deprecateSkill } from "../skill/deprecate.ts";
import { pinSkill } from "../skill/pin.ts";
import { restoreSkill } from "../skill/restore.ts";
import { changeRole, listMembers } from "../team/members.ts";
import { getTeamSettings, updateTeamSettings } from "../team/settings.ts";
import { learnedSkill } from "../testing/learned.ts";
import { makeRepo, RUST_CLI } from "../testing/repos.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { deleteView } from "../view/delete.ts";
import { listViews } from "../view/list.ts";
import { saveView } from "../view/save.ts";
import { listAudit, type AuditLine } from "./list.ts";
import { undoAudit } from "./undo.ts";

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
});
afterEach(() => services.close());

async function add(autoEquip: boolean): Promise<void> {
  const repo = makeRepo(path.join(services.folder, "parcel"), { ...RUST_CLI, ...learnedSkill("guess-twice") });
  await addRepos(services.ctx, { locations: [repo], autoEquip });
  await services.runJobs();
}

async function last(action: string): Promise<AuditLine> {
  const { entries } = await listAudit(services.ctx, { limit: 200 });
  const entry = entries.find((one) => one.action === action);
  if (!entry) throw new Error(`nothing did ${action}`);
  return entry;
}

async function undo(action: string): Promise<void> {
  await undoAudit(services.ctx, { id: (await last(action)).id });
  await services.runJobs();
}

const CLI = { home: "library", name: "cli-contract" };
const library = () => findSkill(services.ctx.db, "library", CLI.name);
const equipped = async () => (await getRepo(services.ctx, { slug: "parcel" })).equipped.map(({ name }) => name);

test("a deprecation and a restore take each other back, with the replacement they named", async () => {
  await deprecateSkill(services.ctx, { ...CLI, reason: "too old", replacedBy: "write-tests-first" });
  await undo("skill.deprecate");
  expect(await library()).toMatchObject({ state: "active", replacedBy: null });
  await undo("skill.restore");
  expect(await library()).toMatchObject({ state: "deprecated", replacedBy: "write-tests-first" });
});

test("an entry is taken back once, and says by which other", async () => {
  await pinSkill(services.ctx, { ...CLI, reason: "we love it" });
  const before = await last("skill.pin");
  expect(before).toMatchObject({ undo: { possible: true, inverse: "skill.unpin" }, undoneBy: null });
  await undo("skill.pin");
  expect(await library()).toMatchObject({ pinnedAt: null });
  const undone = await last("audit.undo");
  expect(undone).toMatchObject({
    subject: CLI.name,
    undoes: before.id,
    details: { action: "skill.pin", inverse: "skill.unpin" },
  });
  expect(await last("skill.pin")).toMatchObject({
    undo: { possible: false, reason: "already_undone" },
    undoneBy: undone.id,
  });
  await expect(undoAudit(services.ctx, { id: before.id })).rejects.toMatchObject({ code: "conflict" });
  await undo("skill.unpin");
  expect(await library()).toMatchObject({ pinnedBy: "admin" });
});

test("what the world no longer allows is refused, and nothing is recorded", async () => {
  await deprecateSkill(services.ctx, { ...CLI, reason: "too old" });
  await restoreSkill(services.ctx, { ...CLI, reason: "not that old" });
  const { id } = await last("skill.deprecate");
  await expect(undoAudit(services.ctx, { id })).rejects.toMatchObject({
    code: "conflict",
    message: "cli-contract is active; there is nothing to restore",
  });
  expect(await last("skill.deprecate")).toMatchObject({ undoneBy: null });
});

test("what cannot be taken back says why, and what to do instead; after seven days nothing is", async () => {
  const { id } = await last("library.sync");
  await expect(undoAudit(services.ctx, { id })).rejects.toMatchObject({
    code: "refused",
    details: { reason: "observed" },
  });
  await expect(undoAudit(services.ctx, { id: "999999" })).rejects.toMatchObject({ code: "not_found" });
  await pinSkill(services.ctx, { ...CLI, reason: "we love it" });
  const late = { ...services.ctx, now: () => new Date(Date.now() + 7 * 86_400_000 + 1_000) };
  await expect(undoAudit(late, { id: (await last("skill.pin")).id })).rejects.toMatchObject({
    details: { reason: "too_late" },
  });
});

test("who may not undo is told so, and an inverse asks for its own permission", async () => {
  const key = await createKey(services.ctx, { name: "ci", role: "viewer", scopes: ["runs:read"] });
  const { id } = await last("key.create");
  await expect(undoAudit(services.as("viewer"), { id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(undoAudit(services.as("curator"), { id })).rejects.toMatchObject({
    code: "forbidden",
    details: { permission: "key.manage" },
  });
  await undoAudit(services.ctx, { id });
  expect((await listKeys(services.ctx)).find((one) => one.id === key.key.id)).toMatchObject({ revokedBy: "admin" });
});

test("what was equipped is unequipped, what was unequipped is equipped, and a lifted veto is back", async () => {
  await add(true);
  await unequipSkills(services.ctx, { slug: "parcel", names: ["cli-contract"], reason: "our own" });
  await services.runJobs();
  expect(await equipped()).not.toContain("cli-contract");
  await undo("repo.wrote-unequip");
  expect(await equipped()).toContain("cli-contract");
  await unequipSkills(services.ctx, { slug: "parcel", names: ["cli-contract"], reason: "our own" });
  await services.runJobs();
  await updateRepoSettings(services.ctx, { slug: "parcel", autoEquip: false });
  await liftChoice(services.ctx, { slug: "parcel", kind: "skill", name: "cli-contract" });
  await services.runJobs();
  await undo("repo.lift-choice");
  expect((await getRepo(services.ctx, { slug: "parcel" })).choices).toMatchObject([
    { name: "cli-contract", choice: "veto", reason: "our own" },
  ]);
  await undo("repo.wrote-equip");
  expect(await equipped()).toEqual(["guess-twice"]);
});

test("settings go back to what they were, those alone that were changed", async () => {
  await add(false);
  await updateRepoSettings(services.ctx, { slug: "parcel", autoPrune: false });
  const pruneOff = await last("repo.configure");
  await updateRepoSettings(services.ctx, { slug: "parcel", autoSkill: false });
  await undoAudit(services.ctx, { id: pruneOff.id });
  const { switches } = (await findRepoBySlug(services.ctx.db, "parcel")) ?? {};
  expect(switches).toEqual({ autoEquip: false, autoSkill: false, autoPrune: null });
  await updateTeamSettings(services.ctx, { name: "ours", coolOffHours: 2 });
  await undo("team.configure");
  expect(await getTeamSettings(services.ctx)).toMatchObject({ name: "Team", coolOffHours: 24 });
  await archiveRepo(services.ctx, { slug: "parcel" });
  await undo("repo.archive");
  expect(await getRepo(services.ctx, { slug: "parcel" })).toMatchObject({ repo: { switches: { autoSkill: false } } });
  const source = makeRepo(path.join(services.folder, "source"), {
    "skills/a/SKILL.md": "---\nname: a\ndescription: A\n---\nA\n",
  });
  await setLibrarySource(services.ctx, { url: source });
  await undo("library.set-source");
  expect((await getLibraryStatus(services.ctx)).sourceUrl).toBeNull();
});

test("a decision about a candidate is taken back: it waits again, with the plan it had", async () => {
  await add(false);
  const [candidate] = (await listCandidates(services.ctx)).candidates;
  const id = candidate?.id ?? "";
  await rejectCandidate(services.ctx, { id, reason: "not now" });
  await undo("candidate.rejected");
  expect((await listCandidates(services.ctx)).candidates).toMatchObject([{ id, state: "open", decidedBy: null }]);
  const repo = await findRepoBySlug(services.ctx.db, "parcel");
  expect(await listPlans(services.ctx.db, { repoId: repo?.id ?? "", limit: 1 })).toMatchObject([{ state: "proposed" }]);
  await snoozeCandidate(services.ctx, { id, until: new Date(Date.now() + 3_600_000), reason: "after lunch" });
  expect(await listCandidates(services.ctx)).toEqual({ candidates: [], total: 0, kinds: {}, snoozed: 1 });
  expect((await listCandidates(services.ctx, { snoozed: true })).candidates).toMatchObject([{ id }]);
  const later = { ...services.ctx, now: () => new Date(Date.now() + 3_600_001) };
  expect(await listCandidates(later)).toMatchObject({ candidates: [{ id }], snoozed: 0 });
  await undo("candidate.snoozed");
  expect(await listCandidates(services.ctx)).toMatchObject({ candidates: [{ id, snoozedUntil: null }], snoozed: 0 });
});

test("what a name was said to mean, a view and a role go back, each by its own verb", async () => {
  await add(false);
  const versionId = (await library())?.current?.id ?? "";
  const named = { repo: "parcel", name: "cli", reported: "" };
  await mapSkill(services.ctx, { ...named, versionId });
  await undo("run.map-skill");
  expect(await findMappings(services.ctx.db, [(await findRepoBySlug(services.ctx.db, "parcel"))?.id ?? ""])).toEqual(
    [],
  );
  await undo("run.unmap-skill");
  expect(
    await findMappings(services.ctx.db, [(await findRepoBySlug(services.ctx.db, "parcel"))?.id ?? ""]),
  ).toMatchObject([{ name: "cli", versionId }]);
  const member = { email: "wren@example.com", passwordHash: "x", role: "admin" } as const;
  const wren = await insertMember(services.ctx.db, { ...member, name: "Wren" });
  const ash = await insertMember(services.ctx.db, { ...member, name: "Ash", email: "ash@example.com", role: "viewer" });
  const hers: ServiceContext = {
    ...services.ctx,
    actor: { kind: "person", id: wren.userId, name: "Wren", role: "admin" },
  };
  await saveView(hers, { page: "runs", name: "mine", query: "state=Done" });
  await saveView(hers, { page: "runs", name: "mine", query: "state=Failed", overwrite: true });
  const second = (await last("view.save")).id;
  await expect(undoAudit(services.ctx, { id: second })).rejects.toMatchObject({ code: "forbidden" });
  await undoAudit(hers, { id: second });
  expect(await listViews(hers, { page: "runs" })).toMatchObject([{ name: "mine", query: "state=Done" }]);
  await deleteView(hers, { id: (await listViews(hers, { page: "runs" }))[0]?.id ?? "" });
  await undoAudit(hers, { id: (await last("view.delete")).id });
  expect(await listViews(hers, { page: "runs" })).toMatchObject([{ name: "mine", query: "state=Done" }]);
  await changeRole(services.ctx, { userId: ash.userId, role: "curator" });
  await undo("team.change-role");
  expect((await listMembers(services.ctx)).find(({ name }) => name === "Ash")).toMatchObject({ role: "viewer" });
});

test("a cancelled job is tried again, a job that is tried again is cancelled, and an added repo is archived", async () => {
  await add(false);
  const { jobId } = await requestRepoSync(services.ctx, { slug: "parcel" });
  const state = async () => (await findJob(services.ctx.db, jobId))?.state;
  await cancelJob(services.ctx, { id: jobId });
  await undoAudit(services.ctx, { id: (await last("job.cancel")).id });
  expect(await state()).toBe("queued");
  await undoAudit(services.ctx, { id: (await last("job.retry")).id });
  expect(await state()).toBe("cancelled");
  await undo("repo.add");
  expect((await findRepoBySlug(services.ctx.db, "parcel"))?.archivedAt).toBeInstanceOf(Date);
});
