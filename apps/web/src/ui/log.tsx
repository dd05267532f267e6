"use client";

import { useEffect, useRef } from "react";
import { formatClock } from "./format.ts";

export interface LogLine {
  seq: number;
  at: Date;
  source: string;
  level: "step" | "info" | "warn";
  message: string;
}

const LEVELS = { step: "step", info: undefined, warn: "w" } as const;

interface LogProps {
  label: string;
  lines: readonly LogLine[];
  /** More lines may come: the last one ends in a caret. */
  live: boolean;
  /** Keep the newest line in sight. */
  follow: boolean;
  /** What stands there while there are no lines. */
  empty: string;
}

export function Log({ label, lines, live, follow, empty }: LogProps) {
  const end = useRef<HTMLDivElement>(null);
  const last = lines.at(-1)?.seq;
  useEffect(() => {
    if (follow && live && last !== undefined) end.current?.scrollIntoView({ block: "nearest" });
  }, [follow, live, last]);
  return (
    <div role="log" aria-label={label}>
      <ol className="log">
        {lines.map((line, index) => (
          <li key={line.seq} className={LEVELS[line.level]}>
            <time dateTime={line.at.toISOString()}>{formatClock(line.at)}</time>
            <span className="src">{line.source}</span>
            <span className={live && index === lines.length - 1 ? "msg caret" : "msg"}>
              {line.level === "warn" ? <span className="vh">warning: </span> : null}
              {line.message}
            </span>
          </li>
        ))}
        {lines.length === 0 ? <li className="quiet">{empty}</li> : null}
      </ol>
      <div ref={end} />
    </div>
  );
}
