import { type Problem, RUN_LIMITS, parseRun } from "@yardlet/core/run";

const BATCH_RECORDS = 500;
/** Well below the 8 MiB that a server takes at once (contracts.md, section 5). */
const BATCH_BYTES = 4 * 1024 * 1024;

/** A record as one line to send, or why it can't be. */
export type Encoded = { line: string } | { runId: string | null; problems: Problem[] };

/** Writes a record as one line. What is too deep or too large to travel is judged here; all else is the server's to judge. */
export function encodeRecord(record: unknown, now: Date): Encoded {
  const line = lineOf(record);
  if (line !== undefined && Buffer.byteLength(line) <= BATCH_BYTES) return { line };
  const parsed = parseRun(record, now.toISOString());
  const problems = parsed.ok ? [{ path: "", message: "has more than 4 MiB; put logs into refs" }] : parsed.problems;
  return { runId: runIdOf(record), problems };
}

/** Lines in their order, in as many batches as their number and size ask for. */
export function batchesOf(lines: readonly string[]): string[][] {
  const batches: string[][] = [];
  let size = 0;
  for (const line of lines) {
    const bytes = Buffer.byteLength(line) + 1;
    const last = batches.at(-1);
    if (last === undefined || last.length === BATCH_RECORDS || size + bytes > BATCH_BYTES) {
      batches.push([line]);
      size = bytes;
    } else {
      last.push(line);
      size += bytes;
    }
  }
  return batches;
}

/** What a record says its id is; null where that is no text. */
export function runIdOf(record: unknown): string | null {
  const id: unknown = Reflect.get(Object(record), "run_id");
  return typeof id === "string" ? id.slice(0, RUN_LIMITS.id) : null;
}

/** Undefined for a document so deep that it cannot be written. */
function lineOf(record: unknown): string | undefined {
  try {
    return JSON.stringify(record);
  } catch {
    return undefined;
  }
}
