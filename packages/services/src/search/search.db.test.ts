import type { Marked, SearchKind } from "@yardlet/core/search";
import { contentHash } from "@yardlet/core/skill";
import {
  archiveLessons,
  findVersion,
  insertDistillation,
  insertVersion,
  openCandidate,
  setCurrentVersion,
  storeLessons,
  updateRepo,
  updateSkill,
  upsertSkill,
} from "@yardlet/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { reportRuns } from "../run/report.ts";
import { addTestRepos, builderRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import type { SearchHit } from "./hit.ts";
import { search } from "./search.ts";

let services: TestServices;
let repos: Map<string, string>;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  repos = await addTestRepos(services.ctx.db, ["parcel", "harbor"]);
});
afterEach(() => services.close());

const bytes = (text: string) => new TextEncoder().encode(text);

/** Stores a text of a skill as its version in force; answers skill and version. */
async function write(
  name: string,
  description: string,
  body: string | Uint8Array<ArrayBuffer>,
  repo?: string,
): Promise<{ skillId: string; versionId: string }> {
  const repoId = repo === undefined ? null : (repos.get(repo) ?? null);
  const kind = { home: repoId ?? "library", repoId, name, source: "library", tier: "preset" } as const;
  const skillId = await upsertSkill(services.ctx.db, { ...kind, presets: [], triggers: [], description });
  const content = typeof body === "string" ? bytes(`---\nname: ${name}\n---\n\n${body}`) : body;
  const file = { path: "SKILL.md", mode: "100644", bytes: content } as const;
  const hash = contentHash([{ ...file, bytes: bytes(`${name} ${String(body)}`) }]);
  const version = await insertVersion(services.ctx.db, {
    skillId,
    parentId: null,
    contentHash: hash,
    treeHash: hash,
    description,
    origin: "initial",
    author: "tarn",
    reason: "test",
    commit: null,
    findings: [],
    files: [{ file, hash: `blob of ${name} ${hash}` }],
  });
  return { skillId, versionId: version.id };
}

const plain = (pieces: readonly Marked[] | null) => (pieces ?? []).map(({ text }) => text).join("");
const marked = (pieces: readonly Marked[] | null) =>
  (pieces ?? []).map(({ text, hit }) => (hit ? `[${text}]` : text)).join("");

async function found(
  query: string,
  more: object = {},
  as = services.as("viewer"),
): Promise<Partial<Record<SearchKind, string[]>>> {
  const { groups } = await search(as, { query, ...more });
  return Object.fromEntries(groups.map(({ kind, hits }) => [kind, hits.map(({ name }) => plain(name))]));
}

async function first(query: string): Promise<SearchHit | undefined> {
  return (await search(services.as("viewer"), { query })).groups[0]?.hits[0];
}

test("skills are found by name, beginning, description and text in that order, identifiers whole and in parts", async () => {
  await write("other-skill", "nothing of it", "Always run a plan-diff-review before a merge.");
  await write("zebra", "Plan the diff, then ask for a review", "Body.");
  await write("plan-diff-review-deep", "d", "b");
  await write("plan-diff-review", "d", "b");
  await write("review-plan-diff", "d", "b", "parcel");
  await write("unrelated", "d", "planning differs");
  const inOrder = ["plan-diff-review", "plan-diff-review-deep", "review-plan-diff", "zebra", "other-skill"];
  expect(await found("plan-diff-review")).toEqual({ skill: inOrder });
  expect(await found("Plan Diff rev")).toEqual({
    skill: ["plan-diff-review", "plan-diff-review-deep", ...inOrder.slice(2)],
  });
  expect(await found("plan-diff-review", { limit: 2, offset: 1, kind: "skill" })).toEqual({
    skill: inOrder.slice(1, 3),
  });
  expect(await found("plan-diff-review", { repo: "parcel" })).toEqual({ skill: ["review-plan-diff"] });
  expect((await search(services.as("viewer"), { query: "review", kind: "repo" })).groups).toMatchObject([
    { kind: "skill", total: 5, more: false, hits: [] },
  ]);

  expect(await found("the reviewing of diffs")).toMatchObject({ skill: expect.arrayContaining(["zebra"]) });
  expect(marked((await first("merge"))?.text ?? null)).toBe("Always run a plan-diff-review before a [merge].");
  expect(marked((await first("other"))?.name ?? null)).toBe("[other]-skill");
  expect((await search(services.as("viewer"), { query: "merge", texts: false })).groups[0]?.hits[0]?.text).toBeNull();
  expect(await search(services.as("viewer"), { query: "plan-dif-reveiw" })).toEqual({
    groups: [],
    near: ["plan-diff-review", "review-plan-diff", "plan-diff-review-deep"],
  });
});

