import type { GridCell } from "@/ui/grid/grid.tsx";
import { scaleOf } from "@/ui/chart/geometry.ts";
import type { Axis } from "@/ui/chart/interval-bar.tsx";
import { type MatrixCellInput, matrixWords } from "./matrix-words.ts";

const NO_EVIDENCE: GridCell = { className: "off", text: "·", label: "no evidence" };

/** A cell of a matrix as the grid draws it: the same words as `matrixCell`, in as few elements as there can be. */
export function gridCell(input: MatrixCellInput, axis: Axis): GridCell {
  const words = matrixWords(input);
  if (words === null) return NO_EVIDENCE;
  const { title, standing } = words;
  const stands = standing === null ? "" : `, ${standing.word}`;
  const below = standing === null ? {} : { below: { glyph: standing.glyph, text: standing.word } };
  if (words.kind === "empty") {
    return { title, label: `no task yet${stands}`, text: standing === null ? "—" : "", ...below };
  }
  const { glyph, tone, word } = words.look;
  if (words.kind === "few") {
    return {
      className: "quiet",
      title,
      label: `${word} — ${words.why}${stands}`,
      glyph,
      text: `— ${words.why}`,
      ...below,
    };
  }
  const { number, range, n, interval } = words;
  const place = scaleOf([axis.from, axis.to], [0, 100]);
  return {
    className: `drawn t-${tone}`,
    title,
    label: `${word}, ${number}, interval ${range}, n ${n}${stands}`,
    glyph,
    text: number,
    aside: String(n),
    line: { from: place(interval.lo), to: place(interval.hi) },
    ...below,
  };
}

/** Where the tick of an axis stands, in percent of its length. */
export function tickOf({ from, to, line }: Axis): number {
  return scaleOf([from, to], [0, 100])(line);
}
