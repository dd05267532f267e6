import { findSkill, findVersion, listAudit, listVersions } from "@yardlet/db";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { undoAudit } from "../audit/undo.ts";
import { acceptCandidate } from "../candidate/decide.ts";
import { listCandidates } from "../candidate/list.ts";
import { cancelJob } from "../job/control.ts";
import { addRepos } from "../repo/add.ts";
import { requireRepo } from "../repo/find.ts";
import { requestRepoSync, updateRepoSettings } from "../repo/settings.ts";
import { readSkillText } from "../skill/read.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { commitAll, makeRepo, RUST_CLI, writeFiles } from "../testing/repos.ts";
import { listDrift } from "./drift.ts";
import { keepMine, reopenDrift, takeLibrary } from "./fork.ts";
import { openMerge, saveMerge } from "./merge.ts";
import { proposeToLibrary } from "./propose.ts";
import { saveSkillVersion } from "./save.ts";

const FILE = ".agents/skills/cli-contract/SKILL.md";
const FORK = { repo: "parcel", name: "cli-contract" };
const LIBRARY = { home: "library", name: "cli-contract" };

let services: TestServices;
let repo: string;
let original: string;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  repo = makeRepo(path.join(services.folder, "parcel"), RUST_CLI);
  await addRepos(services.ctx, { locations: [repo], autoEquip: true });
  await services.runJobs();
  const { frontmatter, body } = await readSkillText(services.ctx, LIBRARY);
  original = `---\n${frontmatter}\n---\n${body}`;
});
afterEach(() => services.close());

const read = () => readFileSync(path.join(repo, FILE), "utf8");

async function commit(text: string): Promise<void> {
  writeFiles(repo, { [FILE]: text });
  commitAll(repo, "By hand");
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
}

/** The library's text with this line at its end. */
async function editLibrary(line: string, base = 1): Promise<void> {
  const edit = { text: `${original.trimEnd()}\n${line}\n` };
  await saveSkillVersion(services.ctx, { ...LIBRARY, base, edit, reason: "better" });
  await services.runJobs();
}

async function fork() {
  const skill = await findSkill(services.ctx.db, (await requireRepo(services.ctx.db, "parcel")).id, "cli-contract");
  if (!skill?.current) throw new Error("there is no fork");
  const base = skill.forkedFromId === null ? undefined : await findVersion(services.ctx.db, skill.forkedFromId);
  return { ...skill, current: skill.current, base: base?.number };
}

async function row() {
  const { rows } = await listDrift(services.as("viewer"), { skill: "cli-contract" });
  return rows[0];
}

test("copies are in sync, behind or forked, and counted", async () => {
  const before = await listDrift(services.as("viewer"), { repo: "parcel" });
  expect(before.counts).toEqual({ in_sync: 8, behind: 0, forked: 0, orphaned: 0, asks: 0, pending: 0 });
  await updateRepoSettings(services.ctx, { slug: "parcel", autoEquip: false });
  await editLibrary("A line of the library's.");
  expect(await row()).toMatchObject({
    repo: "parcel",
    drift: { state: "behind", by: 1, from: 1, to: 2, touched: false },
    placed: 1,
    latest: 2,
    own: null,
    pending: { purpose: "equip", state: "proposed" },
  });
  await commit(`${read()}\nOur own line.\n`);
  expect(await row()).toMatchObject({
    drift: { state: "forked", from: 1 },
    own: 1,
    latest: 2,
    asks: true,
    pending: null,
  });
  const page = await listDrift(services.as("viewer"), { repo: "parcel", sort: "state", limit: 2 });
  expect(page.rows.map(({ name }) => name)).toEqual(["cli-contract", "commit-hygiene"]);
  expect(page.counts).toEqual({ in_sync: 7, behind: 0, forked: 1, orphaned: 0, asks: 1, pending: 0 });
  const next = await listDrift(services.as("viewer"), {
    repo: "parcel",
    sort: "state",
    after: page.next ?? "",
    limit: 200,
  });
  expect(next.rows).toHaveLength(6);
  expect(next.next).toBeNull();
});

