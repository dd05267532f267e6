import { claimJob, findJob } from "@yardlet/db";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { addRepos } from "../repo/add.ts";
import { requestRepoSync } from "../repo/settings.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { makeRepo, RUST_CLI } from "../testing/repos.ts";
import { recoverLostJobs } from "./recover.ts";

let services: TestServices;
beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addRepos(services.ctx, {
    locations: [makeRepo(path.join(services.folder, "parcel"), RUST_CLI)],
    autoEquip: false,
  });
  await services.runJobs();
});
afterEach(() => services.close());

const sync = async () => (await requestRepoSync(services.ctx, { slug: "parcel" })).jobId;
const state = async (id: string) => (await findJob(services.ctx.db, id))?.state;

test("what a dead worker leaves goes back to waiting beside one that was asked for meanwhile", async () => {
  const first = await sync();
  await claimJob(services.ctx.db, first, "dead:1", services.ctx.now(), services.ctx.now());
  const second = await sync();
  expect(second).not.toBe(first);
  expect(await recoverLostJobs(services.ctx, (worker) => worker === "dead:1")).toBe(1);
  expect([await state(first), await state(second)]).toEqual(["queued", "queued"]);
  await services.runJobs();
  expect([await state(first), await state(second)]).toEqual(["done", "done"]);
});

test("many who ask at once for the same sync get the same job", async () => {
  const asked = await Promise.all(Array.from({ length: 8 }, () => sync()));
  expect(new Set(asked).size).toBe(1);
});
