import { DomainError } from "@yardlet/core/error";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { listAudit } from "../audit/list.ts";
import { undoAudit } from "../audit/undo.ts";
import { getRepo } from "../repo/get.ts";
import { addTestRepos, builderRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { getRun } from "./get.ts";
import { listProducers } from "./producers.ts";
import { reportRuns } from "./report.ts";
import { setResultPhase } from "./result-phase.ts";

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["parcel", "harbor"]);
});
afterEach(() => services.close());

const ENVELOPE = {
  ok: true,
  outputs: {},
  tool_calls: [],
  cost_units: { time_ms: 5 },
  artefact_delta: {},
  progress_proxy: null,
  failure_codes: [],
  suggested_next: [],
};
const CODEX = { name: "codex", session: "s1" };
const MISSING = "schema_violation/skill_result_missing";

const NOW = Date.now();
const daysAgo = (days: number) => new Date(NOW - days * 86_400_000).toISOString();
const run = (id: string, more: object = {}) =>
  builderRun({ run_id: id, task_id: `t-${id}`, ended_at: daysAgo(1), ...more });
const toPhase = (phase: "compat" | "strict") => ({ repo: "parcel", phase, reason: "all return it" }) as const;
const fatesOf = async (records: unknown[]) =>
  (await reportRuns(services.ctx, records)).results.map(({ status, problems, notes }) => [
    status,
    ...problems.map(({ path, code }) => `${path} ${code ?? ""}`),
    ...notes,
  ]);

test("compat wraps and counts who has to be wrapped; nobody turns strict before all return a SkillResult", async () => {
  expect(
    await fatesOf([
      run("r1", { skill_result: ENVELOPE }),
      run("r2", { skill_result: { stdout: "fine" }, exit_status: 3, wall_seconds: 2 }),
      run("r3", { agent: CODEX, ended_at: daysAgo(13) }),
      run("r4", { agent: { name: "old", session: "s" }, ended_at: daysAgo(15) }),
      run("r5", { agent: CODEX, eval_state: "Queued", ended_at: undefined, started_at: daysAgo(1) }),
    ]),
  ).toEqual([
    ["accepted"],
    [
      "accepted",
      "skill_result.ok is required, and 8 more: wrapped by the exit status 3; return a SkillResult with every run",
    ],
    ["accepted", "there is no SkillResult: wrapped by the state Done; return a SkillResult with every run"],
    ["accepted", "there is no SkillResult: wrapped by the state Done; return a SkillResult with every run"],
    ["accepted"],
  ]);
  const { wrapped, envelope, record } = await getRun(services.ctx, { repo: "parcel", runId: "r2" });
  expect({ wrapped, kept: record.skill_result, envelope }).toMatchObject({
    wrapped: true,
    kept: { stdout: "fine" },
    envelope: {
      wrapped: true,
      result: { ok: false, outputs: { legacy: { stdout: "fine" } }, cost_units: { time_ms: 2000 } },
    },
  });
  expect(await getRun(services.ctx, { repo: "parcel", runId: "r1" })).toMatchObject({
    wrapped: false,
    envelope: { wrapped: false, result: ENVELOPE },
  });
  const producers = await listProducers(services.as("viewer"), { repo: "parcel" });
  expect(
    producers.map(({ agent, runs, wrapped: many, example }) => [agent, runs, many, example?.runId ?? null]),
  ).toEqual([
    ["claude", 2, 1, "r2"],
    ["codex", 2, 1, "r3"],
  ]);
  expect(producers[1]).toMatchObject({
    repo: "parcel",
    lastWrappedAt: new Date(daysAgo(13)),
    example: { missing: [{ path: "skill_result", code: MISSING }] },
  });
  expect(await listProducers(services.ctx, { repo: "harbor" })).toEqual([]);

  await expect(setResultPhase(services.as("curator"), toPhase("strict"))).rejects.toMatchObject({ code: "forbidden" });
  await expect(setResultPhase(services.ctx, toPhase("compat"))).rejects.toMatchObject({ code: "conflict" });
  const refusal: unknown = await setResultPhase(services.ctx, toPhase("strict")).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DomainError);
  expect(refusal).toMatchObject({
    code: "refused",
    message: expect.stringMatching(
      /^strict would refuse runs that were wrapped in the last 14 days, of claude by .* \(1 run\), codex by .*; let each return a/,
    ),
    details: {
      producers: [
        { agent: "claude", wrapped: 1, run: "r2" },
        { agent: "codex", wrapped: 1, run: "r3" },
      ],
    },
  });

  await fatesOf([
    run("r2", { skill_result: ENVELOPE }),
    run("r3", { agent: CODEX, skill_result: ENVELOPE, ended_at: daysAgo(13) }),
  ]);
  expect((await listProducers(services.ctx, {})).map((one) => one.wrapped)).toEqual([0, 0]);
  await setResultPhase(services.ctx, toPhase("strict"));
  expect((await getRepo(services.ctx, { slug: "parcel" })).repo.resultPhase).toBe("strict");

  expect(
    await fatesOf([
      run("r4", { agent: { name: "old", session: "s" }, ended_at: daysAgo(15) }),
      run("r4", { eval_state: "Failed" }),
      run("r6"),
      run("r7", { skill_result: { ...ENVELOPE, ok: false } }),
      run("r8", { task_id: "" }),
      run("r9", { skill_result: ENVELOPE, eval_state: "Failed" }),
      run("h1", { repo: "harbor" }),
    ]),
  ).toEqual([
    ["duplicate"],
    ["rejected", `skill_result ${MISSING}`],
    ["rejected", `skill_result ${MISSING}`],
    ["rejected", "skill_result.failure_codes schema_violation/skill_result_contradicts_itself"],
    ["rejected", "task_id ", `skill_result ${MISSING}`],
    ["accepted"],
    ["accepted", "there is no SkillResult: wrapped by the state Done; return a SkillResult with every run"],
  ]);

  const [entry] = (await listAudit(services.ctx, { limit: 1 })).entries;
  expect(entry).toMatchObject({ action: "repo.result-phase", subject: "parcel", reason: "all return it" });
  await undoAudit(services.ctx, { id: entry?.id ?? "" });
  expect((await getRepo(services.ctx, { slug: "parcel" })).repo.resultPhase).toBe("compat");
});
