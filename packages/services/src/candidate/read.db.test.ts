import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { addRepos } from "../repo/add.ts";
import { makeRepo, RUST_CLI } from "../testing/repos.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { rejectCandidate } from "./decide.ts";
import { listCandidates } from "./list.ts";
import { countWaiting, getCandidate } from "./read.ts";
import { reopenCandidate, snoozeCandidate } from "./snooze.ts";

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  const repo = makeRepo(path.join(services.folder, "parcel"), RUST_CLI);
  await addRepos(services.ctx, { locations: [repo], autoEquip: false });
  await services.runJobs();
});
afterEach(() => services.close());

test("one candidate is read whatever became of it; only what waits is counted", async () => {
  const viewer = services.as("viewer");
  const [waiting] = (await listCandidates(viewer)).candidates;
  const id = waiting?.id ?? "";
  expect(await countWaiting(viewer)).toBe(1);
  expect(await getCandidate(viewer, { id })).toEqual(waiting);
  const until = new Date(services.ctx.now().getTime() + 86_400_000);
  await snoozeCandidate(services.ctx, { id, until, reason: "not now" });
  expect(await countWaiting(viewer)).toBe(0);
  await reopenCandidate(services.ctx, { id, reason: "now" });
  await rejectCandidate(services.ctx, { id, reason: "never" });
  expect(await countWaiting(viewer)).toBe(0);
  expect(await getCandidate(viewer, { id })).toMatchObject({ state: "rejected", decisionReason: "never" });
});

test("an id that was never given is not found", async () => {
  await expect(getCandidate(services.ctx, { id: "nobody" })).rejects.toMatchObject({
    code: "not_found",
    message: "there is no such candidate; reload the list",
  });
});
