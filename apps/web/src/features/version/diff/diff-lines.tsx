import type { DiffHunk, DiffLine } from "@yardlet/core/version";
import type { ReactNode } from "react";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { splitRows } from "./split-rows.ts";

export type DiffLook = "unified" | "split";

const KINDS = {
  same: { row: undefined, sign: "", word: null },
  added: { row: "add", sign: "+", word: <ins className="vh">added </ins> },
  removed: { row: "del", sign: "−", word: <del className="vh">removed </del> },
} as const;

/** What a line of the text after the change rests on, by its number; drawn behind the line. */
export type Cite = (line: number) => ReactNode;

interface DiffLinesProps {
  label: string;
  hunks: readonly DiffHunk[];
  look: DiffLook;
  /** For the unified look, where there is room behind a line. */
  cite?: Cite | undefined;
}

/** What changed inside one file, line by line. */
export function DiffLines({ label, hunks, look, cite }: DiffLinesProps) {
  const Hunk = HUNKS[look];
  return (
    <div className={look === "split" ? "diff split-diff" : "diff"} role="region" tabIndex={0} aria-label={label}>
      <table>
        {look === "split" ? <SplitColumns /> : null}
        <tbody>
          {hunks.map((hunk) => (
            <Hunk key={`${hunk.before.from} ${hunk.after.from}`} hunk={hunk} cite={cite} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Fixed columns take their widths from here: the first row spans them all. */
function SplitColumns() {
  return (
    <colgroup>
      <col className="ln" />
      <col className="sg" />
      <col />
      <col className="ln" />
      <col className="sg" />
      <col />
    </colgroup>
  );
}

const HUNKS = { unified: UnifiedHunk, split: SplitHunk } as const satisfies Record<DiffLook, unknown>;

function UnifiedHunk({ hunk, cite }: { hunk: DiffHunk; cite: Cite | undefined }) {
  return (
    <>
      <HunkHead hunk={hunk} columns={cite ? 5 : 4} />
      {hunk.lines.map((line) => (
        <tr key={`${line.before} ${line.after}`} className={KINDS[line.kind].row}>
          <td className="ln">{line.before}</td>
          <td className="ln">{line.after}</td>
          <td className="sg">{KINDS[line.kind].sign}</td>
          <td>
            {KINDS[line.kind].word}
            <LineText line={line} />
          </td>
          {cite ? (
            <td className="ci">{line.kind === "added" && line.after !== null ? cite(line.after) : null}</td>
          ) : null}
        </tr>
      ))}
    </>
  );
}

function SplitHunk({ hunk }: { hunk: DiffHunk }) {
  return (
    <>
      <HunkHead hunk={hunk} columns={6} />
      {splitRows(hunk.lines).map(({ before, after }) => (
        <tr key={`${before?.before} ${after?.after}`}>
          <SplitCells line={before} number={before?.before} />
          <SplitCells line={after} number={after?.after} />
        </tr>
      ))}
    </>
  );
}

function SplitCells({ line, number }: { line: DiffLine | null; number: number | null | undefined }) {
  if (line === null) return <td colSpan={3} className="void" />;
  const { row, sign, word } = KINDS[line.kind];
  return (
    <>
      <td className={row ? `ln ${row}` : "ln"}>{number}</td>
      <td className={row ? `sg ${row}` : "sg"}>{sign}</td>
      <td className={row}>
        {word}
        <LineText line={line} />
      </td>
    </>
  );
}

function HunkHead({ hunk: { before, after }, columns }: { hunk: DiffHunk; columns: number }) {
  return (
    <tr className="hk">
      <td colSpan={columns}>
        {placeOf(before)} → {placeOf(after)}
      </td>
    </tr>
  );
}

function placeOf({ from, lines }: DiffHunk["before"]): string {
  if (lines === 0) return "nothing";
  return lines === 1 ? `line ${from}` : `lines ${from}–${from + lines - 1}`;
}

/** A line of somebody else's text. What only its end tells apart is named, because it cannot be seen. */
function LineText({ line: { text, ended } }: { line: DiffLine }) {
  const isWindows = text.endsWith("\r");
  return (
    <>
      <UntrustedText text={isWindows ? text.slice(0, -1) : text} />
      {isWindows ? <span className="hid">CR</span> : null}
      {ended ? null : <span className="hid">no line end</span>}
    </>
  );
}
