import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { listAudit } from "../audit/list.ts";
import { addRepos } from "../repo/add.ts";
import { getRepo } from "../repo/get.ts";
import { requestRepoSync } from "../repo/settings.ts";
import { builderRun } from "../testing/evidence.ts";
import { commitAll, git, makeRepo, RUST_CLI, writeFiles } from "../testing/repos.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { getRun } from "./get.ts";
import { reportRuns } from "./report.ts";

let services: TestServices;
let work: string;
let skill: string;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  work = makeRepo(path.join(services.folder, "work"), RUST_CLI);
  await addRepos(services.ctx, { locations: [work], autoEquip: null });
  await services.runJobs();
  skill = (await getRepo(services.ctx, { slug: "work" })).equipped[0]?.name ?? "";
});
afterEach(() => services.close());

/** A run from before Yardlet looked into the repo, so that nothing was observed at its time. */
function longAgo(change: Record<string, unknown>): Record<string, unknown> {
  const time = new Date(Date.now() - 3_600_000).toISOString();
  return builderRun({
    run_id: "r1",
    task_id: "t1",
    repo: "work",
    skills: [{ name: skill, use: "declared" }],
    started_at: time,
    ended_at: time,
    ...change,
  });
}

async function resolved(): Promise<string | undefined> {
  const [mention] = (await getRun(services.ctx, { repo: "work", runId: "r1" })).skills;
  return mention?.how;
}

test("a run at a commit between two syncs used what the manifest listed there", async () => {
  writeFiles(work, { "src/more.rs": "fn more() {}\n" });
  commitAll(work, "Between");
  const between = git(work, "rev-parse", "HEAD");
  writeFiles(work, { "src/last.rs": "fn last() {}\n" });
  commitAll(work, "After");
  await reportRuns(services.ctx, [longAgo({ commit: between })]);
  expect(await resolved()).toBe("unresolved");
  await requestRepoSync(services.ctx, { slug: "work" });
  await services.runJobs();
  expect(await resolved()).toBe("commit");
  const { entries } = await listAudit(services.ctx, { repo: "work", limit: 50 });
  expect(entries.map((entry) => entry.action)).toContain("run.resolve-by-commit");
});

test("the first digits of a commit are enough when no other begins so", async () => {
  writeFiles(work, { "src/more.rs": "fn more() {}\n" });
  commitAll(work, "Between");
  const short = git(work, "rev-parse", "HEAD").slice(0, 9);
  writeFiles(work, { "src/last.rs": "fn last() {}\n" });
  commitAll(work, "After");
  git(work, "tag", short);
  await reportRuns(services.ctx, [longAgo({ commit: short })]);
  const sync = async () => {
    await requestRepoSync(services.ctx, { slug: "work" });
    await services.runJobs();
    return resolved();
  };
  expect(await sync()).toBe("unresolved");
  git(work, "tag", "--delete", short);
  expect(await sync()).toBe("commit");
});

test("a commit that is not there is looked for again; one without a manifest says nothing", async () => {
  const first = git(work, "rev-list", "--max-parents=0", "HEAD");
  await reportRuns(services.ctx, [longAgo({ commit: "f".repeat(40) })]);
  await requestRepoSync(services.ctx, { slug: "work" });
  await services.runJobs();
  expect(await resolved()).toBe("unresolved");
  await reportRuns(services.ctx, [longAgo({ commit: first })]);
  await requestRepoSync(services.ctx, { slug: "work" });
  await services.runJobs();
  expect(await resolved()).toBe("unresolved");
});