test("pages go on below their end in either order, also when that row has left", async () => {
  const names = async (query: Parameters<typeof listDrift>[1]) =>
    (await listDrift(services.as("viewer"), { repo: "parcel", ...query })).rows.map(({ name }) => name);
  const all = await names({ sort: "skill" });
  expect(all).toHaveLength(8);
  expect(await names({ sort: "skill", reverse: true })).toEqual(all.toReversed());
  const page = await listDrift(services.as("viewer"), { sort: "skill", reverse: true, limit: 3 });
  expect(await names({ sort: "skill", reverse: true, after: page.next ?? "" })).toEqual(all.slice(0, 5).toReversed());
  expect(await names({ sort: "skill", after: `4 parcel/${all[1]}-that-left` })).toEqual(all.slice(2));
  await expect(listDrift(services.ctx, { after: "parcel" })).rejects.toMatchObject({ code: "invalid" });
});

test("a change whose job was cancelled is told as stopped, and makes way for the next", async () => {
  await commit(`${read()}\nOurs.\n`);
  const choice = { ...FORK, latest: 1, reason: "ours is no better" };
  const request = await takeLibrary(services.as("curator"), choice);
  expect((await row())?.pending).toMatchObject({ purpose: "take", state: "waiting", stopped: false });
  await cancelJob(services.ctx, { id: request.jobId ?? "" });
  expect((await row())?.pending).toMatchObject({ purpose: "take", state: "waiting", stopped: true });
  await takeLibrary(services.as("curator"), choice);
  expect((await row())?.pending).toMatchObject({ stopped: false });
});

test("a merge with a conflict is answered, committed in the repo, and made from the library's version from then on", async () => {
  await commit(`${read().trimEnd()}\nOurs.\n`);
  await editLibrary("Theirs.");
  const opened = await openMerge(services.as("viewer"), FORK);
  expect([opened.base.number, opened.mine.number, opened.theirs.number]).toEqual([1, 1, 2]);
  expect(opened.conflicts).toMatchObject([{ kind: "lines", path: "SKILL.md", mine: ["Ours."], theirs: ["Theirs."] }]);
  expect(opened.changes).toBeNull();
  const asked = { ...FORK, base: { base: 1, mine: 1, theirs: 2 }, target: "repo" as const, reason: "both are right" };
  await expect(saveMerge(services.ctx, { ...asked, resolutions: [] })).rejects.toMatchObject({ code: "invalid" });
  const resolutions = [{ conflict: opened.conflicts[0]?.id ?? "", take: "both" as const }];
  const answered = await openMerge(services.ctx, { ...FORK, resolutions });
  expect(answered.changes?.mine).toMatchObject([{ path: "SKILL.md", content: { added: 1, removed: 0 } }]);
  await saveMerge(services.as("curator"), { ...asked, resolutions });
  await services.runJobs();
  expect(read()).toMatch(/Ours\.\nTheirs\.\n$/);
  const merged = await fork();
  expect(merged).toMatchObject({ base: 2, current: { number: 2, origin: "merged", author: "curator" } });
  expect(await row()).toMatchObject({ drift: { state: "forked", from: 2 }, own: 2, asks: false });
  const again = await openMerge(services.ctx, FORK);
  expect(again.conflicts).toEqual([]);
  await expect(saveMerge(services.ctx, { ...asked, resolutions })).rejects.toMatchObject({
    code: "conflict",
    details: { current: { base: 2, mine: 2, theirs: 2 } },
  });
  const [entry] = (await listAudit(services.ctx.db, { limit: 50 })).filter(({ action }) => action === "skill.merge");
  expect(entry).toMatchObject({ actorName: "curator", subject: "cli-contract v2", reason: "both are right" });
  await undoAudit(services.as("curator"), { id: entry?.id ?? "" });
  await services.runJobs();
  expect(read()).toMatch(/Ours\.\n$/);
  expect(await fork()).toMatchObject({ base: 1, current: { number: 1 } });
  expect(await row()).toMatchObject({ drift: { state: "forked", from: 1 }, own: 1, asks: true });
});

test("a merge into the library has the library's number in its text, not the repo's", async () => {
  await commit(`${read().replace("# ", "Ours.\n\n# ").trimEnd()}\n`);
  await editLibrary("Theirs.");
  const base = { base: 1, mine: 1, theirs: 2 };
  await saveMerge(services.ctx, { ...FORK, resolutions: [], base, target: "library", reason: "for all" });
  await services.runJobs();
  const { version, frontmatter, body } = await readSkillText(services.ctx, LIBRARY);
  expect(version).toBe(3);
  expect(frontmatter).toContain('version: "3"\n  source: "library"');
  expect(body).toContain("Ours.");
  expect(body).toContain("Theirs.");
  expect(await row()).toMatchObject({ latest: 3, drift: { state: "forked", from: 1 } });
});

