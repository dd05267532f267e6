import { compareEnds } from "../run/criteria.ts";
import { describeFailureCode, infraOf } from "../run/failure-codes.ts";
import { type EvalState, type RunRecord, isFinalState } from "../run/record.ts";
import type { TaskOutcome } from "../run/settle-facts.ts";
import { compareText } from "../skill/order.ts";
import { sortedSkills } from "./canonical.ts";
import { highestOf } from "./group.ts";
import { DISTIL_LIMITS } from "./limits.ts";
import { EvidenceRef, type ExperiencePacket, type FailurePacket, type SkillAt } from "./packet-types.ts";
import { sortedOnce } from "./state.ts";

/** One run of a task as it is stored. `skills` are those it declares whose version is known, as numbers. */
export interface PacketRun {
  record: RunRecord;
  state: EvalState;
  codes: readonly string[];
  skills: readonly SkillAt[];
}

/** What is known of one task. */
export interface PacketTask {
  taskId: string;
  outcome: Pick<TaskOutcome, "state" | "acceptance" | "open" | "kind">;
  simulated: boolean;
  /** The first preset of its repo. */
  preset: string | null;
  runs: readonly PacketRun[];
  /** The task's known criteria, in order, and what independent reviews found of those that are not met. */
  criteria: readonly string[];
  failed: readonly { criterionId: string; evidence: string }[];
}

export interface DerivedPackets {
  /** Null for a task that is open, or that no builder attempted. */
  experience: ExperiencePacket | null;
  /** Null for one that passed, or that only infrastructure stopped. */
  failure: FailurePacket | null;
}

const REJECTED = "validation_failed/criterion_failed";
const UNEXPLAINED = "evidence_missing/failure_code_missing";

/**
 * The packets of one task: the same facts always give the same. It passed when its state is Done and no independent review rejected
 * it; its gate passed when one accepted it. Its run is the last counted attempt. Source: decisions 16, 21 and 22.
 */
export function derivePackets(task: PacketTask): DerivedPackets {
  const attempts = task.runs.filter(({ record }) => record.role === "builder").toSorted(compareRuns);
  const finite = attempts.filter(({ codes }) => infraOf(codes) === null);
  const counted = finite.length > 0 ? finite : attempts;
  const last = counted.at(-1);
  const { state, open, acceptance } = task.outcome;
  if (last === undefined || open || state === null || !isFinalState(state)) return { experience: null, failure: null };
  const passed = state === "Done" && acceptance !== "rejected";
  const codes = reasonCodes(last, finite.length > 0, acceptance);
  const reasons = passed || codes.length > 0 ? codes : [UNEXPLAINED];
  const shared = {
    run_id: last.record.run_id,
    task_signature: last.record.task_signature ?? `${task.outcome.kind}/${task.preset ?? "core"}`,
    skills: exactSkills(counted),
    reason_codes: reasons,
    simulated: task.simulated,
  };
  const refs = sortedOnce([`run:${last.record.run_id}`, `task:${task.taskId}`, ...last.record.refs.filter(isUrl)]);
  const experience: ExperiencePacket = {
    ...shared,
    outcome: passed ? "success" : state === "Partial" ? "partial" : "failure",
    gate_status: { passed: acceptance === "accepted" },
    evidence_refs: refs,
    cost_proxy: costOf(last.record),
  };
  if (passed || finite.length === 0) return { experience, failure: null };
  const failure: FailurePacket = {
    ...shared,
    // Nobody said why it failed: nothing ties that to a skill.
    skills: codes.length > 0 ? shared.skills : [],
    task_id: task.taskId,
    missing_actions: sortedOnce(reasons.flatMap(actionsOf)),
    symptom: symptomOf(task, last, reasons),
    minimal_repro_refs: refs,
    severity: highestOf(reasons.map((code) => describeFailureCode(code).severity)) ?? "medium",
  };
  return { experience, failure };
}

function compareRuns(a: PacketRun, b: PacketRun): number {
  return compareEnds(endOf(a), endOf(b));
}

function endOf({ record }: PacketRun) {
  return { run: record.run_id, endedAt: record.ended_at ?? null };
}

/** Why a task ended as it did. Beside other codes, infrastructure is no reason. */
function reasonCodes(last: PacketRun, isCounted: boolean, acceptance: TaskOutcome["acceptance"]): string[] {
  const own = last.codes.filter((code) => !isCounted || !describeFailureCode(code).infrastructure);
  return sortedOnce([...own, ...(acceptance === "rejected" ? [REJECTED] : [])]);
}

/** Every skill that counted attempts declare in one version only. */
function exactSkills(counted: readonly PacketRun[]): SkillAt[] {
  const skills = sortedSkills(counted.flatMap((run) => run.skills));
  const exact = skills.filter(({ name }) => skills.filter((one) => one.name === name).length === 1);
  return exact.slice(0, DISTIL_LIMITS.skills);
}

function isUrl(ref: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(ref) && EvidenceRef.safeParse(ref).success;
}

function costOf({ cost, wall_seconds }: RunRecord): ExperiencePacket["cost_proxy"] {
  return {
    tokens: cost?.tokens ?? null,
    latency_ms: wall_seconds === undefined ? null : Math.round(wall_seconds * 1000),
  };
}

function actionsOf(code: string): readonly string[] {
  const { missingActions } = describeFailureCode(code);
  if (missingActions.length > 0) return missingActions;
  return [`Find out what ${code} means, and add its remedy where it is reported.`];
}

/** The evidence of the first criterion that is not met, else what the run asks, else what the first code means. */
function symptomOf({ criteria, failed }: PacketTask, { record }: PacketRun, reasons: readonly string[]): string {
  const place = ({ criterionId }: { criterionId: string }) => {
    const index = criteria.indexOf(criterionId);
    return index < 0 ? criteria.length : index;
  };
  const [first] = failed
    .filter(({ evidence }) => evidence.trim() !== "")
    .toSorted(
      (a, b) => place(a) - place(b) || compareText(a.criterionId, b.criterionId) || compareText(a.evidence, b.evidence),
    );
  if (first) return first.evidence;
  if (record.question?.trim()) return record.question;
  const { code, known, meaning } = describeFailureCode(reasons[0] ?? UNEXPLAINED);
  return known ? meaning : code;
}
