import * as z from "zod";
import { wilson } from "../score/interval.ts";

/**
 * What comes of a skill that lies in a repo. cut_off: an agent does not get to see it · misfiring: where it is used the run fails ·
 * silent: nobody uses it, where that could be seen · used · unknown: no run says whether it is.
 */
export const Usage = z.enum(["cut_off", "misfiring", "silent", "used", "unknown"]);
export type Usage = z.infer<typeof Usage>;

/** Days of runs that are looked at. */
export const USE_DAYS = 30;
/** Runs in which a skill's use could be seen, and was not, before it is silent. */
export const SILENT_RUNS = 5;

/** A skill that lies in a repo, and the builders' runs there that had its version at hand within `USE_DAYS`. */
export interface UseFacts {
  /** It is beyond the listing budget. */
  cutOff: boolean;
  runs: number;
  /** Runs of agents that have said there of any run that a skill was used: their silence means something. */
  observed: number;
  activated: number;
  /** Of the activated: those that ended neither Done nor Partial. */
  failed: number;
  /** Of the observed that did not use it: those that failed. */
  idleFailed: number;
}

/** The first line that holds says it. */
const LINES: readonly { usage: Usage; holds: (facts: UseFacts) => boolean }[] = [
  { usage: "cut_off", holds: ({ cutOff }) => cutOff },
  { usage: "misfiring", holds: isMisfiring },
  { usage: "silent", holds: ({ observed, activated }) => observed >= SILENT_RUNS && activated === 0 },
  { usage: "used", holds: ({ activated }) => activated > 0 },
];

/** How a skill is used in one repo. Without a run that could say so it is unknown, and never called unused. */
export function usageOf(facts: UseFacts): Usage {
  return LINES.find(({ holds }) => holds(facts))?.usage ?? "unknown";
}

const Z_95 = 1.959964;

/** More than half of the runs that used it fail, as far as can be told (the lower end of a 95 % interval), and more than where it lay idle. */
function isMisfiring({ observed, activated, failed, idleFailed }: UseFacts): boolean {
  if (activated === 0) return false;
  const { lo } = wilson(failed * MICRO, activated, Z_95);
  const idle = observed - activated;
  return lo > Math.max(HALF, idle > 0 ? idleFailed / idle : 0);
}

const HALF = 0.5;
const MICRO = 1_000_000;
