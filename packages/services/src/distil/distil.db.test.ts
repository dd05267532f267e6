import { distilDocument, distilText } from "@yardlet/core/distil";
import { findRepoBySlug, findSkill, listVersions } from "@yardlet/db";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { configureAgents } from "../agent/configure.ts";
import { acceptCandidate, rejectCandidate } from "../candidate/decide.ts";
import { listCandidates } from "../candidate/list.ts";
import { getDraft } from "../draft/get.ts";
import { WORKER } from "../context.ts";
import { getJob } from "../job/read.ts";
import type { JobRun } from "../job/run.ts";
import { runDaily } from "../maintenance.ts";
import { addRepos } from "../repo/add.ts";
import { reportRuns } from "../run/report.ts";
import { getTask } from "../run/task.ts";
import { runScoreAudit } from "../score/recount.ts";
import { scriptAgent } from "../testing/agents.ts";
import { builderRun, reviewRun } from "../testing/evidence.ts";
import { failedIntents, learnedSkill } from "../testing/learned.ts";
import { git, makeRepo } from "../testing/repos.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { rollBackSkill } from "../version/roll-back.ts";
import { saveSkillVersion } from "../version/save.ts";
import { judgeMemory } from "./judge-memory.ts";
import { getLesson, listLedger, listLessons } from "./lessons.ts";
import { storePackets } from "./packets.ts";
import { getDistillation, listDistillations, readDistilFile } from "./read.ts";
import { refreshUpdate } from "./refresh.ts";
import { rewriteUpdate } from "./rewrite.ts";
import { runDistil } from "./run.ts";
import { startDistil } from "./start.ts";

const SKILL = "guess-twice";
const FILE = `.agents/skills/${SKILL}/SKILL.md`;
const CODE = "validation_failed/tests_failed";
const RUNS = {
  repo: "parcel",
  skill: SKILL,
  failure_codes: [CODE],
  ended_at: new Date(Date.now() - 3_600_000).toISOString(),
};
const USES = [{ name: SKILL, version: 1, use: "declared" }];

const RUN: JobRun = {
  jobId: "test",
  attempt: 1,
  signal: new AbortController().signal,
  step: () => Promise.resolve(),
  log: () => Promise.resolve(),
};

let services: TestServices;
let repo: string;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  repo = makeRepo(path.join(services.folder, "parcel"), { "README.md": "# Parcel\n", ...learnedSkill(SKILL) });
  await addRepos(services.ctx, { locations: [repo], autoEquip: false });
  await services.runJobs();
});
afterEach(() => services.close());

const home = async () => (await findRepoBySlug(services.ctx.db, "parcel"))?.id ?? "";
const skill = async () => findSkill(services.ctx.db, await home(), SKILL);
const waiting = async (kind = "update") =>
  (await listCandidates(services.ctx)).candidates.filter((candidate) => candidate.kind === kind);

async function report(runs: Record<string, unknown>[]): Promise<void> {
  expect(await reportRuns(services.ctx, runs)).toMatchObject({ rejected: 0 });
  await services.runJobs();
}

async function distil(scope: Parameters<typeof startDistil>[1] = { repo: "parcel" }) {
  const { distillationId } = await startDistil(services.as("curator"), scope);
  await services.runJobs();
  return getDistillation(services.as("viewer"), { id: distillationId });
}

/** Makes this script the agent `command` of the host, and of the team. */
async function useAgent(script: string): Promise<void> {
  services.ctx.settings.agents = { command: scriptAgent(script) };
  await services.tellAgents();
  await configureAgents(services.ctx, { agent: "command", allowFullAccess: false });
}

async function accept(): Promise<void> {
  const [candidate] = await waiting();
  await acceptCandidate(services.as("curator"), {
    id: candidate?.id ?? "",
    contentHash: candidate?.draft?.contentHash,
  });
  await services.runJobs();
}

