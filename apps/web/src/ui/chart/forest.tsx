import type { GlyphTone } from "../glyph.tsx";
import { markSide, scaleOf } from "./geometry.ts";
import type { Axis, Interval } from "./interval-bar.tsx";

/** A forest plot is a table with one drawn column: this is its width. */
const WIDTH = 320;
const EDGE = 6;
const HEIGHT = 20;
const MIDDLE = HEIGHT / 2;

/** The head of the drawn column: both ends of the axis and its line, in words. */
export function ForestHead({ axis, labels }: { axis: Axis; labels: { from: string; line: string; to: string } }) {
  const x = scaleOf([axis.from, axis.to], [EDGE, WIDTH - EDGE]);
  return (
    <svg className="txt" width={WIDTH} height="14" aria-hidden="true">
      <text x={EDGE} y="11">
        {labels.from}
      </text>
      <text x={x(axis.line)} y="11" textAnchor="middle">
        {labels.line}
      </text>
      <text x={WIDTH - EDGE} y="11" textAnchor="end">
        {labels.to}
      </text>
    </svg>
  );
}

interface ForestRowProps {
  interval: Interval;
  axis: Axis;
  tone: GlyphTone;
  /** The mark grows with it. */
  n: number;
  /** `few` is hollow and dashed, `pooled` a diamond. */
  mark?: "one" | "few" | "pooled";
}

/** The drawn cell of one row; the numbers beside it are its text. */
export function ForestRow({ interval: { value, lo, hi }, axis, tone, n, mark = "one" }: ForestRowProps) {
  const x = scaleOf([axis.from, axis.to], [EDGE, WIDTH - EDGE]);
  const known = value !== null && lo !== null && hi !== null;
  return (
    <svg className={`fr s-${tone}`} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <line className="at" x1={x(axis.line)} x2={x(axis.line)} y1="0" y2={HEIGHT} />
      {known ? (
        <>
          <line className={mark === "few" ? "wh dots" : "wh"} x1={x(lo)} x2={x(hi)} y1={MIDDLE} y2={MIDDLE} />
          {mark === "pooled" ? <Diamond x={x(value)} /> : <Square x={x(value)} n={n} hollow={mark === "few"} />}
        </>
      ) : null}
    </svg>
  );
}

function Square({ x, n, hollow }: { x: number; n: number; hollow: boolean }) {
  const side = markSide(n);
  return <rect className={hollow ? "ring" : "dot"} x={x - side / 2} y={MIDDLE - side / 2} width={side} height={side} />;
}

function Diamond({ x }: { x: number }) {
  return <path className="dot" d={`M${x - 6} ${MIDDLE} ${x} ${MIDDLE - 5} ${x + 6} ${MIDDLE} ${x} ${MIDDLE + 5}z`} />;
}
