import type { CandidateWithChanges } from "@yardlet/services";

/** What could not be decided, each with the reason that the server gives; of many the first. */
export function refusedWords(outcomes: readonly { candidate: CandidateWithChanges; error?: string }[]): string[] {
  const refused = outcomes.flatMap(({ candidate, error }) => (error === undefined ? [] : [{ candidate, error }]));
  const [first] = refused;
  if (!first) return [];
  if (outcomes.length === 1) return [first.error];
  return [`${refused.length} of ${outcomes.length} still wait; ${first.candidate.title}: ${first.error}`];
}
