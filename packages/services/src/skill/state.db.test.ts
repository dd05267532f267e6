import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { equipSkills } from "../equip/request.ts";
import { addRepos } from "../repo/add.ts";
import { getRepo } from "../repo/get.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { git, makeRepo, RUST_CLI } from "../testing/repos.ts";
import { saveSkillVersion } from "../version/save.ts";
import { deprecateSkill } from "./deprecate.ts";
import { getSkill } from "./get.ts";
import { listSkills } from "./list.ts";
import { pinSkill, unpinSkill } from "./pin.ts";
import { restoreSkill } from "./restore.ts";

let services: TestServices;

const HYGIENE = { home: "library", name: "commit-hygiene" };

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
});
afterEach(() => services.close());

async function add(slug: string): Promise<string> {
  const repo = makeRepo(path.join(services.folder, slug), RUST_CLI);
  await addRepos(services.ctx, { locations: [repo], autoEquip: null });
  await services.runJobs();
  return repo;
}

const deprecate = (replacedBy?: string) =>
  deprecateSkill(services.as("curator"), {
    ...HYGIENE,
    reason: "two say the same",
    ...(replacedBy === undefined ? {} : { replacedBy }),
  });
const equippedIn = async (slug: string) =>
  (await getRepo(services.ctx, { slug })).equipped.map(({ name }) => name).includes("commit-hygiene");

test("a deprecated skill is offered no more and stays where it lies, with a removal suggested", async () => {
  const repo = await add("parcel");
  const commits = git(repo, "rev-list", "--count", "HEAD");
  expect(await deprecate("review-own-diff")).toEqual({
    replacedBy: "review-own-diff",
    equipped: [{ repoSlug: "parcel", number: 1 }],
  });
  await services.runJobs();
  await add("harbor");
  expect([await equippedIn("parcel"), await equippedIn("harbor")]).toEqual([true, false]);
  expect(git(repo, "rev-list", "--count", "HEAD")).toBe(commits);
  const { plan, gaps } = await getRepo(services.ctx, { slug: "parcel" });
  expect(plan.find(({ skill }) => skill === "commit-hygiene")).toMatchObject({
    action: "remove",
    suggested: true,
    reason: "deprecated, review-own-diff takes its place; it stays until you unequip it",
  });
  expect(gaps).toEqual([]);
  await expect(equipSkills(services.ctx, { slug: "harbor", names: ["commit-hygiene"] })).rejects.toMatchObject({
    code: "refused",
    message: "commit-hygiene is deprecated and no longer equipped; use review-own-diff",
  });
  const detail = await getSkill(services.as("viewer"), HYGIENE);
  expect([detail.item.state, detail.standing]).toMatchObject([
    "deprecated",
    { by: "curator", reason: "two say the same", replacedBy: "review-own-diff" },
  ]);
  expect((await listSkills(services.ctx, { state: "deprecated" })).map(({ name }) => name)).toEqual(["commit-hygiene"]);
});

test("a restored skill is offered again, in its version and with its evidence", async () => {
  await add("parcel");
  await deprecate();
  await services.runJobs();
  await expect(
    saveSkillVersion(services.ctx, { ...HYGIENE, base: 1, edit: { text: "x" }, reason: "why not" }),
  ).rejects.toMatchObject({ code: "refused", message: "commit-hygiene is deprecated; restore it first" });
  expect(await restoreSkill(services.as("curator"), { ...HYGIENE, reason: "still needed" })).toEqual({
    was: "deprecated",
    jobId: null,
  });
  await services.runJobs();
  await add("harbor");
  expect(await equippedIn("harbor")).toBe(true);
  const { item, versions } = await getSkill(services.ctx, HYGIENE);
  expect([item.state, versions.length]).toEqual(["active", 1]);
});

test("what is no way to deprecate is refused", async () => {
  await expect(deprecate("commit-hygiene")).rejects.toMatchObject({
    code: "invalid",
    message: "commit-hygiene cannot take the place of commit-hygiene: it is the skill itself; name another skill",
  });
  await expect(deprecate("nothing")).rejects.toMatchObject({ code: "invalid" });
  await expect(deprecateSkill(services.as("viewer"), { ...HYGIENE, reason: "why not" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await deprecate();
  await expect(deprecate()).rejects.toMatchObject({
    code: "conflict",
    message: "commit-hygiene is deprecated already",
  });
  await expect(
    deprecateSkill(services.ctx, { home: "library", name: "cli-contract", reason: "x", replacedBy: "commit-hygiene" }),
  ).rejects.toMatchObject({ code: "invalid" });
});

test("a pin says who set it and why, once, and is lifted", async () => {
  const pin = { ...HYGIENE, reason: "we rely on it" };
  await pinSkill(services.as("curator"), pin);
  expect((await getSkill(services.ctx, HYGIENE)).pin).toMatchObject({ by: "curator", reason: "we rely on it" });
  await expect(pinSkill(services.ctx, pin)).rejects.toMatchObject({
    code: "conflict",
    message: "commit-hygiene is pinned already, by curator",
  });
  await expect(unpinSkill(services.as("viewer"), pin)).rejects.toMatchObject({ code: "forbidden" });
  await unpinSkill(services.ctx, { ...HYGIENE, reason: "no longer" });
  expect((await getSkill(services.ctx, HYGIENE)).pin).toBeNull();
  await expect(unpinSkill(services.ctx, pin)).rejects.toMatchObject({ code: "conflict" });
});
