import { describeFailureCode } from "../run/failure-codes.ts";
import { round6 } from "../score/numbers.ts";
import type { WeighedGroup } from "./group.ts";
import { highestOf } from "./group.ts";
import { idOf } from "./ids.ts";
import type { DistilLesson, DistilProposal } from "./result.ts";
import { compareText } from "../skill/order.ts";
import { sortedOnce } from "./state.ts";

/** What is said of a group: its lesson where something failed, its proposal where it is worth one. */
export interface GroupWords {
  group: WeighedGroup;
  lesson: DistilLesson | null;
  proposal: DistilProposal | null;
}

/** What a proposal has to know besides its group. */
export interface Surroundings {
  baseVersions: Readonly<Record<string, number>>;
  /** The groups that have a lesson in force. */
  inForce: ReadonlySet<string>;
}

/** Writes the lesson and the proposal of a group. Their ids are hashes of what they say. */
export function writeGroup(group: WeighedGroup, surroundings: Surroundings): GroupWords {
  const lesson = group.runs.length === 0 ? null : writeLesson(group);
  return {
    group,
    lesson,
    proposal: group.strong ? writeProposal(group, lesson, surroundings) : null,
  };
}

function writeLesson(group: WeighedGroup): DistilLesson {
  const { key, failures, experiences } = group;
  const packets = failures.map(({ item }) => item);
  const content: Omit<DistilLesson, "lesson_id"> = {
    task_signature: key.signature,
    skills: group.skills,
    target_skills: targetsOf(group),
    failure_mode: failureMode(key.codes),
    symptom: mostSeen(packets.map(({ run_id, symptom }) => [symptom, run_id])) ?? failureMode(key.codes),
    suspected_root_cause:
      mostSeen(packets.map(({ run_id, suspected_root_cause }) => [suspected_root_cause, run_id])) ?? null,
    prevention: preventionOf(group),
    reason_codes: [...key.codes],
    missing_actions: group.missingActions,
    run_ids: group.runs,
    evidence_refs: group.failureRefs,
    packet_hashes: sortedOnce([...failures, ...experiences].map(({ hash }) => hash)),
    severity: group.severity,
    recurrence_count: group.runs.length,
    counter_count: group.counterRuns.length,
    counter_run_ids: group.counterRuns,
    archived: !group.strong,
  };
  return { lesson_id: idOf("lesson", group.hash, content), ...content };
}

function writeProposal(group: WeighedGroup, lesson: DistilLesson | null, surroundings: Surroundings): DistilProposal {
  const { key, asked, runs, counterRuns } = group;
  const denominator = runs.length + counterRuns.length + 1;
  const queueRefs = asked.flatMap(({ evidence_refs }) => evidence_refs);
  const content: Omit<DistilProposal, "proposal_id"> = {
    task_signature: key.signature,
    target_skills: targetsOf(group),
    base_version: key.skill === null ? null : baseVersion(surroundings.baseVersions, key.skill),
    change_kind: key.skill === null ? "new_skill" : surroundings.inForce.has(group.hash) ? "amend" : "add",
    candidate_change:
      asked.length === 0
        ? preventionOf(group)
        : sortedOnce(asked.map(({ candidate_change }) => candidate_change)).join("\n\n"),
    reason_codes: [...key.codes],
    missing_actions: group.missingActions,
    evidence_refs: sortedOnce([...group.failureRefs, ...queueRefs]),
    source_run_ids: sortedOnce([...runs, ...queueRefs.flatMap(runOfRef)]),
    acceptance_tests: sortedOnce(asked.flatMap(({ acceptance_tests }) => acceptance_tests)),
    rollback_plan: [...new Set(asked.flatMap(({ rollback_plan }) => rollback_plan))],
    risk_class: highestOf(asked.flatMap(({ risk_class }) => risk_class ?? [])) ?? null,
    severity: group.severity,
    recurrence_count: runs.length,
    counter_count: counterRuns.length,
    confidence: round6(runs.length / denominator),
    confidence_numerator: runs.length,
    confidence_denominator: denominator,
    collapsed_queue_ids: sortedOnce(asked.map(({ queue_id }) => queue_id)),
    lesson_id: lesson?.lesson_id ?? null,
  };
  return { proposal_id: idOf("proposal", group.hash, content), ...content };
}

function targetsOf({ key }: WeighedGroup): string[] {
  return key.skill === null ? [] : [key.skill];
}

function baseVersion(versions: Readonly<Record<string, number>>, skill: string): number | null {
  return Object.hasOwn(versions, skill) ? (versions[skill] ?? null) : null;
}

/** What the codes mean, in one line; a code that nobody knows stands for itself. */
function failureMode(codes: readonly string[]): string {
  return codes
    .map(describeFailureCode)
    .map(({ code, known, meaning }) => (known ? meaning : code))
    .join("; ");
}

/** What would have helped, one a line: the missing actions, then the mitigations that failures name. */
function preventionOf(group: WeighedGroup): string {
  const mitigations = group.failures.flatMap(({ item }) => item.mitigation_candidate?.trim() || []);
  return [...new Set([...group.missingActions, ...sortedOnce(mitigations)])].join("\n");
}

function runOfRef(ref: string): string[] {
  return ref.startsWith("run:") ? [ref.slice("run:".length)] : [];
}

/** The text that most runs say, of those the first by its letters; undefined when none says any. */
function mostSeen(said: readonly (readonly [text: string | undefined, run: string])[]): string | undefined {
  const runs = new Map<string, Set<string>>();
  for (const [text, run] of said) if (text?.trim()) runs.set(text, (runs.get(text) ?? new Set()).add(run));
  return [...runs].toSorted(([a, inA], [b, inB]) => inB.size - inA.size || compareText(a, b))[0]?.[0];
}
