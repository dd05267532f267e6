import { compareText } from "@yardlet/core/skill";
import type { DistilledRun } from "../candidate/subject.ts";
import type { Proposed } from "./outcome.ts";
import type { GatheredPacket } from "./gather.ts";

/** The most runs, and the most packets of a lesson, that a candidate lists, the newest; the lesson has them all. */
const SHOWN = 100;

/** What a candidate from the distiller says of the failures behind it. */
export function evidenceFacts({ proposal, failed, passed }: Proposed, others: readonly DistilledRun[] = []) {
  const runs = newestRuns(failed, others);
  const counterRuns = newestRuns(passed);
  return {
    proposal: proposal.proposal_id,
    severity: proposal.severity,
    confidence: { numerator: proposal.confidence_numerator, denominator: proposal.confidence_denominator },
    codes: proposal.reason_codes,
    actions: proposal.missing_actions,
    runs: runs.slice(0, SHOWN),
    counterRuns: counterRuns.slice(0, SHOWN),
    reach: {
      intents: new Set(runs.map(({ repo, run, intent }) => `${repo} ${intent ?? run}`)).size,
      repos: new Set(runs.map(({ repo }) => repo)).size,
    },
  };
}

export function shownPackets(packets: readonly GatheredPacket[]): string[] {
  return [...new Set(packets.map(({ row }) => row.hash))].slice(0, SHOWN);
}

function newestRuns(packets: readonly GatheredPacket[], others: readonly DistilledRun[] = []): DistilledRun[] {
  const told = packets.map(({ of: { repo, run, task, intent, endedAt } }) => ({ repo, run, task, intent, endedAt }));
  const once = new Map([...others, ...told].map((one) => [`${one.repo} ${one.run}`, one]));
  return [...once.values()].toSorted(
    (a, b) => compareText(b.endedAt ?? "", a.endedAt ?? "") || compareText(a.run, b.run),
  );
}
