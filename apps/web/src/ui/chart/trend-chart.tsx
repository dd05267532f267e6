import type { ReactNode } from "react";
import { bandText, pointsText, runsOf, scaleOf } from "./geometry.ts";
import { ChartFrame, UnitAxis } from "./chart-frame.tsx";

/** One week: a share of `n` with its interval; null where there was nothing. */
export interface TrendPoint {
  label: string;
  rate: number | null;
  lo: number;
  hi: number;
  n: number;
}

const WIDTH = 496;
const HEIGHT = 168;
const LEFT = 32;
const RIGHT = 488;
const TOP = 12;
const BOTTOM = 134;
/** Labels of weeks that stand under the chart. */
const LABELS = 4;

interface TrendChartProps {
  title: string;
  description: string;
  points: readonly TrendPoint[];
  table: ReactNode;
}

/** A share week by week with its interval as a band; n stands under each week. */
export function TrendChart({ title, description, points, table }: TrendChartProps) {
  const x = scaleOf([0, Math.max(1, points.length - 1)], [LEFT, RIGHT]);
  const y = scaleOf([0, 1], [BOTTOM, TOP]);
  const marks = points.map(({ rate, lo, hi }, at) =>
    rate === null ? null : { at, x: x(at), y: y(rate), top: y(hi), bottom: y(lo) },
  );
  const last = points.length - 1;
  const every = Math.max(1, Math.round(last / (LABELS - 1)));
  return (
    <ChartFrame width={WIDTH} height={HEIGHT} title={title} description={description} table={table}>
      <UnitAxis left={LEFT} right={RIGHT} y={y} />
      <g className="s-acc">
        {runsOf(marks).map((run) => (
          <g key={run[0]?.at}>
            <polygon className="band" points={bandText(run)} />
            <polyline className="ln" points={pointsText(run)} />
            {run.map((mark) => (
              <circle
                key={mark.at}
                className={mark.at === last ? "dot" : "ring"}
                cx={mark.x}
                cy={mark.y}
                r={mark.at === last ? 3.5 : 2}
              />
            ))}
          </g>
        ))}
      </g>
      <text className="fine" x="2" y="148">
        n
      </text>
      {points.map(({ label, n }, at) => (
        <text key={label} className="fine" x={x(at)} y="148" textAnchor="middle">
          {n}
        </text>
      ))}
      {points.map(({ label }, at) =>
        at === last || (at % every === 0 && last - at >= every) ? (
          <text key={label} x={x(at)} y="164" textAnchor={at === 0 ? "start" : at === last ? "end" : "middle"}>
            {label}
          </text>
        ) : null,
      )}
    </ChartFrame>
  );
}
