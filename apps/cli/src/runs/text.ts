import type { RunReport } from "@yardlet/core/run/command-report";
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
    ...results.flatMap(({ index, status, run_id, problems: found, notes }) => {
      const name = run_id === null ? `record ${index + 1}` : printable(run_id);
      return [
        ...found.map(({ path, message }) => [status, name, printable(`${path} ${message}`.trim())]),
        ...notes.map((note) => ["note", name, printable(note)]),
      ];
    }),
  ];
  const more = rows.length - MOST_LINES;
  return `${[
    `${to.at}: ${head}`,
    ...columns(rows.slice(0, MOST_LINES)),
    ...(more > 0 ? [`  and ${more} more; --json lists all`] : []),
    ...earlierLines(earlier),
  ].join("\n")}\n`;
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
