import { findSkill, findRepoBySlug, listAudit, listSkills, listVersions, type SkillRow } from "@yardlet/db";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { openTestServices, type TestServices } from "../testing.ts";
import { commitAll, makeRepo, RUST_CLI, writeFiles } from "../testing/repos.ts";
import { getSkill } from "../skill/get.ts";
import { listSkills as listSkillItems } from "../skill/list.ts";
import { resolveSkills } from "../run/resolve.ts";
import { addRepos } from "./add.ts";
import { getRepo } from "./get.ts";
import { requestRepoSync } from "./settings.ts";

const FILE = ".agents/skills/cli-contract/SKILL.md";
const MANIFEST = ".agents/skills/.yardlet.json";

let services: TestServices;
let repo: string;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  repo = makeRepo(path.join(services.folder, "parcel"), RUST_CLI);
  await addRepos(services.ctx, { locations: [repo], autoEquip: true });
  await services.runJobs();
});
afterEach(() => services.close());

const read = (file: string) => readFileSync(path.join(repo, file), "utf8");
const homeId = async () => (await findRepoBySlug(services.ctx.db, "parcel"))?.id ?? "";

async function commit(files: Record<string, string>): Promise<void> {
  writeFiles(repo, files);
  commitAll(repo, "By hand");
  await sync();
}

async function sync(): Promise<void> {
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
}

const own = async () => listSkills(services.ctx.db, { home: await homeId() });
async function fork(): Promise<SkillRow & { current: NonNullable<SkillRow["current"]> }> {
  const skill = await findSkill(services.ctx.db, await homeId(), "cli-contract");
  if (!skill?.current) throw new Error("there is no fork");
  return { ...skill, current: skill.current };
}

test("a copy edited by hand becomes a skill at home in the repo, with its content, its origin and a pin", async () => {
  const library = await findSkill(services.ctx.db, "library", "cli-contract");
  await commit({ [FILE]: `${read(FILE)}\nOur own line.\n` });
  const skill = await fork();
  expect(skill).toMatchObject({
    source: "created",
    state: "active",
    absentSince: null,
    forkedFromId: library?.current?.id,
    pinnedBy: "tarn",
    pinReason: "edited by hand in parcel",
    current: { number: 1, origin: "edited", author: "tarn", reason: "edited by hand in parcel by tarn" },
  });
  const detail = await getRepo(services.ctx, { slug: "parcel" });
  expect(detail.equipped.find(({ name }) => name === "cli-contract")).toMatchObject({ number: 1, edited: true });
  const [entry] = await listAudit(services.ctx.db, { repoId: skill.home, limit: 1 });
  expect(entry).toMatchObject({ action: "skill.fork", subject: "cli-contract v1" });
  await commit({ [FILE]: `${read(FILE)}\nAnd another.\n` });
  const versions = await listVersions(services.ctx.db, skill.id);
  expect(versions.map(({ number, parentId }) => [number, parentId])).toEqual([
    [2, skill.current.id],
    [1, null],
  ]);
  expect((await own()).map(({ name }) => name)).toEqual(["cli-contract"]);
});

test("a run in the repo is of its own version", async () => {
  const before = new Date();
  await commit({ [FILE]: `${read(FILE)}\nOur own line.\n` });
  const skill = await fork();
  const record = (at: Date, said: object) => ({
    repoId: skill.home,
    record: { skills: [{ name: "cli-contract", use: "declared" as const, ...said }], started_at: at.toISOString() },
    receivedAt: at.toISOString(),
  });
  const after = new Date(Date.now() + 60_000);
  const runs = [record(after, {}), record(after, { version: 1 }), record(before, {})].map((run) => ({
    ...run,
    record: { ...run.record, ended_at: run.record.started_at, commit: undefined },
  }));
  const resolved = (await resolveSkills(services.ctx.db, runs)).map(([one]) => one?.versionId);
  const library = await findSkill(services.ctx.db, "library", "cli-contract");
  expect(resolved).toEqual([skill.current.id, skill.current.id, library?.current?.id]);
});

test("what is edited back is a fork no more, and what is edited again goes on with its numbers", async () => {
  const original = read(FILE);
  await commit({ [FILE]: `${original}\nOur own line.\n` });
  const first = await fork();
  await commit({ [FILE]: original });
  expect((await fork()).absentSince).not.toBeNull();
  expect((await getRepo(services.ctx, { slug: "parcel" })).equipped[0]).toMatchObject({ number: 1, edited: false });
  await commit({ [FILE]: `${original}\nAnother line.\n` });
  expect(await fork()).toMatchObject({ id: first.id, absentSince: null, current: { number: 2 } });
  await commit({ [FILE]: `${original}\nOur own line.\n` });
  expect((await fork()).current.id).toBe(first.current.id);
});

test("a skill that Yardlet placed as the repo's own is learned when it says so, and absent once its folder is gone", async () => {
  const text =
    "---\nname: parcel-rules\ndescription: How parcels are sent.\nmetadata:\n  version: '3'\n  source: learned\n---\nSend.\n";
  const manifest: { skills: object } = JSON.parse(read(MANIFEST));
  const hash = "a".repeat(64);
  const entry = { version: 3, hash, tree_hash: hash, origin: "repo", why: [] };
  await commit({
    ".agents/skills/parcel-rules/SKILL.md": text,
    [MANIFEST]: JSON.stringify({ ...manifest, skills: { ...manifest.skills, "parcel-rules": entry } }),
  });
  const [skill] = await own();
  expect(skill).toMatchObject({
    name: "parcel-rules",
    source: "learned",
    description: "How parcels are sent.",
    forkedFromId: null,
    current: { number: 1, origin: "initial" },
  });
  rmSync(path.join(repo, ".agents/skills/parcel-rules"), { recursive: true });
  commitAll(repo, "Gone");
  await sync();
  expect((await own())[0]?.absentSince).not.toBeNull();
});

test("a folder that cannot be read is a finding, and its skill stays as it was", async () => {
  await commit({ [FILE]: `${read(FILE)}\nOur own line.\n` });
  await commit({ ".agents/skills/cli-contract/big.bin": "x".repeat(16 * 1024 * 1024 + 1) });
  const detail = await getRepo(services.ctx, { slug: "parcel" });
  expect(detail.repo.state).toBe("ready");
  expect(detail.configFindings).toMatchObject([{ rule: "too_large", severity: "error" }]);
  expect(await fork()).toMatchObject({ absentSince: null, current: { number: 1 } });
  await commit({ ".agents/skills/cli-contract/big.bin": "x", [FILE]: "no frontmatter\n" });
  const again = await getRepo(services.ctx, { slug: "parcel" });
  expect(again.configFindings).toMatchObject([{ severity: "error", file: FILE }]);
  expect(await fork()).toMatchObject({ absentSince: null, current: { number: 1 } });
});

test("a fork and the library's skill are counted apart", async () => {
  await commit({ [FILE]: `${read(FILE)}\nOur own line.\n` });
  const skills = await listSkillItems(services.ctx, { search: "cli-contract" });
  expect(
    skills.map(({ homeSlug, equippedIn, behindIn, fork: isFork }) => [homeSlug, equippedIn, behindIn, isFork]),
  ).toEqual([
    ["library", 0, 0, false],
    ["parcel", 1, 0, true],
  ]);
  const library = await getSkill(services.ctx, { home: "library", name: "cli-contract" });
  expect(library.equipped).toMatchObject([{ repoSlug: "parcel", own: true, number: 1, edited: true }]);
});
