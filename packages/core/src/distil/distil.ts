import { type CanonicalInput, canonicalInput, hashOf } from "./canonical.ts";
import { type Grouped, groupPackets } from "./group.ts";
import { groupOfId } from "./ids.ts";
import type { DistilBudget, DistilInput } from "./input.ts";
import { type GroupWords, writeGroup } from "./lesson.ts";
import { parseDistilInput } from "./parse.ts";
import { compareGroups, compareLessons, takeFirst } from "./rank.ts";
import { type UnnamedResult, nameResult, refuseDistil, skillResult } from "./refuse.ts";
import { DISTIL_RESULT_SCHEMA, type DistilOutcome, type DistilProblem, type SimulatedPacket } from "./result.ts";
import { ledgerRow, stateOf } from "./state.ts";

/**
 * Distils an input: failures and requests become groups, groups become lessons and proposals, ranked and cut to the budget. Pure, and
 * of total order: the same input in any order gives the same result, whose bytes are `distilText(result)`. Refused when the budget has
 * no room for what is to be written. Source: contracts.md, section 9; decision 38.
 */
export function distil(input: DistilInput): DistilOutcome {
  const canonical = canonicalInput(input);
  const content = writeResult(input, canonical);
  const { result, bytes } = nameResult(content);
  const problems = findOverflow(content, bytes, input.budget);
  if (problems.length === 0) return { ok: true, result };
  return refuseDistil(problems, { runId: input.run_id, inputHash: canonical.hash });
}

/** Distils whatever comes from outside: what cannot be read is refused with every problem. Never throws. */
export function distilDocument(value: unknown): DistilOutcome {
  const parsed = parseDistilInput(value);
  return parsed.ok ? distil(parsed.input) : refuseDistil(parsed.problems, { runId: parsed.runId, inputHash: null });
}

function writeResult(input: DistilInput, canonical: CanonicalInput): UnnamedResult {
  const grouped = groupPackets(canonical);
  const surroundings = {
    baseVersions: input.base_versions ?? {},
    inForce: new Set(canonical.units.map(groupOfId)),
  };
  const words = grouped.groups.map((group) => writeGroup(group, surroundings));
  const proposals = takeFirst(
    words.toSorted(compareGroups).flatMap(({ proposal }) => proposal ?? []),
    {
      most: input.budget.max_candidates,
      limit: "max_candidates",
      kind: "proposal",
      idOf: ({ proposal_id }) => proposal_id,
    },
  );
  const lessons = takeFirst(
    words.toSorted(compareLessons).flatMap(({ lesson }) => lesson ?? []),
    { most: input.budget.max_lessons, limit: "max_lessons", kind: "lesson", idOf: ({ lesson_id }) => lesson_id },
  );
  const simulated = simulatedOf(canonical);
  const deferred = [...proposals.deferred, ...lessons.deferred];
  return {
    schema: DISTIL_RESULT_SCHEMA,
    run_id: input.run_id,
    input_hash: canonical.hash,
    proposals: proposals.taken,
    failure_lessons: lessons.taken,
    deferred,
    simulated,
    ...ledgerRow(canonical.units, lessons.taken),
    failure_codes: [],
    problems: [],
    skill_result: skillResult([], {
      ...countsOf(canonical, grouped, words),
      proposals: proposals.taken.length,
      lessons: lessons.taken.length,
      deferred: deferred.length,
      simulated: simulated.length,
    }),
  };
}

/** What was read, each thing once. */
function countsOf(input: CanonicalInput, grouped: Grouped, words: readonly GroupWords[]) {
  return {
    queue_entries: input.queue.length,
    experience_packets: input.experiences.length,
    failure_packets: input.failures.length,
    unmatched_experiences: grouped.unmatched,
    groups: words.length,
  };
}

function simulatedOf({ experiences, failures }: CanonicalInput): SimulatedPacket[] {
  return [
    ...experiences.map((packet) => ({ ...packet, kind: "experience" as const })),
    ...failures.map((packet) => ({ ...packet, kind: "failure" as const })),
  ]
    .filter(({ item }) => item.simulated)
    .map((packet) => ({ packet_hash: hashOf(packet), kind: packet.kind, run_id: packet.item.run_id }));
}

/** Too large with what was chosen; and beyond any choice, when even without it there is no room. */
function findOverflow(
  content: UnnamedResult,
  bytes: number,
  { max_output_bytes: most }: DistilBudget,
): DistilProblem[] {
  if (bytes <= most) return [];
  const path = "budget.max_output_bytes";
  const large = {
    path,
    code: "schema_violation/output_payload_too_large",
    message: `is ${most}, and the result has ${bytes} bytes; raise it, or lower max_candidates and max_lessons`,
  };
  const before = stateOf(content.state_before?.units ?? []);
  const mandatory = nameResult({
    ...content,
    proposals: [],
    failure_lessons: [],
    state_after: before,
    stored_ids: [],
    archived_ids: [],
  }).bytes;
  if (mandatory <= most) return [large];
  const message = `is ${most}, and without any proposal and lesson there are ${mandatory} bytes to write; raise it`;
  return [{ path, code: "validation_failed/distil_budget_exceeded", message }, large];
}
