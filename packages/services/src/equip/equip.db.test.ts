import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { acceptCandidate, rejectCandidate } from "../candidate/decide.ts";
import { listCandidates } from "../candidate/list.ts";
import { addRepos } from "../repo/add.ts";
import { getRepo } from "../repo/get.ts";
import { requestRepoSync, updateRepoSettings } from "../repo/settings.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { commitAll, git, makeRepo, RUST_CLI, writeFiles } from "../testing/repos.ts";
import { liftChoice, setChoice } from "./choice.ts";
import { equipSkills, unequipSkills } from "./request.ts";

const EQUIPPED = [
  "cli-contract",
  "commit-hygiene",
  "dependency-upgrade",
  "failing-test-triage",
  "repo-orientation",
  "review-own-diff",
  "rust-failure-check",
  "write-tests-first",
];

let services: TestServices;
let repo: string;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  repo = makeRepo(path.join(services.folder, "parcel"), RUST_CLI);
});
afterEach(() => services.close());

async function add(autoEquip: boolean | null = null): Promise<void> {
  const { refused } = await addRepos(services.ctx, { locations: [repo], autoEquip });
  expect(refused).toEqual([]);
  await services.runJobs();
}

const commits = () => git(repo, "log", "--format=%an %s").split("\n");
const lying = () =>
  git(repo, "ls-tree", "--name-only", "HEAD:.agents/skills")
    .split("\n")
    .filter((name) => !name.startsWith("."));
const equipped = async () => (await getRepo(services.ctx, { slug: "parcel" })).equipped.map((skill) => skill.name);

test("a new repo is classified and equipped in one commit, and a second sync changes nothing", async () => {
  await add();
  const detail = await getRepo(services.ctx, { slug: "parcel" });
  expect(detail.detections.map((one) => `${one.preset} ${one.confidence}`)).toEqual([
    "core certain",
    "cli-tool certain",
    "rust certain",
  ]);
  expect(await equipped()).toEqual(EQUIPPED);
  expect(lying()).toEqual(EQUIPPED);
  expect(commits()).toEqual(["Yardlet Equip 8 skills: core, cli-tool, rust", "tarn First commit"]);
  expect(git(repo, "status", "--porcelain")).toBe("");
  expect(detail.equipped[0]).toMatchObject({
    name: "cli-contract",
    number: 1,
    latest: 1,
    edited: false,
    why: ["preset:cli-tool"],
  });
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  expect(commits()).toHaveLength(2);
  const again = await getRepo(services.ctx, { slug: "parcel" });
  expect([again.repo.snapshotId, again.snapshot]).toEqual([detail.repo.snapshotId, detail.snapshot]);
});

test("an unequipped skill stays away, says so in yardlet.yaml, and comes back when it is asked for", async () => {
  await add();
  await unequipSkills(services.as("curator"), { slug: "parcel", names: ["cli-contract"], reason: "we have our own" });
  await services.runJobs();
  expect(lying()).toEqual(EQUIPPED.slice(1));
  expect(readFileSync(path.join(repo, ".agents/yardlet.yaml"), "utf8")).toContain("cli-contract");
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  expect(await equipped()).toEqual(EQUIPPED.slice(1));
  const { choices, vetoes } = await getRepo(services.ctx, { slug: "parcel" });
  expect(vetoes.skills).toEqual(["cli-contract"]);
  expect(choices).toMatchObject([{ name: "cli-contract", choice: "veto", by: "curator", reason: "we have our own" }]);
  await equipSkills(services.as("curator"), { slug: "parcel", names: ["cli-contract"] });
  await services.runJobs();
  expect(await equipped()).toEqual(EQUIPPED);
});

test("a name asked for lifts the veto of yardlet.yaml in the same change, whatever auto_equip says", async () => {
  await add();
  await unequipSkills(services.ctx, { slug: "parcel", names: ["cli-contract"] });
  await services.runJobs();
  await updateRepoSettings(services.ctx, { slug: "parcel", autoEquip: false });
  await services.runJobs();
  await equipSkills(services.ctx, { slug: "parcel", names: ["cli-contract"] });
  await services.runJobs();
  expect(await equipped()).toEqual(EQUIPPED);
  expect(commits()[0]).toBe("Yardlet Equip 1 skill: cli-contract");
  expect((await listCandidates(services.ctx)).candidates).toEqual([]);
});

test("taking an unequip back before it is written leaves the skill equipped", async () => {
  await add();
  await unequipSkills(services.ctx, { slug: "parcel", names: ["cli-contract"] });
  await equipSkills(services.ctx, { slug: "parcel", names: ["cli-contract"] });
  await updateRepoSettings(services.ctx, { slug: "parcel", autoEquip: false });
  await services.runJobs();
  expect(await equipped()).toEqual(EQUIPPED);
  expect((await getRepo(services.ctx, { slug: "parcel" })).vetoes.skills).toEqual([]);
});

