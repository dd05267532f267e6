import { type ResultPhase, type RunRecord, parseRun, refusalOf, runDigest, wrapWarning } from "@yardlet/core/run";
import type { SentRecord } from "@yardlet/core/run/command-report";
import { TELEMETRY_PATH, readTelemetry, withTelemetry } from "@yardlet/repo";
import { printable } from "../output/printable.ts";
import { runIdOf } from "../runs/batches.ts";

/** Longer lines are no records: those have at most a million characters. */
const LINE_BYTES = 8 * 1024 * 1024;
const MOST_NOTES = 5;

/** What lies in the file was judged by the clock when it came; when it is read does not matter. */
const ANY_TIME = "9999-12-31T23:59:59.999Z";

/** A run of the file as its last line has it; each change of its content counted one revision up. */
export interface LocalRun {
  record: RunRecord;
  revision: number;
}

/** The runs of a repository's telemetry file, in order of their first line, and what in it is no record. */
export async function readRuns(root: string): Promise<{ runs: LocalRun[]; notes: string[] }> {
  const runs = new Map<string, LocalRun & { digest: string }>();
  const notes: string[] = [];
  for await (const { line, text } of readTelemetry(root, { maxBytes: LINE_BYTES })) {
    if (text?.trim() === "") continue;
    const parsed = text === undefined ? undefined : parseRun(parseJson(text), ANY_TIME);
    if (!parsed?.ok) {
      const why = parsed?.problems[0];
      const said = why === undefined ? "is no UTF-8, or too long" : `${why.path} ${why.message}`.trim();
      notes.push(`${TELEMETRY_PATH}:${line} does not count: ${printable(said)}`);
      continue;
    }
    const { run: record } = parsed;
    const digest = runDigest(record);
    const before = runs.get(record.run_id);
    if (before?.digest === digest) continue;
    runs.set(record.run_id, { record, digest, revision: (before?.revision ?? 0) + 1 });
  }
  return { runs: [...runs.values()], notes: shortened(notes) };
}

/**
 * Appends what is new or another content than before; a record that lies there already changes nothing. Without a SkillResult it is
 * wrapped or refused, as the phase says.
 */
export async function recordRuns(
  root: string,
  records: readonly unknown[],
  { now, phase }: { now: Date; phase: ResultPhase },
): Promise<SentRecord[]> {
  const parsed = records.map((record) => {
    const one = parseRun(record, now.toISOString());
    return one.ok ? { ...one, digest: runDigest(one.run) } : one;
  });
  const ids = new Set(parsed.flatMap((one) => (one.ok ? [one.run.run_id] : [])));
  if (ids.size === 0) return parsed.map((one, index) => rejected(records[index], refusalOf(one, phase), index));
  return withTelemetry(root, async (append) => {
    const known = await digestsOf(root, ids);
    const results: SentRecord[] = [];
    for (const [index, one] of parsed.entries()) {
      const before = one.ok ? known.get(one.run.run_id) : undefined;
      if (one.ok && before === one.digest) {
        results.push({ index, status: "duplicate", run_id: one.run.run_id, problems: [], notes: [] });
        continue;
      }
      const refusal = refusalOf(one, phase);
      if (!one.ok || refusal.length > 0) {
        results.push(rejected(records[index], refusal, index));
        continue;
      }
      const { run, digest, resultProblems } = one;
      await append(JSON.stringify(run));
      known.set(run.run_id, digest);
      const warning = wrapWarning(run, resultProblems);
      const status = before === undefined ? "accepted" : "corrected";
      results.push({ index, status, run_id: run.run_id, problems: [], notes: warning === null ? [] : [warning] });
    }
    return results;
  });
}

async function digestsOf(root: string, ids: ReadonlySet<string>): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for await (const { text } of readTelemetry(root, { maxBytes: LINE_BYTES })) {
    const record = text === undefined ? undefined : parseJson(text);
    if (!ids.has(runIdOf(record) ?? "")) continue;
    const parsed = parseRun(record, ANY_TIME);
    if (parsed.ok) known.set(parsed.run.run_id, runDigest(parsed.run));
  }
  return known;
}

function rejected(record: unknown, problems: SentRecord["problems"], index: number): SentRecord {
  return { index, status: "rejected", run_id: runIdOf(record), problems, notes: [] };
}

function shortened(notes: readonly string[]): string[] {
  const more = notes.length - MOST_NOTES;
  return more > 0 ? [...notes.slice(0, MOST_NOTES), `${TELEMETRY_PATH}: ${more} more lines do not count`] : [...notes];
}

/** Undefined where the text is no JSON: the parser of records then asks for an object. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
