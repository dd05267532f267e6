import { createHash } from "node:crypto";
import { RUN_MARK } from "../environment.ts";

/**
 * How what a run started is told from everything else on the host. A variable of the environment is easily lost. The limits of
 * resident set and file locks, which Linux inherits and does not enforce, stay with a process through `env -i`, a new session
 * and any number of forks; without the right to raise limits, nobody gets rid of them.
 */
export interface RunMark {
  /** `NAME=value` */
  readonly variable: string;
  /** What the kernel shows of the hard limits: bytes, and a count. */
  readonly residentBytes: bigint;
  readonly fileLocks: bigint;
}

/** Larger than any limit somebody sets in earnest. In KiB, and a count. */
const BASE = 1n << 40n;
const BITS = 40n;
const KIB = 1024n;

export function markOf(runId: string): RunMark {
  const hash = BigInt(`0x${createHash("sha256").update(runId).digest("hex")}`);
  const pick = (from: bigint) => BASE + ((hash >> from) & ((1n << BITS) - 1n));
  return { variable: `${RUN_MARK}=${runId}`, residentBytes: pick(0n) * KIB, fileLocks: pick(BITS) };
}

/** Every shell sets the first limit; the second one has two letters among them. Where neither works the variable is left. */
const SET_LIMITS = `{ ulimit -m "$1"; ulimit -w "$2" || ulimit -x "$2"; } 2>/dev/null; shift 2; exec "$@"`;

/** Arguments that start a program with a run's limits. */
export function markedLine({ residentBytes, fileLocks }: RunMark): readonly string[] {
  return ["/bin/sh", "-c", SET_LIMITS, "sh", String(residentBytes / KIB), String(fileLocks)];
}

/** The limits of a process that a mark lies in, undefined where there is none. */
export interface MarkLimits {
  readonly residentBytes: bigint | undefined;
  readonly fileLocks: bigint | undefined;
}

/** Whether the limits are those of this run. */
export function bearsMark(limits: MarkLimits, mark: RunMark): boolean {
  return limits.residentBytes === mark.residentBytes || limits.fileLocks === mark.fileLocks;
}

/** Whether somebody lowered a mark to hide it: below every mark there is, and nothing but a mark has both limits. */
export function shedsMark({ residentBytes, fileLocks }: MarkLimits): boolean {
  if (residentBytes === undefined || fileLocks === undefined) return false;
  return residentBytes < BASE * KIB || fileLocks < BASE;
}
