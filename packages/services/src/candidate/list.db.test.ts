import { recordObserved } from "@yardlet/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { reportRuns } from "../run/report.ts";
import { addTestRepos, addTestSkill, builderRun, hashOfTestVersion } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { rejectCandidate } from "./decide.ts";
import { listCandidates, type ListCandidatesInput } from "./list.ts";
import { propose, type Proposal } from "./propose.ts";
import type * as z from "zod";

let services: TestServices;
let repos: Map<string, string>;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  repos = await addTestRepos(services.ctx.db, ["harbor", "parcel"]);
});
afterEach(() => services.close());

/** Lets something wait; the next is younger by the milliseconds that times are kept in. */
async function wait(kind: Proposal["kind"], about: Partial<Proposal> = {}): Promise<string> {
  const nothing = { repoId: null, skillId: null, versionId: null, inputs: "", details: {} };
  const all = { kind, key: `${kind} of a test`, title: kind, why: "", ...nothing, ...about };
  const id = await propose(services.ctx.db, all);
  const made = Date.now();
  while (Date.now() < made + 2) await Promise.resolve();
  return id;
}

async function listed(input?: z.input<typeof ListCandidatesInput>): Promise<string[]> {
  const { candidates } = await listCandidates(services.ctx, input);
  return candidates.map(({ kind, stake }) => `${kind} ${stake.value}`);
}

test("what waits is ordered by what it touches: intents of its version and repos that carry the skill, or what it says", async () => {
  const name = "code-review";
  const { skillId, versionIds } = await addTestSkill(services.ctx.db, { name, versions: 2 });
  const runs = [1, 2, 3].map((n) =>
    builderRun({
      run_id: `r${n}`,
      task_id: `t${n}`,
      intent_id: `i${n}`,
      skills: [{ name, version: 2, use: "declared" }],
    }),
  );
  await reportRuns(services.ctx, runs);
  const versionId = versionIds[1] ?? null;
  for (const repoId of repos.values()) {
    const hash = hashOfTestVersion(name, 2);
    const observed = { name, versionId, number: 2, contentHash: hash, treeHash: hash, why: [], edited: false };
    await recordObserved(services.ctx.db, repoId, [observed], { at: new Date(0), commit: "c1" });
  }
  const [parcel = null] = [repos.get("parcel")];
  const run = (intent: string) => ({ run: intent, task: "t", intent, endedAt: null });

  await wait("note", { repoId: parcel });
  await wait("prune", { skillId, versionId });
  await wait("proposal", { repoId: parcel, details: { runs: [run("i1"), run("i1"), run("i2")] } });
  await wait("gap", { details: { reach: { intents: 9, repos: 2 } } });
  await wait("finding");
  await wait("conflict", { repoId: parcel });
  expect(await listed()).toEqual(["gap 33", "prune 20", "finding 8", "proposal 6", "conflict 4", "note 1"]);
  expect(await listed({ sort: "oldest" })).toEqual([
    "note 1",
    "prune 20",
    "proposal 6",
    "gap 33",
    "finding 8",
    "conflict 4",
  ]);
  expect(await listed({ limit: 2, offset: 2 })).toEqual(["finding 8", "proposal 6"]);
  const inParcel = await listCandidates(services.ctx, { repo: "parcel", kind: "note" });
  expect(inParcel).toMatchObject({ total: 1, kinds: { note: 1, proposal: 1, conflict: 1 } });
  expect(await listCandidates(services.ctx, { repo: "nobody" })).toEqual({
    candidates: [],
    total: 0,
    kinds: {},
    snoozed: 0,
  });
});

test("where as much is at stake the oldest comes first, and what was decided last comes first of the decided", async () => {
  const ids: string[] = [];
  for (const n of [1, 2, 3]) ids.push(await wait("conflict", { key: `conflict ${n}`, title: `conflict ${n}` }));
  const order = async (input?: z.input<typeof ListCandidatesInput>) =>
    (await listCandidates(services.ctx, input)).candidates.map(({ id }) => ids.indexOf(id) + 1);
  expect(await order()).toEqual([1, 2, 3]);
  for (const [at, id] of [ids[1], ids[0]].entries()) {
    const ctx = { ...services.ctx, now: () => new Date(Date.UTC(2026, 10, 20 + at)) };
    await rejectCandidate(ctx, { id: id ?? "", reason: "no" });
  }
  expect(await order({ state: "rejected" })).toEqual([1, 2]);
  expect(await order()).toEqual([3]);
});

test("only who may read what waits is shown it", async () => {
  const limits = { permissions: [], repoId: null };
  const stranger = { ...services.ctx, actor: { kind: "key", id: "k", name: "ci", role: "viewer", limits } as const };
  await expect(listCandidates(stranger)).rejects.toMatchObject({ code: "forbidden" });
});