test("failures become a lesson, the lesson a version in git, and the runs behind it never count for that version", async () => {
  const ended_at = RUNS.ended_at;
  await report([
    ...failedIntents(3, RUNS),
    builderRun({ run_id: "ok", task_id: "ok", skills: USES, criteria: [{ id: "c1", text: "it builds" }], ended_at }),
    reviewRun({
      run_id: "review",
      judges: "ok",
      verdict: [{ criterion_id: "c1", pass: true, evidence: "log line 4" }],
      ended_at,
    }),
    builderRun({
      run_id: "dry",
      task_id: "dry",
      simulated: true,
      skills: USES,
      eval_state: "Failed",
      failure_codes: [CODE],
      ended_at,
    }),
  ]);
  const done = await distil();
  expect(done).toMatchObject({
    state: "done",
    by: "curator",
    scope: { repo: "parcel", skill: null },
    counts: { experience: 4, failure: 3, simulated: 2, leftOut: 0 },
    balanced: true,
    refusal: [],
    updates: [{ title: `add a lesson to ${SKILL}`, state: "open" }],
  });
  const { result, ledger } = done;
  expect(result?.proposals).toMatchObject([{ base_version: 1, source_run_ids: ["t0", "t1", "t2"], confidence: 0.6 }]);
  expect(ledger).toMatchObject({
    state_before: { units: [] },
    stored_ids: ledger?.state_after.units,
    archived_ids: [],
  });
  const [input, output] = await Promise.all([
    readDistilFile(services.ctx, { id: done.id, file: "input" }),
    readDistilFile(services.ctx, { id: done.id, file: "result" }),
  ]);
  const text = new TextDecoder().decode(output.bytes);
  expect(distilText(distilDocument(JSON.parse(new TextDecoder().decode(input.bytes))).result)).toBe(text);
  const [lesson, ...more] = await listLessons(services.as("viewer"), { scope: { home: "parcel", name: SKILL } });
  expect(more).toEqual([]);
  expect(lesson).toMatchObject({ recurrence: 3, counter: 1, skill: { home: "parcel", name: SKILL, version: 1 } });
  const detail = await getLesson(services.ctx, { id: lesson?.id ?? "", scopeId: lesson?.scopeId ?? "" });
  expect(detail.runs.map(({ run }) => run).toSorted()).toEqual(["t0", "t1", "t2"]);
  expect(detail.counterRuns).toMatchObject([{ repo: "parcel", run: "ok", state: "Done" }]);

  expect(await distil()).toMatchObject({ state: "unchanged", sameAs: done.id, result: null, ledger: null });
  expect(await listLedger(services.ctx)).toMatchObject([{ seq: 1, verified: true, distillationId: done.id }]);

  const [candidate] = await waiting();
  expect(candidate).toMatchObject({
    kind: "update",
    why: `3 runs of feature/core failed, 1 passed the same way: tests failed`,
    evidence: { from: "distiller", base: 1, confidence: { numerator: 3, denominator: 5 }, lessons: [{ hunks: [{}] }] },
    stake: { value: 12 },
  });
  await accept();
  const now = await skill();
  expect(now).toMatchObject({ pinnedAt: null, current: { number: 2, origin: "distilled", author: "curator" } });
  expect(git(repo, "log", "--format=%s", "-1")).toBe(`Change ${SKILL} to v2`);
  const draft = await getDraft(services.ctx, { id: candidate?.draft?.id ?? "" });
  const evidence = candidate?.evidence;
  const lessons = evidence && "lessons" in evidence ? evidence.lessons : [];
  const line = readFileSync(path.join(repo, FILE), "utf8").split("\n")[(lessons[0]?.hunks[0]?.fromLine ?? 0) - 1];
  expect(line).toMatch(/^- In feature\/core, when tests failed: .* \(lesson [0-9a-f]{12}\)$/);
  expect(draft.files[0]?.text).toContain("\n## Lessons\n\n- In feature/core");
  expect((await listVersions(services.ctx.db, now?.id ?? "")).map(({ number, origin }) => [number, origin])).toEqual([
    [2, "distilled"],
    [1, "initial"],
  ]);

  await report([...failedIntents(1, { ...RUNS, skills: [{ name: SKILL, version: 2, use: "declared" }] })]);
  const task = await getTask(services.ctx, { repo: "parcel", intent: "i-t0", task: "t0" });
  expect(task.versions).toMatchObject([{ number: 2, reason: "source_run" }]);

  const since = { ...RUNS, prefix: "n", skills: [{ name: SKILL, version: 2, use: "declared" }] };
  await report(failedIntents(2, { ...since, ended_at: new Date().toISOString() }));
  const again = { repo: "parcel", intent: "i-n0", task: "n0" };
  expect((await getTask(services.ctx, again)).versions).toMatchObject([{ number: 2, reason: null }]);
  await rollBackSkill(services.as("curator"), { home: "parcel", name: SKILL, to: 1, reason: "too wordy" });
  await services.runJobs();
  expect(await distil()).toMatchObject({ updates: [{ state: "open", why: expect.stringMatching(/^5 runs/) }] });
  await accept();
  expect(await skill()).toMatchObject({ current: { number: 2, origin: "distilled" } });
  expect((await getTask(services.ctx, again)).versions).toMatchObject([{ number: 2, reason: "source_run" }]);
  expect(await runScoreAudit(services.ctx, RUN)).toMatchObject({ differences: 0 });
});

