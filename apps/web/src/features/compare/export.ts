import type { CompareCell, CompareRow, WorkerRow } from "@yardlet/services";

/** What a comparison shows, as text for a file. */
export type Shown =
  | { mode: "score" | "uplift" | "versions"; columns: readonly string[]; rows: readonly CompareRow[] }
  | { mode: "workers"; kinds: readonly string[]; rows: readonly WorkerRow[] };

/** One cell as a line. */
interface Line {
  /** What names it: who or what, where or which kind. Null stands for all of them. */
  names: Readonly<Record<string, string | number | null>>;
  cell: CompareCell;
  more: Readonly<Record<string, string | number>>;
}

const ALL = { repo: "all repos", kind: "every kind", model: "", against: "" } as const;
const NUMBERS = ["value", "low", "high", "n", "others", "place", "why"] as const;

/** The columns of each mode's file, before and after the numbers. */
const HEADS = {
  score: { names: ["home", "skill", "version", "repo"], more: ["state"] },
  uplift: { names: ["home", "skill", "version", "repo"], more: [] },
  versions: { names: ["home", "skill", "version", "against"], more: ["verdict"] },
  workers: { names: ["agent", "model", "kind", "of"], more: [] },
} as const satisfies Record<Shown["mode"], { names: readonly string[]; more: readonly string[] }>;

/** One line a cell, exactly what is shown: what has no number on the page has none here. */
export function toCsv(shown: Shown): string {
  const { names, more } = HEADS[shown.mode];
  const lines = linesOf(shown).map((line) => [
    ...names.map((name) => String(line.names[name] ?? allOf(name))),
    ...numbersOf(line.cell),
    ...more.map((name) => String(line.more[name] ?? "")),
  ]);
  return [[...names, ...NUMBERS, ...more], ...lines].map((line) => `${line.map(quote).join(",")}\r\n`).join("");
}

export function toJson(shown: Shown): string {
  const cells = linesOf(shown).map(({ names, cell, more }) => ({
    ...names,
    ...cell,
    ...more,
    ...(cell.place === "few" ? { value: null, lo: null, hi: null } : {}),
  }));
  return `${JSON.stringify({ mode: shown.mode, cells }, null, 2)}\n`;
}

function allOf(name: string): string {
  return Object.entries(ALL).find(([known]) => known === name)?.[1] ?? "";
}

function linesOf(shown: Shown): Line[] {
  if (shown.mode === "workers") return shown.rows.flatMap((row) => workerLines(row, shown.kinds));
  return shown.rows.flatMap((row): Line[] => {
    const { home, name: skill, version, against } = row;
    const names = { home, skill, version };
    if (shown.mode === "versions") {
      const verdict: Line["more"] = against ? { verdict: against.state } : {};
      return [{ names: { ...names, against: against?.number ?? null }, cell: row.all, more: verdict }];
    }
    return [
      { names: { ...names, repo: null }, cell: row.all, more: {} },
      ...shown.columns.flatMap((repo) => {
        const { state, ...cell } = row.cells[repo] ?? NO_CELL;
        const more: Line["more"] = state === undefined ? {} : { state };
        return row.cells[repo] ? [{ names: { ...names, repo }, cell, more }] : [];
      }),
    ];
  });
}

const NO_CELL: CompareCell = { place: "few", value: null, lo: null, hi: null, n: 0 };

function workerLines({ agent, model, all, others, kinds: own }: WorkerRow, kinds: readonly string[]): Line[] {
  const line = (kind: string | null, of: string, cell: CompareCell): Line => ({
    names: { agent, model, kind, of },
    cell,
    more: {},
  });
  return [
    line(null, "score", all),
    line(null, "difference from others", others),
    ...kinds.flatMap((kind) => {
      const cell = own[kind];
      return cell ? [line(kind, "score", cell.score)] : [];
    }),
  ];
}

function numbersOf({ place, value, lo, hi, n, others, why }: CompareCell): string[] {
  const known = place !== "few" && value !== null && lo !== null && hi !== null;
  const numbers = known ? [value, lo, hi].map((number) => number.toFixed(6)) : ["", "", ""];
  return [...numbers, String(n), others === undefined ? "" : String(others), place, why ?? ""];
}

/** Names may hold anything; what a spreadsheet would take for a formula is made a text. */
function quote(value: string): string {
  const text = /^[=+@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