test("vetoing a preset that yardlet.yaml adds removes what it alone brought", async () => {
  await add();
  await setChoice(services.ctx, { slug: "parcel", kind: "preset", name: "infra", choice: "pick" });
  await services.runJobs();
  expect(await equipped()).toContain("plan-diff-review");
  await setChoice(services.ctx, { slug: "parcel", kind: "preset", name: "infra", choice: "veto" });
  await services.runJobs();
  expect(await equipped()).toEqual(EQUIPPED);
});

test("lifting a veto lets the next sync equip the skill again", async () => {
  await add();
  await unequipSkills(services.ctx, { slug: "parcel", names: ["cli-contract"] });
  await services.runJobs();
  await liftChoice(services.ctx, { slug: "parcel", kind: "skill", name: "cli-contract" });
  await services.runJobs();
  expect(await equipped()).toEqual(EQUIPPED);
});

test("vetoing a preset removes what it alone brought", async () => {
  await add();
  await setChoice(services.ctx, { slug: "parcel", kind: "preset", name: "cli-tool", choice: "veto" });
  await services.runJobs();
  expect(await equipped()).toEqual(EQUIPPED.slice(1));
});

test("with auto_equip off a person decides, and a rejection holds while nothing changes", async () => {
  await add(false);
  expect(existsSync(path.join(repo, ".agents"))).toBe(false);
  const [candidate] = (await listCandidates(services.ctx)).candidates;
  expect(candidate).toMatchObject({
    kind: "equip",
    repoSlug: "parcel",
    title: "equip 8 skills",
    why: "auto_equip is off (repo)",
  });
  await rejectCandidate(services.as("curator"), { id: candidate?.id ?? "", reason: "not now" });
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  expect((await listCandidates(services.ctx)).candidates).toEqual([]);
});

test("an accepted candidate is written, once", async () => {
  await add(false);
  const [candidate] = (await listCandidates(services.ctx)).candidates;
  await acceptCandidate(services.as("curator"), { id: candidate?.id ?? "" });
  await expect(acceptCandidate(services.as("curator"), { id: candidate?.id ?? "" })).rejects.toMatchObject({
    code: "conflict",
  });
  await services.runJobs();
  expect(await equipped()).toEqual(EQUIPPED);
});

test("a skill edited by hand is never overwritten, and shows as edited", async () => {
  await add();
  const file = path.join(repo, ".agents/skills/cli-contract/SKILL.md");
  writeFiles(repo, { ".agents/skills/cli-contract/SKILL.md": `${readFileSync(file, "utf8")}\nOur own line.\n` });
  commitAll(repo, "Edit by hand");
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
  const detail = await getRepo(services.ctx, { slug: "parcel" });
  expect(detail.equipped.find((skill) => skill.name === "cli-contract")).toMatchObject({ edited: true });
  expect(readFileSync(file, "utf8")).toContain("Our own line.");
});

test("a dirty target is refused with a reason, and nothing is written", async () => {
  writeFiles(repo, { ".agents/skills/cli-contract/SKILL.md": "mine\n" });
  await add();
  const detail = await getRepo(services.ctx, { slug: "parcel" });
  expect(detail.pending).toMatchObject({ state: "refused" });
  expect(commits()).toEqual(["tarn First commit"]);
  expect(readFileSync(path.join(repo, ".agents/skills/cli-contract/SKILL.md"), "utf8")).toBe("mine\n");
});

test("a read-only repo gets a candidate, and accepting it makes a patch", async () => {
  await add(false);
  await updateRepoSettings(services.ctx, { slug: "parcel", delivery: "none", autoEquip: null });
  await services.runJobs();
  const [candidate] = (await listCandidates(services.ctx)).candidates;
  await acceptCandidate(services.ctx, { id: candidate?.id ?? "" });
  await services.runJobs();
  const { pending } = await getRepo(services.ctx, { slug: "parcel" });
  expect(pending).toMatchObject({ state: "proposed", hasPatch: true });
  expect(commits()).toEqual(["tarn First commit"]);
});

test("who may not, is told so", async () => {
  await add();
  for (const verb of [
    () => equipSkills(services.as("viewer"), { slug: "parcel" }),
    () => unequipSkills(services.as("viewer"), { slug: "parcel", names: ["cli-contract"] }),
    () => setChoice(services.as("viewer"), { slug: "parcel", kind: "skill", name: "x", choice: "veto" }),
    () => updateRepoSettings(services.as("curator"), { slug: "parcel", autoEquip: false }),
    () => addRepos(services.as("curator"), { locations: [repo], autoEquip: null }),
  ]) {
    await expect(verb()).rejects.toMatchObject({ code: "forbidden" });
  }
});

test("bad names are refused before anything is stored", async () => {
  await add();
  for (const name of ["", "../x", "/etc/passwd", ".git", "nul", "a\0b"]) {
    await expect(equipSkills(services.ctx, { slug: "parcel", names: [name] })).rejects.toMatchObject({
      code: "refused",
    });
    await expect(unequipSkills(services.ctx, { slug: "parcel", names: [name] })).rejects.toMatchObject({
      code: "refused",
    });
  }
  await expect(equipSkills(services.ctx, { slug: "parcel", names: ["no-such"] })).rejects.toMatchObject({
    code: "not_found",
  });
  expect((await getRepo(services.ctx, { slug: "parcel" })).choices).toEqual([]);
});
