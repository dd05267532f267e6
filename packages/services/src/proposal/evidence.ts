import type { Candidate } from "@yardlet/core/candidate";
import { listCandidates, recordEvent, updateCandidate, type Db } from "@yardlet/db";
import { evidenceOf, type CandidateEvidence, type SuggestingRun } from "../candidate/subject.ts";

/** The most runs that a candidate lists, the newest. */
const MOST_RUNS = 100;
const MOST_OPEN = 500;

type Suggested = Extract<CandidateEvidence, { from: "run"; runs: unknown }>;

/** A candidate that waits with what runs suggest. */
export interface OpenSuggestion {
  candidate: Candidate;
  evidence: Suggested;
}

/** What waits in a repo because runs suggest it. */
export async function listSuggested(tx: Db, repoId: string): Promise<OpenSuggestion[]> {
  const open = await listCandidates(tx, { state: "open", repoId, limit: MOST_OPEN });
  return open.flatMap((candidate) => {
    const evidence = evidenceOf(candidate);
    return evidence && "runs" in evidence && evidence.from === "run" ? [{ candidate, evidence }] : [];
  });
}

/** The runs that speak for a suggestion, and what it touches: intents, one vote each, in the one repo. */
export function spokenBy(runs: readonly SuggestingRun[]): {
  runs: SuggestingRun[];
  reach: { intents: number; repos: number };
} {
  const newest = [...new Map(runs.map((run) => [run.run, run])).values()].slice(-MOST_RUNS);
  return { runs: newest, reach: { intents: new Set(newest.map(({ intent }) => intent)).size, repos: 1 } };
}

/** Brings the runs of an open candidate up to date. */
export async function setRuns(tx: Db, { id, details }: Candidate, runs: readonly SuggestingRun[]): Promise<void> {
  await updateCandidate(tx, id, { details: { ...details, ...spokenBy(runs) } });
  await recordEvent(tx, "candidate", id);
}
