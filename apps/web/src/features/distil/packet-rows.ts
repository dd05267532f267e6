/** What of a lesson a list of its evidence needs. */
export interface LessonEvidence {
  packets: readonly { hash: string; kind: "experience" | "failure"; content: Readonly<Record<string, unknown>> }[];
  runs: readonly EvidenceRun[];
  counterRuns: readonly EvidenceRun[];
}

interface EvidenceRun {
  repo: string;
  run: string;
  /** Null where nobody has reported it. */
  state: string | null;
  endedAt: string | null;
}

/** One packet of the evidence, with the number that the change cites it by. */
export interface PacketRow {
  number: number;
  hash: string;
  /** Null for a run that nobody reported here. */
  repo: string | null;
  run: string;
  says: string;
  /** It passed the same way: it speaks against the lesson. */
  counter: boolean;
  /** A time as records write it. */
  endedAt: string | null;
}

/**
 * The packets that lessons rest on, numbered: failures in the order in which they ended, then what passed the same way. Of a failed
 * task its failure packet stands for both.
 */
export function packetRows(lessons: readonly LessonEvidence[]): PacketRow[] {
  const rows = lessons.flatMap(({ packets, runs, counterRuns }) => {
    const byRun = new Map([...counterRuns, ...runs].map((run) => [run.run, run]));
    const against = new Set(counterRuns.map(({ run }) => run));
    const told = new Set(
      packets.flatMap(({ kind, content }) => (kind === "failure" ? [textAt(content, "run_id")] : [])),
    );
    return packets.flatMap(({ hash, kind, content }): Omit<PacketRow, "number">[] => {
      const run = textAt(content, "run_id");
      const counter = kind === "experience" && against.has(run);
      if (kind === "experience" && !counter && told.has(run)) return [];
      const { repo = null, state = null, endedAt = null } = byRun.get(run) ?? {};
      const says = counter ? "passed the same way" : textAt(content, "symptom");
      return [{ hash, repo: state === null ? null : repo, run, says, counter, endedAt }];
    });
  });
  const once = [...new Map(rows.map((row) => [row.hash, row])).values()];
  return once
    .toSorted((a, b) => Number(a.counter) - Number(b.counter) || orderOf(a).localeCompare(orderOf(b)))
    .map((row, at) => ({ number: at + 1, ...row }));
}

function orderOf({ endedAt, run }: Pick<PacketRow, "endedAt" | "run">): string {
  return `${endedAt ?? ""} ${run}`;
}

function textAt(content: Readonly<Record<string, unknown>>, key: string): string {
  const value = content[key];
  return typeof value === "string" ? value : "";
}