test("a rejected lesson is remembered until runs fail anew; one that was written into an older version is brought up to date", async () => {
  const failed = (prefix: string, count = 1) =>
    report(failedIntents(count, { ...RUNS, prefix, ended_at: new Date().toISOString() }));
  await failed("a", 2);
  await distil();
  const [first] = await waiting();
  await rejectCandidate(services.as("curator"), { id: first?.id ?? "", reason: "the tests are wrong" });
  await failed("b");
  expect(await distil()).toMatchObject({
    state: "done",
    updates: [
      {
        candidateId: first?.id,
        state: "rejected",
        why: "it was rejected; it comes back when 2 runs have failed like this since",
      },
    ],
  });
  expect(await waiting()).toEqual([]);
  await failed("c");
  const { ledger } = await distil();
  expect(ledger).toMatchObject({ archived_ids: ledger?.state_before.units, stored_ids: ledger?.state_after.units });
  const [again] = await waiting();
  expect(again).toMatchObject({
    title: `bring a lesson of ${SKILL} up to date`,
    why: expect.stringMatching(/^4 runs/),
  });

  const text = readFileSync(path.join(repo, FILE), "utf8").replace("Do it twice.", "Do it three times.");
  const edit = { base: 1, edit: { text }, reason: "twice was not enough" };
  await saveSkillVersion(services.as("curator"), { home: "parcel", name: SKILL, ...edit });
  await services.runJobs();
  await expect(accept()).rejects.toMatchObject({
    code: "conflict",
    message: `${SKILL} is at v2, and this was written into v1; bring it up to date, and decide on that text`,
    details: { base: 1, current: 2, remedy: "refresh" },
  });
  const candidate = again?.id ?? "";
  await expect(refreshUpdate(services.as("viewer"), { candidate })).rejects.toMatchObject({ code: "forbidden" });
  expect(await refreshUpdate(services.as("curator"), { candidate })).toEqual({ draftId: expect.any(String) });
  expect(await waiting()).toMatchObject([{ id: candidate, evidence: { base: 2 } }]);
  await expect(rewriteUpdate(services.as("curator"), { candidate })).rejects.toMatchObject({ code: "refused" });
  await useAgent(`
    const [mark] = /\\(lesson [0-9a-f]{12}\\)/.exec(packet);
    answer({ body: "Do it twice.\\n\\n## Lessons\\n\\n- Run all tests first. " + mark });
  `);
  const { jobId } = await rewriteUpdate(services.as("curator"), { candidate });
  await services.runJobs();
  const note = `prose of ${SKILL} by command, for curator`;
  expect(await getJob(services.ctx, { id: jobId })).toMatchObject({ state: "done", result: { note } });
  expect(await waiting()).toMatchObject([
    { id: candidate, evidence: { agent: "command", base: 2, lessons: [{ hunks: [{}] }] } },
  ]);
  await accept();
  expect(await skill()).toMatchObject({ current: { number: 3, origin: "distilled" } });
  const lines = readFileSync(path.join(repo, FILE), "utf8").split("\n");
  expect(lines.filter((line) => line.includes("(lesson "))).toMatchObject([
    expect.stringMatching(/^- Run all tests first/),
  ]);
  expect(lines.slice(0, 2)).toEqual(["---", `name: ${SKILL}`]);
  await expect(refreshUpdate(services.as("curator"), { candidate })).rejects.toMatchObject({ code: "conflict" });
});

test("by night nobody is asked about what passes as often as it fails; who distils by hand is", async () => {
  const ended_at = RUNS.ended_at;
  const passed = ["p0", "p1"].flatMap((id) => [
    builderRun({ run_id: id, task_id: id, skills: USES, criteria: [{ id: "c1", text: "it builds" }], ended_at }),
    reviewRun({
      run_id: `review-${id}`,
      judges: id,
      verdict: [{ criterion_id: "c1", pass: true, evidence: "log line 4" }],
      ended_at,
    }),
  ]);
  await report([...failedIntents(2, RUNS), ...passed]);
  const { distillationId: id } = await startDistil({ ...services.ctx, actor: WORKER }, { repo: "parcel" });
  await services.runJobs();
  expect(await getDistillation(services.ctx, { id })).toMatchObject({
    state: "done",
    updates: [{ candidateId: null, why: '2 passed the same way and 2 failed; "Distil now" brings it to Review' }],
  });
  expect(await waiting()).toEqual([]);
  expect(await distil()).toMatchObject({ state: "done", updates: [{ state: "open" }] });
  expect(await waiting()).toMatchObject([
    { why: "2 runs of feature/core failed, 2 passed the same way: tests failed" },
  ]);

  const later = builderRun({
    run_id: "later",
    task_id: "later",
    skills: USES,
    ended_at,
    eval_state: "Failed",
    failure_codes: [CODE],
  });
  await report([later]);
  await distil({ home: "parcel", name: SKILL });
  const why = "3 runs of feature/core failed, 2 passed the same way: tests failed";
  expect(await waiting()).toMatchObject([{ why, details: { confidence: { numerator: 3, denominator: 6 } } }]);

  const simulated = { ...later, simulated: true };
  await report([simulated]);
  await distil();
  expect(await waiting()).toMatchObject([{ why, details: { confidence: { numerator: 3, denominator: 6 } } }]);
});

