import { findRepoBySlug, findSkill } from "@yardlet/db";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { listAudit } from "../audit/list.ts";
import { undoAudit } from "../audit/undo.ts";
import { addRepos } from "../repo/add.ts";
import { requestRepoSync } from "../repo/settings.ts";
import { commitAll, makeRepo, RUST_CLI, writeFiles } from "../testing/repos.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { listTombstones } from "../tombstone/list.ts";
import { proposeToLibrary } from "../version/propose.ts";
import { acceptCandidate, rejectCandidate } from "./decide.ts";
import { reopenCandidate } from "./snooze.ts";

const FILE = ".agents/skills/cli-contract/SKILL.md";

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  const repo = makeRepo(path.join(services.folder, "parcel"), RUST_CLI);
  await addRepos(services.ctx, { locations: [repo], autoEquip: true });
  await services.runJobs();
  writeFiles(repo, { [FILE]: `${readFileSync(path.join(repo, FILE), "utf8")}\nOurs.\n` });
  commitAll(repo, "By hand");
  await requestRepoSync(services.ctx, { slug: "parcel" });
  await services.runJobs();
});
afterEach(() => services.close());

const standing = async () => (await listTombstones(services.ctx, { state: "standing" })).tombstones;

test("a rejected proposal leaves a tombstone in the library; undo lifts it, and so does taking the text after all", async () => {
  const asked = { repo: "parcel", name: "cli-contract", reason: "all need it" };
  const { candidateId: id } = await proposeToLibrary(services.as("curator"), asked);
  await rejectCandidate(services.ctx, { id, reason: "too special" });
  const home = (await findRepoBySlug(services.ctx.db, "parcel"))?.id ?? "";
  const fork = await findSkill(services.ctx.db, home, "cli-contract");
  const buried = { home: "library", name: "cli-contract", kind: "rejection", reason: "too special", by: "admin" };
  expect(await standing()).toMatchObject([{ ...buried, skillId: null, contentHash: fork?.current?.contentHash }]);
  const rejected = (await listAudit(services.ctx, { limit: 9 })).entries.find(
    (one) => one.action === "candidate.rejected",
  );
  await undoAudit(services.ctx, { id: rejected?.id ?? "" });
  expect(await standing()).toEqual([]);
  await rejectCandidate(services.ctx, { id, reason: "still too special" });
  await expect(reopenCandidate(services.as("viewer"), { id, reason: "x" })).rejects.toMatchObject({
    code: "forbidden",
  });
  const again = await proposeToLibrary(services.as("curator"), asked);
  await expect(reopenCandidate(services.ctx, { id, reason: "x" })).rejects.toMatchObject({
    code: "conflict",
    message: "another one has taken its place; decide on that one",
  });
  expect(await standing()).toHaveLength(1);
  await acceptCandidate(services.ctx, { id: again.candidateId });
  await services.runJobs();
  expect(await findSkill(services.ctx.db, "library", "cli-contract")).toMatchObject({ current: { number: 2 } });
  expect(await standing()).toEqual([]);
});
