import type { GlyphTone } from "../glyph.tsx";
import { classNames } from "../class-names.ts";
import { scaleOf } from "./geometry.ts";

/** A score or a difference with its interval, as far as it is known. */
export interface Interval {
  value: number | null;
  lo: number | null;
  hi: number | null;
}

/** What an axis goes from and to, and where its line is: the floor of scores, the zero of differences. Never a cut axis. */
export interface Axis {
  from: number;
  to: number;
  line: number;
}

interface IntervalBarProps {
  interval: Interval;
  axis: Axis;
  tone: GlyphTone;
  width?: number;
  height?: number;
}

const EDGE = 3;

/** One interval beside its numbers, which carry the meaning: a thin line, a dot, the floor dotted. Nothing known: the axis alone. */
export function IntervalBar({ interval, axis, tone, width = 80, height = 16 }: IntervalBarProps) {
  const { value, lo, hi } = interval;
  const x = scaleOf([axis.from, axis.to], [EDGE, width - EDGE]);
  const middle = height / 2;
  const known = value !== null && lo !== null && hi !== null;
  return (
    <svg className={`ib s-${tone}`} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line className={classNames("gl", !known && "dots")} x1={EDGE} x2={width - EDGE} y1={middle} y2={middle} />
      <line className="at" x1={x(axis.line)} x2={x(axis.line)} y1={middle - 6} y2={middle + 6} />
      {known ? (
        <>
          <line className="wh" x1={x(lo)} x2={x(hi)} y1={middle} y2={middle} />
          <circle className="dot" cx={x(value)} cy={middle} r="3" />
        </>
      ) : null}
    </svg>
  );
}

const CELL = 60;

/** The interval alone as the lower edge of a matrix cell, as wide as the cell. */
export function IntervalLine({
  interval: { lo, hi },
  axis,
  tone,
}: Pick<IntervalBarProps, "interval" | "axis" | "tone">) {
  const x = scaleOf([axis.from, axis.to], [0, CELL]);
  const at = x(axis.line);
  return (
    <svg className={`ib s-${tone}`} viewBox={`0 0 ${CELL} 4`} preserveAspectRatio="none" aria-hidden="true">
      <line className="gl" x1="0" x2={CELL} y1="2" y2="2" />
      {lo === null || hi === null ? null : <line className="thick" x1={x(lo)} x2={x(hi)} y1="2" y2="2" />}
      <line className="cut-out" x1={at} x2={at} y1="0" y2="4" />
      <line className="tick" x1={at} x2={at} y1="0" y2="4" />
    </svg>
  );
}