test("what is edited, rolled back, pruned or archived stays in step; what is no text is no bug", async () => {
  const { db } = services.ctx;
  const old = await write("keeper", "keeps things", "The word is alpha.");
  await write("keeper", "keeps things", "The word is beta.");
  expect([await found("alpha"), await found("beta")]).toEqual([{}, { skill: ["keeper"] }]);
  await setCurrentVersion(db, old.skillId, old.versionId);
  expect(await findVersion(db, old.versionId)).toMatchObject({ number: 1 });
  expect([await found("alpha"), await found("beta")]).toEqual([{ skill: ["keeper"] }, {}]);
  await updateSkill(db, old.skillId, { state: "pruned" });
  expect(await first("alpha")).toMatchObject({
    place: { kind: "skill", home: "library", name: "keeper", state: "pruned" },
  });

  await write("keeper-too", "keeps things", "The word is alpha.");
  expect(await found("keeps")).toEqual({ skill: ["keeper-too", "keeper"] });
  await updateSkill(db, old.skillId, { state: "active" });
  expect(await found("keeps")).toEqual({ skill: ["keeper", "keeper-too"] });

  await write("binary", "odd bytes", new Uint8Array([0xff, 0xfe, 0, 1]));
  await write("endless", "long", `gamma ${"x".repeat(300_000)} ${"wörd ".repeat(80_000)}`);
  expect(await found("odd")).toEqual({ skill: ["binary"] });
  expect(await found("gamma")).toEqual({ skill: ["endless"] });

  const [parcel = ""] = [repos.get("parcel")];
  expect(await found("parcel")).toMatchObject({ repo: ["parcel"] });
  await updateRepo(db, parcel, { archivedAt: new Date() });
  expect(await first("parcel")).toMatchObject({ place: { kind: "repo", slug: "parcel", archived: true } });
});

test("lessons, candidates, runs, tasks and jobs are found by what they say", async () => {
  const { db } = services.ctx;
  const [parcel = ""] = [repos.get("parcel")];
  const distillationId =
    (await insertDistillation(db, {
      at: new Date(),
      scope: `repo:${parcel}`,
      repoId: parcel,
      skillId: null,
      by: "wren",
      budget: { max_candidates: 1, max_lessons: 1, max_output_bytes: 1_000_000 },
    })) ?? "";
  await storeLessons(db, [
    {
      scope: `repo:${parcel}`,
      id: "l1",
      distillationId,
      targetId: null,
      targetName: null,
      targetVersion: null,
      groupKey: "g",
      taskSignature: "bugfix/node",
      failureMode: "Migrations without a rollback",
      symptom: "tests hang",
      suspectedRootCause: null,
      prevention: "Write the rollback first.",
      reasonCodes: ["validation_failed/tests_failed"],
      missingActions: [],
      evidenceRefs: [],
      severity: "medium",
      recurrence: 2,
      counter: 0,
      packets: [],
      counterPackets: [],
      candidateKey: null,
      at: "2026-11-20T00:00:00.000Z",
      archivedAt: null,
    },
  ]);
  const wait = {
    kind: "gap",
    repoId: parcel,
    planId: null,
    key: "k",
    why: "Three tasks asked for schema help",
  } as const;
  await openCandidate(db, { ...wait, title: "No skill for migrations" });
  await reportRuns(services.ctx, [
    builderRun({ run_id: "Run-1", task_id: "t1", intent_id: "Checkout-latency", ended_at: "2026-11-20T01:00:00Z" }),
    builderRun({
      run_id: "Run-2",
      task_id: "t2",
      intent_id: "i2",
      eval_state: "Failed",
      commit: "9e1a2b3c4d",
      failure_codes: ["execution_error/host_timeout"],
      agent: { name: "codex", model: "it's \\ odd", session: "s" },
    }),
  ]);
  expect(await found("migrations")).toEqual({
    lesson: ["Migrations without a rollback"],
    candidate: ["No skill for migrations"],
  });
  expect(await found("rollback first")).toEqual({ lesson: ["Migrations without a rollback"] });
  expect(await found("schema help")).toEqual({ candidate: ["No skill for migrations"] });
  expect(await found("tests_failed")).toEqual({ lesson: ["Migrations without a rollback"] });
  await archiveLessons(db, `repo:${parcel}`, ["l1"], new Date());
  expect(await first("rollback")).toMatchObject({ place: { kind: "lesson", archived: true }, where: "parcel" });
  await openCandidate(db, { ...wait, title: "No skill for seeds" });
  expect(await found("seeds")).toEqual({ candidate: ["No skill for seeds"] });

  for (const query of ["run-2", "9e1a2b3", "timeout", "host_timeout codex", "it's", "execution_error/host_timeout"]) {
    expect(await found(query), query).toEqual({ run: ["Run-2"] });
  }
  expect(await found("run-")).toEqual({ run: ["Run-2", "Run-1"] });
  expect(await found("checkout")).toEqual({ run: ["Run-1"] });
  expect(await found("Checkout-latency")).toEqual({ task: ["t1"], run: ["Run-1"] });
  expect(await found("run-", { repo: "harbor" })).toEqual({});
  expect(marked((await first("tests_failed"))?.text ?? null)).toBe(
    "Write the rollback first. validation_[failed]/[tests]_[failed] bugfix/node",
  );
  expect(marked((await first("host_timeout"))?.about ?? null)).toContain("execution_error/[host]_[timeout]");
  expect(await first("Run-1")).toMatchObject({ place: { kind: "run", repo: "parcel", runId: "Run-1", state: "Done" } });
});