test("a fork is kept until the library moves on, and that is taken back", async () => {
  await commit(`${read()}\nOurs.\n`);
  await editLibrary("Theirs.");
  await expect(keepMine(services.ctx, { ...FORK, latest: 1, reason: "ours is fine" })).rejects.toMatchObject({
    code: "conflict",
    details: { base: 1, current: 2 },
  });
  await keepMine(services.as("curator"), { ...FORK, latest: 2, reason: "ours is fine" });
  expect(await row()).toMatchObject({ asks: false, drift: { state: "forked", from: 2 } });
  await editLibrary("Theirs, better.", 2);
  expect(await row()).toMatchObject({ asks: true, latest: 3 });
  await keepMine(services.as("curator"), { ...FORK, latest: 3, reason: "still" });
  const [kept] = await listAudit(services.ctx.db, { limit: 1 });
  await undoAudit(services.as("curator"), { id: kept?.id ?? "" });
  await expect(reopenDrift(services.ctx, { ...FORK, base: 3, from: 1, reason: "again" })).rejects.toMatchObject({
    code: "conflict",
  });
  expect((await fork()).base).toBe(2);
  expect(await row()).toMatchObject({ asks: true });
});

test("a fork makes way for the library's version that the person saw", async () => {
  await commit(`${read()}\nOurs.\n`);
  await editLibrary("Theirs.");
  await takeLibrary(services.as("curator"), { ...FORK, latest: 2, reason: "theirs is better" });
  await services.runJobs();
  expect(read()).toMatch(/Theirs\.\n$/);
  expect(await row()).toMatchObject({ drift: { state: "in_sync", version: 2 }, own: null });
  expect((await fork()).absentSince).not.toBeNull();
  await expect(takeLibrary(services.ctx, { ...FORK, latest: 2, reason: "again" })).rejects.toMatchObject({
    code: "invalid",
  });
  const taken = (await listAudit(services.ctx.db, { limit: 20 })).find(({ action }) => action === "skill.take-library");
  expect(taken).toMatchObject({ subject: "cli-contract", reason: "theirs is better" });
  await undoAudit(services.as("curator"), { id: taken?.id ?? "" });
  await services.runJobs();
  expect(read()).toMatch(/Ours\.\n$/);
  expect(await fork()).toMatchObject({ absentSince: null, state: "active", current: { number: 1 } });
  expect(await row()).toMatchObject({ drift: { state: "forked", from: 1 }, own: 1, asks: true });
});

test("a fork is proposed to the library, and becomes its next version when that is accepted", async () => {
  await commit(`${read().trimEnd()}\nOurs.\n`);
  const { candidateId } = await proposeToLibrary(services.as("curator"), { ...FORK, reason: "all need it" });
  const [candidate] = (await listCandidates(services.ctx)).candidates;
  expect(candidate).toMatchObject({
    id: candidateId,
    kind: "proposal",
    title: "make parcel's cli-contract v1 the library's",
    details: { library: 1, own: 1, added: 1, removed: 0, files: [{ path: "SKILL.md", state: "changed" }] },
    subject: { home: "parcel", name: "cli-contract", version: 1, evidence: { kind: "proposal", library: 1, added: 1 } },
  });
  await acceptCandidate(services.ctx, { id: candidateId });
  await services.runJobs();
  const library = await findSkill(services.ctx.db, "library", "cli-contract");
  expect(library?.current).toMatchObject({ number: 2, author: "admin", reason: "from parcel: all need it" });
  expect(await row()).toMatchObject({ drift: { state: "in_sync", version: 2 }, own: null });
  expect(await listVersions(services.ctx.db, (await fork()).id)).toHaveLength(1);
});

test("who may not, is told so, and what is no fork is named", async () => {
  const choice = { ...FORK, latest: 1, reason: "x" };
  const base = { base: 1, mine: 1, theirs: 1 };
  for (const verb of [
    () => takeLibrary(services.as("viewer"), choice),
    () => keepMine(services.as("viewer"), choice),
    () => reopenDrift(services.as("viewer"), { ...FORK, base: 1, from: 1, reason: "x" }),
    () => proposeToLibrary(services.as("viewer"), { ...FORK, reason: "x" }),
    () => saveMerge(services.as("viewer"), { ...FORK, base, resolutions: [], target: "repo", reason: "x" }),
  ]) {
    await expect(verb()).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(openMerge(services.ctx, FORK)).rejects.toMatchObject({
    code: "not_found",
    message: "parcel has no fork of cli-contract; see how its copies stand to the library",
  });
});
