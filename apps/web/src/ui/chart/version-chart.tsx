import type { ReactNode } from "react";
import { ChartFrame, UnitAxis } from "./chart-frame.tsx";
import { layOutVersions, VERSION_CHART, type VersionLine } from "./version-layout.ts";

interface VersionChartProps {
  title: string;
  description: string;
  versions: readonly VersionLine[];
  floor: number;
  /** The running score is drawn from this intent on. */
  from: number;
  formatDay: (at: number) => string;
  table: ReactNode;
}

/** Each version starts anew at its flag: dots are intents, the line its running score, the band its interval. */
export function VersionChart({ title, description, versions, floor, from, formatDay, table }: VersionChartProps) {
  const { y, height, bottom, lines, ticks } = layOutVersions(versions, { from });
  const { left, right, width } = VERSION_CHART;
  return (
    <ChartFrame width={width} height={height} title={title} description={description} table={table}>
      <UnitAxis left={left} right={right} y={y} floor={floor} />
      {lines.map((line) => (
        <g key={line.name} className={line.current ? "s-acc" : "s-neu"}>
          {line.band === "" ? null : <polygon className="band" points={line.band} />}
          {line.dots.map((dot) => (
            <circle key={dot.key} className="dot faint" cx={dot.x} cy={dot.y} r="2" />
          ))}
          {line.running === "" ? null : <polyline className="ln strong-line" points={line.running} />}
          {line.end ? <circle className="dot" cx={line.end.x} cy={line.end.y} r="3.5" /> : null}
        </g>
      ))}
      {lines.map(({ name, note, current, flag }) => (
        <g key={name} className={current ? "s-acc" : "s-neu"}>
          <line className="axis" x1={flag.x} x2={flag.x} y1={flag.y} y2={bottom} />
          <rect className="dot" x={flag.anchor === "end" ? flag.x - 4 : flag.x} y={flag.y} width="4" height="8" />
          <text x={flag.textX} y={flag.y + 8} textAnchor={flag.anchor}>
            <tspan className={current ? "a" : "k"}>{name}</tspan>
            <tspan dx="6">{note}</tspan>
          </text>
        </g>
      ))}
      {ticks.map(({ at, x, anchor }) => (
        <text key={at} x={x} y={bottom + 18} textAnchor={anchor}>
          {formatDay(at)}
        </text>
      ))}
    </ChartFrame>
  );
}