test("odd queries find nothing or are refused with words; a key sees its repo, and what its scopes let it read", async () => {
  await write("apostrophe", "It's the <b>bold</b> one", "日本語 and Überprüfung");
  for (const query of [
    "",
    "   ",
    "'",
    "''",
    '"',
    "&|!:*",
    "a & | b",
    "\\",
    "%",
    "_",
    "()",
    "<->",
    "a:*A",
    "日",
    "😀",
    "\ud800",
    "-".repeat(200),
  ]) {
    const answer = await search(services.as("viewer"), { query });
    expect(Array.isArray(answer.groups), query).toBe(true);
  }
  expect(await found("the")).toEqual({ skill: ["apostrophe"] });
  expect(await found("it's the bold")).toEqual({ skill: ["apostrophe"] });
  expect([await found("日本"), await found("überprüf")]).toEqual([
    { skill: ["apostrophe"] },
    { skill: ["apostrophe"] },
  ]);
  expect((await first("bold"))?.about).toEqual([
    { text: "It's the <b>", hit: false },
    { text: "bold", hit: true },
    { text: "</b> one", hit: false },
  ]);
  for (const [query, message] of [
    ["x".repeat(10_000), "longer than 200 characters"],
    ["a\0b", "NUL"],
  ] as const) {
    await expect(search(services.as("viewer"), { query })).rejects.toThrow(message);
  }
  await expect(search(services.as("viewer"), { query: "a", repo: "nowhere" })).rejects.toMatchObject({
    code: "not_found",
  });
  const key = (permissions: readonly ("repo.read" | "skill.read" | "run.read")[], repo: string | null) => ({
    ...services.ctx,
    actor: { ...services.ctx.actor, limits: { permissions, repoId: repo === null ? null : (repos.get(repo) ?? null) } },
  });
  expect(await found("parcel", {}, key(["repo.read"], "parcel"))).toEqual({ repo: ["parcel"] });
  expect(await found("parcel", {}, key(["repo.read"], "harbor"))).toEqual({});
  expect(await found("apostrophe", {}, key(["repo.read"], null))).toEqual({});
  expect(await found("apostrophe", {}, key(["repo.read", "skill.read"], null))).toEqual({ skill: ["apostrophe"] });
  await expect(search(key(["run.read"], null), { query: "a" })).rejects.toMatchObject({ code: "forbidden" });
});
