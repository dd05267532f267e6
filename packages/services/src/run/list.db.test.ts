import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { addTestRepos, addTestSkill, builderRun, reviewRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { listRuns } from "./list.ts";
import { reportRuns } from "./report.ts";

let services: TestServices;
let repos: Map<string, string>;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  repos = await addTestRepos(services.ctx.db, ["parcel", "harbor"]);
  await addTestSkill(services.ctx.db, { name: "code-review", versions: 2 });
});
afterEach(() => services.close());

const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, "0")}:00:00.000Z`;

async function reportFive() {
  const declared = (name: string, version?: number) => ({ name, use: "declared", ...(version ? { version } : {}) });
  const answer = await reportRuns(services.ctx, [
    builderRun({
      run_id: "r1",
      task_id: "t1",
      skills: [declared("code-review", 1), { ...declared("code-review", 1), use: "activated" }],
      eval_state: "Failed",
      failure_codes: ["execution_error/host_timeout"],
      ended_at: at(1),
      wall_seconds: 90,
    }),
    builderRun({ run_id: "r2", task_id: "t1", skills: [declared("code-review", 2)], ended_at: at(2) }),
    builderRun({ run_id: "r3", task_id: "t3", repo: "harbor", skills: [declared("tidy")], ended_at: at(2) }),
    builderRun({
      run_id: "r4",
      task_id: "t4",
      intent_id: "i4",
      agent: { name: "gemini", model: "pro" },
      eval_state: "Partial",
      started_at: at(2),
      ended_at: at(3),
    }),
    reviewRun({
      run_id: "v1",
      judges: "t1",
      verdict: [{ criterion_id: "c1", pass: true, evidence: "seen" }],
      ended_at: at(4),
    }),
  ]);
  expect(answer.accepted).toBe(5);
}

async function idsOf(input: Parameters<typeof listRuns>[1]): Promise<string[]> {
  return (await listRuns(services.ctx, input)).runs.map((run) => run.runId);
}

test("runs come newest first, each with what it used and came to", async () => {
  await reportFive();
  const { runs, next, lookedTo } = await listRuns(services.ctx);
  expect(runs.map((run) => run.runId)).toEqual(["v1", "r4", "r3", "r2", "r1"]);
  expect({ next, lookedTo }).toEqual({ next: null, lookedTo: null });
  expect(runs[4]).toEqual({
    repo: "parcel",
    runId: "r1",
    key: { intent: "task:t1", task: "t1" },
    kind: "feature",
    role: "builder",
    agent: "claude",
    model: null,
    reportedState: "Failed",
    state: "Failed",
    codes: ["execution_error/host_timeout"],
    infra: "host_timeout",
    simulated: false,
    wrapped: true,
    acceptance: "accepted",
    attempt: { rank: 1, of: 2 },
    wallSeconds: 90,
    startedAt: null,
    endedAt: new Date(at(1)),
    at: new Date(at(1)),
    skills: [
      {
        name: "code-review",
        use: "declared",
        reported: "v1",
        how: "number",
        version: { home: "library", name: "code-review", number: 1 },
      },
      {
        name: "code-review",
        use: "activated",
        reported: "v1",
        how: "number",
        version: { home: "library", name: "code-review", number: 1 },
      },
    ],
  });
  expect(runs[3]?.attempt).toEqual({ rank: 2, of: 2 });
  expect(runs[2]?.skills).toEqual([{ name: "tidy", use: "declared", reported: "", how: "unresolved", version: null }]);
  expect(runs[1]).toMatchObject({ wallSeconds: 3600, agent: "gemini", model: "pro", acceptance: "unreviewed" });
  expect(runs[0]).toMatchObject({ role: "reviewer", attempt: null });
});

test("each filter lets its own through, and they hold together", async () => {
  await reportFive();
  expect(await idsOf({ repo: "harbor" })).toEqual(["r3"]);
  expect(await idsOf({ skill: "code-review" })).toEqual(["r2", "r1"]);
  expect(await idsOf({ skill: "code-review", version: 1 })).toEqual(["r1"]);
  expect(await idsOf({ skill: "code-review", version: 9 })).toEqual([]);
  expect(await idsOf({ skill: "tidy", repo: "parcel" })).toEqual([]);
  expect(await idsOf({ state: "Partial" })).toEqual(["r4"]);
  expect(await idsOf({ role: "reviewer" })).toEqual(["v1"]);
  expect(await idsOf({ agent: "gemini" })).toEqual(["r4"]);
  expect(await idsOf({ q: "T1" })).toEqual(["v1", "r2", "r1"]);
  expect(await idsOf({ q: "i4 gemini" })).toEqual(["r4"]);
  expect(await idsOf({ q: "100%" })).toEqual([]);
  expect(await idsOf({ since: at(3) })).toEqual(["v1", "r4"]);
  const soon = { ...services.ctx, now: () => new Date(at(26 - 24)) };
  expect((await listRuns(soon, { days: 1 })).runs).toHaveLength(5);
});

test("pages follow one another without a gap, also where times are equal", async () => {
  const records = Array.from({ length: 23 }, (_, n) =>
    builderRun({ run_id: `r${n}`, task_id: `t${n}`, ended_at: at(Math.floor(n / 5)) }),
  );
  await reportRuns(services.ctx, records);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRuns>> = await listRuns(services.ctx, {
      limit: 7,
      ...(cursor ? { cursor } : {}),
    });
    seen.push(...page.runs.map((run) => run.runId));
    cursor = page.next;
  } while (cursor);
  expect(seen).toEqual(Array.from({ length: 23 }, (_, n) => `r${22 - n}`));
});

test("a cursor of somebody's own is refused", async () => {
  await expect(listRuns(services.ctx, { cursor: "x" })).rejects.toThrow("a cursor comes from the page before");
  const made = Buffer.from(JSON.stringify([0, "parcel", "none"])).toString("base64url");
  await expect(listRuns(services.ctx, { cursor: made })).rejects.toMatchObject({ code: "invalid" });
  await expect(listRuns(services.ctx, { q: "a\0b" })).rejects.toThrow("holds a NUL character; remove it");
  await expect(listRuns(services.ctx, { version: 1 })).rejects.toMatchObject({ code: "invalid" });
  await expect(listRuns(services.ctx, { repo: "elsewhere" })).rejects.toMatchObject({ code: "not_found" });
});

test("a key that is bound to a repo sees that one alone, and one without the scope sees nothing", async () => {
  await reportFive();
  const key = (permissions: readonly ("run.read" | "run.report")[]) => ({
    ...services.ctx,
    actor: {
      kind: "key" as const,
      id: "k1",
      name: "ci",
      role: "viewer" as const,
      limits: { permissions, repoId: repos.get("harbor") ?? null },
    },
  });
  expect((await listRuns(key(["run.read"]))).runs.map((run) => run.runId)).toEqual(["r3"]);
  await expect(listRuns(key(["run.read"]), { repo: "parcel" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(listRuns(key(["run.report"]))).rejects.toMatchObject({ code: "forbidden" });
});
