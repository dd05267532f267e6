import { findJob, findPlan, inTransaction, listAudit } from "@yardlet/db";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { addRepos } from "../repo/add.ts";
import { requireRepo } from "../repo/find.ts";
import { getRepo } from "../repo/get.ts";
import { requestRepoSync, updateRepoSettings } from "../repo/settings.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { commitAll, git, makeRepo, RUST_CLI, writeFiles } from "../testing/repos.ts";
import { saveSkillVersion } from "../version/save.ts";
import { placeHomePlan } from "./home-request.ts";
import { withdrawPlan } from "./withdraw.ts";

const SKILL = "cli-contract";
const FILE = `.agents/skills/${SKILL}/SKILL.md`;

let services: TestServices;
let repo: string;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  repo = makeRepo(path.join(services.folder, "parcel"), RUST_CLI);
  await addRepos(services.ctx, { locations: [repo], autoEquip: true });
  await services.runJobs();
  writeFiles(repo, { [FILE]: `${git(repo, "show", `HEAD:${FILE}`)}\nOur own line.\n` });
  commitAll(repo, "By hand");
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
});
afterEach(() => services.close());

const onTheirWay = async () => (await getRepo(services.ctx, { slug: "parcel" })).onTheirWay;

async function prune() {
  const row = await requireRepo(services.ctx.db, "parcel");
  return inTransaction(services.ctx.db, (tx) =>
    placeHomePlan(services.ctx, tx, row, { purpose: "prune", skill: SKILL, reason: "it fails" }),
  );
}

async function toBranch() {
  await updateRepoSettings(services.ctx, { slug: "parcel", delivery: "branch", autoEquip: false });
  await services.runJobs();
}

test("a prune on a branch that somebody deleted is given up, and can be asked for again", async () => {
  await toBranch();
  const { planId } = await prune();
  await services.runJobs();
  git(repo, "branch", "-D", "yardlet/skills");
  expect(await onTheirWay()).toMatchObject([{ planId, purpose: "prune", delivered: true, skills: [SKILL] }]);
  await expect(prune()).rejects.toMatchObject({ code: "conflict", details: { plan: planId } });

  const given = { plan: planId, reason: "nobody will merge it" };
  await expect(withdrawPlan(services.as("viewer"), given)).rejects.toMatchObject({ code: "forbidden" });
  await withdrawPlan(services.as("curator"), given);
  const note = "given up by curator: nobody will merge it";
  expect(await findPlan(services.ctx.db, planId)).toMatchObject({ state: "rejected", note });
  expect(await onTheirWay()).toEqual([]);
  const [entry] = await listAudit(services.ctx.db, { limit: 1 });
  expect(entry).toMatchObject({ action: "repo.withdraw", subject: SKILL, reason: "nobody will merge it" });
  await expect(withdrawPlan(services.as("curator"), given)).rejects.toMatchObject({ code: "conflict" });

  const again = await prune();
  await services.runJobs();
  expect(await findPlan(services.ctx.db, again.planId)).toMatchObject({ state: "delivered" });
});

test("a plan that no job has begun is given up with its job", async () => {
  const { planId, jobId } = await prune();
  await withdrawPlan(services.as("curator"), { plan: planId, reason: "too early" });
  expect(await findJob(services.ctx.db, jobId)).toMatchObject({ state: "cancelled" });
  await services.runJobs();
  expect(git(repo, "show", `HEAD:${FILE}`)).toContain("Our own line.");
});

test("a new text is given up with its change, on the skill's page", async () => {
  await toBranch();
  const text = `${git(repo, "show", `HEAD:${FILE}`)}\nA second line.\n`;
  const named = { home: "parcel", name: SKILL };
  const saved = await saveSkillVersion(services.as("curator"), {
    ...named,
    base: 1,
    edit: { text },
    reason: "clearer",
  });
  await services.runJobs();
  expect(await onTheirWay()).toMatchObject([{ changeId: saved.changeId, purpose: "change", delivered: true }]);
  await expect(withdrawPlan(services.as("curator"), { plan: saved.planId ?? "", reason: "no" })).rejects.toMatchObject({
    code: "refused",
  });
});

test("a plan that never was is not found", async () => {
  await expect(withdrawPlan(services.as("curator"), { plan: "nope", reason: "no" })).rejects.toMatchObject({
    code: "not_found",
  });
});
