import type { CompareCell, Compared, CompareRow, PolicyBrief } from "@yardlet/services";
import type { ReactNode } from "react";
import { IntervalLine } from "@/ui/chart/interval-bar.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import { Table } from "@/ui/table.tsx";
import { formatDifference, formatDifferenceRange, formatRange, formatScore } from "./format.ts";
import { DIFFERENCE_AXIS, scoreAxis } from "./score-words.tsx";
import { DIFFERENCES, NOT_COMPARABLE, NOT_COMPARABLE_SHORT, PLACES } from "./words.ts";

export type MatrixMode = "score" | "difference";

interface ScoreMatrixProps {
  label: string;
  mode: MatrixMode;
  policy: PolicyBrief;
  rows: readonly CompareRow[];
  /** Slugs of repos. */
  columns: readonly string[];
  /** The heads of the columns, in their order. */
  heads: ReactNode;
  /** A column of all repos together, before the others. */
  pooled?: boolean;
  renderHead: (row: CompareRow) => ReactNode;
  selected?: string | null;
}

/** Names a row of a comparison: the skill and the version. */
export function compareKey({ home, name, version }: Pick<CompareRow, "home" | "name" | "version">): string {
  return `${home}/${name}@${version}`;
}

/** Many skills × many repos: glyph, score, n, and the interval as a line. */
export function ScoreMatrix({
  label,
  mode,
  policy,
  rows,
  columns,
  heads,
  pooled = false,
  renderHead,
  selected = null,
}: ScoreMatrixProps) {
  return (
    <Table matrix dense label={label}>
      <thead>
        <tr>{heads}</tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const key = compareKey(row);
          return (
            <tr key={key} data-row={key} className={key === selected ? "sel" : undefined}>
              <th scope="row" className="nw">
                {renderHead(row)}
              </th>
              {pooled ? (
                <MatrixCell cell={row.all} mode={mode} policy={policy} where={`${row.name} in all repos`} />
              ) : null}
              {columns.map((slug) => (
                <MatrixCell
                  key={slug}
                  cell={row.cells[slug]}
                  mode={mode}
                  policy={policy}
                  where={`${row.name} in ${slug}`}
                />
              ))}
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

interface MatrixCellProps {
  cell: CompareCell | undefined;
  mode: MatrixMode;
  policy: PolicyBrief;
  where: string;
}

function MatrixCell({ cell, mode, policy, where }: MatrixCellProps) {
  if (!cell) {
    return (
      <td className="off">
        <span aria-hidden="true">·</span>
        <span className="vh">no evidence</span>
      </td>
    );
  }
  const { place, value, lo, hi, n } = cell;
  const look = (mode === "score" ? PLACES : DIFFERENCES)[place];
  if (place === "few" || value === null || lo === null || hi === null) {
    return (
      <td title={`${where}: ${longWhy(cell, mode, policy)}`}>
        <span className="few">
          <Glyph name={look.glyph} tone={look.tone} />
          <span className="vh">{look.word} </span> — {shortWhy(cell, mode, policy)}
        </span>
      </td>
    );
  }
  const range = mode === "score" ? formatRange(lo, hi) : formatDifferenceRange(lo, hi);
  const number = mode === "score" ? formatScore(value) : formatDifference(value);
  return (
    <td title={`${where}: ${number}, 95 % interval ${range}, ${n} intents`}>
      <div className={mode === "score" ? "c" : "c signed"}>
        <Glyph name={look.glyph} tone={look.tone} />
        <b>
          <span className="vh">{look.word}, </span>
          {number}
          <span className="vh">, interval {range}, n </span>
        </b>
        <i>{n}</i>
        <IntervalLine
          interval={{ value, lo, hi }}
          axis={mode === "score" ? scoreAxis(policy) : DIFFERENCE_AXIS}
          tone={look.tone}
        />
      </div>
    </td>
  );
}

function shortWhy({ n, why }: CompareCell, mode: MatrixMode, policy: PolicyBrief): string {
  if (mode === "score") return `${n} of ${policy.minIntents}`;
  return why === undefined ? "unknown" : NOT_COMPARABLE_SHORT[why];
}

function longWhy({ n, why }: CompareCell, mode: MatrixMode, policy: PolicyBrief): string {
  if (mode === "score") return `${n} of ${policy.minIntents} intents`;
  return why === undefined ? "unknown" : NOT_COMPARABLE[why];
}

/** What the glyphs of a matrix mean. */
export function MatrixLegend({ mode, policy }: { mode: MatrixMode; policy: Compared["policy"] }) {
  const looks = mode === "score" ? PLACES : DIFFERENCES;
  const words = mode === "score" ? LEGENDS.score(policy) : LEGENDS.difference();
  return (
    <div className="legend under">
      {words.map(({ place, word }) => (
        <span key={place}>
          <Glyph name={looks[place].glyph} tone={looks[place].tone} />
          {word}
        </span>
      ))}
      <span>· no evidence</span>
      <span>
        {mode === "score"
          ? `score left, n intents right; the line is the 95 % interval, its tick the floor ${formatScore(policy.floor)}`
          : "difference left, n intents with it right; the line is the 95 % interval, its tick is zero"}
      </span>
    </div>
  );
}

const LEGENDS = {
  score: ({ minIntents }: Compared["policy"]) =>
    [
      { place: "above", word: "interval above the floor" },
      { place: "undecided", word: "undecided" },
      { place: "below", word: "below" },
      { place: "few", word: `fewer than ${minIntents} intents` },
    ] as const,
  difference: () =>
    [
      { place: "above", word: "better with it" },
      { place: "undecided", word: "undecided" },
      { place: "below", word: "worse with it" },
      { place: "few", word: "not comparable" },
    ] as const,
};