test("packets are judged one by one; of two distillations at once each gets its row, and what breaks off is done again", async () => {
  await expect(startDistil(services.as("viewer"), { repo: "parcel" })).rejects.toMatchObject({ code: "forbidden" });
  const { result, file } = judgeMemory(services.as("viewer"), { text: "{" });
  expect([result.skill_result.failure_codes, JSON.parse(file)]).toEqual([["schema_violation/input_not_json"], result]);
  const nothing = await distil();
  expect(nothing).toMatchObject({ state: "refused", ledger: null, balanced: true, updates: [] });
  expect(nothing.refusal).toMatchObject([
    { path: "skill_evolution_queue", code: "schema_violation/missing_skill_evolution_queue" },
  ]);
  expect(nothing.refusal[0]?.missingActions).not.toEqual([]);

  await report([builderRun({ run_id: "known", task_id: "known", ended_at: RUNS.ended_at })]);
  const packet = (run_id: string, ref: string) => ({
    run_id,
    task_id: run_id,
    task_signature: "release/cli-tool",
    reason_codes: ["execution_error/command_failed"],
    missing_actions: ["Tag before publishing."],
    symptom: "the tag was missing",
    minimal_repro_refs: [ref],
    severity: "medium",
  });
  const packets = [
    packet("p1", "run:known"),
    packet("p2", "https://ci.example.com/2"),
    packet("p2", "https://ci.example.com/2"),
    packet("p3", "run:nobody"),
    { ...packet("p4", "run:known"), severity: "awful" },
  ];
  await expect(storePackets(services.as("viewer"), { repo: "parcel", packets })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(storePackets(services.ctx, { packets })).rejects.toMatchObject({ code: "invalid" });
  expect(await storePackets(services.ctx, { repo: "parcel", packets })).toMatchObject({
    accepted: 2,
    duplicate: 1,
    rejected: 2,
    results: [
      { status: "accepted" },
      { status: "accepted" },
      { status: "duplicate" },
      { problems: [{ path: "minimal_repro_refs.0", code: "schema_violation/missing_evidence_refs" }] },
      { problems: [{ path: "severity" }] },
    ],
  });

  const [one, joined] = await Promise.all([
    startDistil(services.ctx, { repo: "parcel" }),
    startDistil(services.ctx, { repo: "parcel" }),
  ]);
  expect(joined).toEqual(one);
  const during = async (storing: () => Promise<void>) =>
    runDistil({ ...services.ctx, actor: WORKER }, one.distillationId, {
      ...RUN,
      step: (message) => (message.startsWith("Storing") ? storing() : Promise.resolve()),
    });
  await expect(during(() => Promise.reject(new Error("killed")))).rejects.toThrow("killed");
  await storePackets(services.ctx, { repo: "parcel", packets: [packet("p5", "run:known")] });
  let other = "";
  await during(async () => {
    if (other !== "") return;
    other = (await startDistil(services.ctx, { repo: "parcel" })).distillationId;
    await runDistil({ ...services.ctx, actor: WORKER }, other, RUN);
  });
  await services.runJobs();
  expect(
    (await listLedger(services.ctx, { scope: { repo: "parcel" } })).map((row) => [row.distillationId, row.verified]),
  ).toEqual([
    [one.distillationId, true],
    [other, true],
  ]);
  expect(await waiting("gap")).toMatchObject([
    {
      title: "no skill was at hand: a command ended with an error",
      evidence: { gap: { about: "lesson", codes: ["execution_error/command_failed"], signature: "release/cli-tool" } },
    },
  ]);
  await runDaily({ ...services.ctx, actor: WORKER });
  await services.runJobs();
  expect((await listDistillations(services.as("viewer"), { repo: "parcel" })).map(({ state }) => state)).toEqual([
    "done",
    "done",
    "refused",
  ]);
});
