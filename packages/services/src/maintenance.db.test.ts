import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { eventsAfter } from "@yardlet/db";
import { WORKER } from "./context.ts";
import { requestLibrarySync } from "./library/configure.ts";
import { ensureLibrary, runDaily } from "./maintenance.ts";
import { listJobs } from "./job/read.ts";
import { addRepos } from "./repo/add.ts";
import { archiveRepo } from "./repo/settings.ts";
import { finishSetup } from "./team/setup.ts";
import { openTestServices, type TestServices } from "./testing.ts";
import { makeRepo, RUST_CLI } from "./testing/repos.ts";

let services: TestServices;
beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
});
afterEach(() => services.close());

const waiting = async () =>
  (await listJobs(services.ctx, { states: ["queued"], limit: 50 })).jobs
    .map((job) => `${job.kind} ${job.repoSlug ?? ""}`.trim())
    .toSorted();

test("every day the library and every repo on the list are read again, each once", async () => {
  const repos = ["one", "two", "gone"].map((name) => makeRepo(path.join(services.folder, name), RUST_CLI));
  await requestLibrarySync(services.ctx);
  await addRepos(services.ctx, { locations: repos, autoEquip: null });
  await services.runJobs();
  await archiveRepo(services.ctx, { slug: "gone" });
  const worker = { ...services.ctx, actor: WORKER };
  expect(await runDaily(worker)).toEqual({ repos: 2 });
  await runDaily(worker);
  expect(await waiting()).toEqual([
    "distil.schedule",
    "library.sync",
    "repo.sync one",
    "repo.sync two",
    "score.audit",
    "score.decide",
  ]);
});

test("events of the last week stay for pages that come back, older ones go", async () => {
  await requestLibrarySync(services.ctx);
  await services.runJobs();
  const before = await eventsAfter(services.ctx.db, "0", 500);
  await runDaily({ ...services.ctx, actor: WORKER });
  expect((await eventsAfter(services.ctx.db, "0", 500)).length).toBeGreaterThanOrEqual(before.length);
  await runDaily({ ...services.ctx, actor: WORKER, now: () => new Date(Date.now() + 8 * 86_400_000) });
  expect(
    (await eventsAfter(services.ctx.db, "0", 500)).filter((event) => before.some((old) => old.id === event.id)),
  ).toEqual([]);
});

test("the library is read by itself once the team is set up, and not before", async () => {
  await ensureLibrary(services.ctx);
  expect(await waiting()).toEqual([]);
  await finishSetup(services.ctx);
  await ensureLibrary(services.ctx);
  expect(await waiting()).toEqual(["library.sync"]);
});
