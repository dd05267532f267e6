import { useId, type ReactNode } from "react";

interface ChartFrameProps {
  width: number;
  height: number;
  title: string;
  /** The numbers in words. */
  description: string;
  children: ReactNode;
  /** The same numbers as a table, behind a button; without it the table stands beside the chart. */
  table?: ReactNode;
}

/** A chart at its natural size; narrow windows scroll it and begin at its newest end. */
export function ChartFrame({ width, height, title, description, children, table }: ChartFrameProps) {
  const id = useId();
  return (
    <>
      <div className="chart" tabIndex={0} role="region" aria-label={`${title}, chart`}>
        <svg
          className="txt"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-labelledby={`${id}t ${id}d`}
        >
          <title id={`${id}t`}>{title}</title>
          <desc id={`${id}d`}>{description}</desc>
          {children}
        </svg>
      </div>
      {table === undefined ? null : (
        <details className="alt">
          <summary>Table</summary>
          {table}
        </details>
      )}
    </>
  );
}

interface UnitAxisProps {
  left: number;
  right: number;
  y: (value: number) => number;
  /** A dotted line with its name. */
  floor?: number;
}

/** The lines of an axis from 0 to 1. */
export function UnitAxis({ left, right, y, floor }: UnitAxisProps) {
  return (
    <>
      {[0, 0.25, 0.5, 0.75, 1].map((value) => (
        <line key={value} className={value === 0 ? "axis" : "gl"} x1={left} x2={right} y1={y(value)} y2={y(value)} />
      ))}
      {[0, 0.5, 1].map((value) => (
        <text key={value} x={left - 8} y={y(value) + 4} textAnchor="end">
          {String(value).replace(/^0\./, ".")}
        </text>
      ))}
      {floor === undefined ? null : (
        <>
          <line className="fl" x1={left} x2={right} y1={y(floor)} y2={y(floor)} />
          <text x={right} y={y(floor) - 4} textAnchor="end">
            floor
          </text>
        </>
      )}
    </>
  );
}
