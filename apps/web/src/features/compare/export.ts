import type { CompareCell, CompareRow } from "@yardlet/services";

/** What a comparison shows, as text for a file. */
export interface Shown {
  mode: "score" | "uplift" | "versions";
  columns: readonly string[];
  rows: readonly CompareRow[];
}

const HEAD = ["home", "skill", "version", "repo", "value", "low", "high", "n", "others", "place", "why"] as const;

/** One line a cell, exactly what is shown: what has no number on the page has none here. */
export function toCsv(shown: Shown): string {
  const lines = cellsOf(shown).map(({ row, repo, cell }) => [
    row.home,
    row.name,
    String(row.version),
    repo,
    ...numbersOf(cell),
    String(cell.n),
    cell.others === undefined ? "" : String(cell.others),
    cell.place,
    cell.why ?? "",
  ]);
  return [HEAD, ...lines].map((line) => `${line.map(quote).join(",")}\r\n`).join("");
}

export function toJson({ mode, ...shown }: Shown): string {
  const cells = cellsOf({ mode, ...shown }).map(({ row, repo, cell }) => ({
    home: row.home,
    skill: row.name,
    version: row.version,
    repo: repo === ALL ? null : repo,
    ...(row.against ? { against: row.against.number } : {}),
    ...cell,
    ...(cell.place === "few" ? { value: null, lo: null, hi: null } : {}),
  }));
  return `${JSON.stringify({ mode, cells }, null, 2)}\n`;
}

const ALL = "all repos";

function cellsOf({ rows, columns }: Shown): { row: CompareRow; repo: string; cell: CompareCell }[] {
  return rows.flatMap((row) => [
    { row, repo: ALL, cell: row.all },
    ...columns.flatMap((repo) => {
      const cell = row.cells[repo];
      return cell ? [{ row, repo, cell }] : [];
    }),
  ]);
}

function numbersOf({ place, value, lo, hi }: CompareCell): string[] {
  if (place === "few" || value === null || lo === null || hi === null) return ["", "", ""];
  return [value, lo, hi].map((number) => number.toFixed(6));
}

/** Names may hold anything; what a spreadsheet would take for a formula is made a text. */
function quote(value: string): string {
  const text = /^[=+@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
