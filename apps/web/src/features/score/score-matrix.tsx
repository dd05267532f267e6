import type { Compared, CompareRow, PolicyBrief } from "@yardlet/services";
import type { ReactNode } from "react";
import { type Axis, IntervalLine } from "@/ui/chart/interval-bar.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import { Table } from "@/ui/table.tsx";
import { formatScore } from "./format.ts";
import { type MatrixCellInput, type MatrixMode, matrixWords, type Standing } from "./matrix-words.ts";
import { DIFFERENCE_AXIS, scoreAxis } from "./score-words.tsx";
import { DIFFERENCES, PLACES, STATE_NAMES, STATES } from "./words.ts";

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

function MatrixCell(props: MatrixCellInput) {
  const { className, title, content } = matrixCell(props);
  return (
    <td className={className} title={title}>
      {content}
    </td>
  );
}

const NO_EVIDENCE = {
  className: "off",
  content: (
    <>
      <span aria-hidden="true">·</span>
      <span className="vh">no evidence</span>
    </>
  ),
};

/** One cell of a matrix: glyph, value, n and interval, and below them how the repo stands to the skill. Null has no evidence. */
export function matrixCell(input: MatrixCellInput): { className?: string; title?: string; content: ReactNode } {
  const words = matrixWords(input);
  if (words === null) return NO_EVIDENCE;
  const { title } = words;
  const standing = words.standing === null ? null : <StateWords state={words.standing} />;
  if (words.kind === "empty") return { title, content: <div className="c">{standing ?? "—"}</div> };
  const { look } = words;
  if (words.kind === "few") {
    const content = (
      <>
        <span className="few">
          <Glyph name={look.glyph} tone={look.tone} />
          <span className="vh">{look.word} </span> — {words.why}
        </span>
        {standing}
      </>
    );
    return { title, content };
  }
  const { number, range, n, interval } = words;
  const { mode, policy } = input;
  const content = (
    <div className={mode === "score" ? "c" : "c signed"}>
      <Glyph name={look.glyph} tone={look.tone} />
      <b>
        <span className="vh">{look.word}, </span>
        {number}
        <span className="vh">, interval {range}, n </span>
      </b>
      <i>{n}</i>
      <IntervalLine interval={interval} axis={matrixAxis(mode, policy)} tone={look.tone} />
      {standing}
    </div>
  );
  return { title, content };
}

/** The axis that the intervals of a matrix are drawn on. */
export function matrixAxis(mode: MatrixMode, policy: PolicyBrief): Axis {
  return mode === "score" ? scoreAxis(policy) : DIFFERENCE_AXIS;
}

function StateWords({ state: { glyph, tone, word } }: { state: Standing }) {
  return (
    <span className="st">
      <Glyph name={glyph} tone={tone} /> <span className="vh">, </span>
      {word}
    </span>
  );
}

/** What the glyphs of a matrix mean. */
export function MatrixLegend({
  mode,
  policy,
  states = false,
}: {
  mode: MatrixMode;
  policy: Compared["policy"];
  /** Cells also say how their repo stands to the skill. */
  states?: boolean;
}) {
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
      {states
        ? STATE_NAMES.map((state) => (
            <span key={state}>
              <Glyph name={STATES[state].glyph} tone={STATES[state].tone} />
              {STATES[state].word}
            </span>
          ))
        : null}
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
