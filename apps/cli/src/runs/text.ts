import type { RunReport, SentRecord } from "@yardlet/core/run/command-report";
import { columns } from "../output/columns.ts";
import { printable } from "../output/printable.ts";

const MOST_LINES = 20;

/** A report as people read it: the counts, then every record that asks for a look. */
export function reportText(report: RunReport): string {
  const { to, results, problems, earlier } = report;
  const counts = (["accepted", "duplicate", "corrected", "rejected", "waiting"] as const).flatMap((status) =>
    report[status] > 0 ? [`${report[status]} ${status}`] : [],
  );
  const head = results.length === 0 ? "no records" : `${plural(results.length, "record")}: ${counts.join(", ")}`;
  const rows = [
    ...problems.map(({ line, path, message }) => [
      "no record",
      line === undefined ? printable(path) : `line ${line}`,
      printable(message),
    ]),
    ...results.flatMap((result) =>
      result.problems.map(({ path, message }) => [
        result.status,
        nameOf(result),
        printable(`${path} ${message}`.trim()),
      ]),
    ),
  ];
  const more = rows.length - MOST_LINES;
  return `${[
    `${to.at}: ${head}`,
    ...columns(rows.slice(0, MOST_LINES)),
    ...(more > 0 ? [`  and ${more} more; --json lists all`] : []),
    ...earlierLines(earlier),
  ].join("\n")}\n`;
}

/** What was kept of records without weight or wrapped, a line each. */
export function recordNotes({ results }: RunReport): string[] {
  const notes = results.flatMap((result) => result.notes.map((note) => `${nameOf(result)}: ${printable(note)}`));
  const more = notes.length - MOST_LINES;
  return more > 0 ? [...notes.slice(0, MOST_LINES), `${more} more notes; --json lists all`] : notes;
}

function nameOf({ run_id: id, index }: SentRecord): string {
  return id === null ? `record ${index + 1}` : printable(id);
}

function earlierLines({ sent, rejected, waiting }: RunReport["earlier"]): string[] {
  const parts = [
    ...(sent > 0 ? [`${sent} sent`] : []),
    ...(rejected > 0 ? [`${rejected} rejected, kept with the reasons in spool/rejected`] : []),
    ...(waiting > 0 ? [`${waiting} still waiting`] : []),
  ];
  return parts.length === 0 ? [] : [`From earlier: ${parts.join(", ")}`];
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
