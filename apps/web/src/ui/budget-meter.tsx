import { formatNumber } from "./format.ts";

export interface BudgetPart {
  name: string;
  characters: number;
}

interface BudgetMeterProps {
  limit: number;
  used: number;
  /** Share of the limit from which the meter warns, 0 to 1. */
  warnAt?: number;
  /** How many more skills of mean length fit before the warning. */
  room: number;
  parts: readonly BudgetPart[];
  /** Names of parts an agent does not get to see. */
  cutOff?: readonly string[];
}

/** What an agent reads about its skills before it starts, of what its client shows. */
export function BudgetMeter({ limit, used, warnAt = 0.8, room, parts, cutOff = [] }: BudgetMeterProps) {
  const scale = Math.max(limit, used);
  const gap = scale / 600;
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((sum, part) => sum + part.characters, 0));
  const percent = Math.round((used / limit) * 100);
  const longest = parts.toSorted((a, b) => b.characters - a.characters)[0];
  const summary = `${formatNumber(used)} of ${formatNumber(limit)} characters, ${percent} %, in ${parts.length} skills`;
  return (
    <div>
      <svg
        className="budget"
        viewBox={`0 0 ${scale} 10`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Listing budget: ${summary}`}
      >
        {parts.map((part, index) => (
          <rect
            key={part.name}
            className={`part${index % 2 ? " even" : ""}${cutOff.includes(part.name) ? " out" : ""}`}
            x={starts[index]}
            width={Math.max(0, part.characters - gap)}
            height="10"
          />
        ))}
        <rect className="mark" x={limit * warnAt} width={gap} height="10" />
      </svg>
      <p className="sm t2 under">
        <b>{formatNumber(used)}</b> of {formatNumber(limit)} characters, {percent} %, in {parts.length}{" "}
        {parts.length === 1 ? "skill" : "skills"}.{" "}
        {longest ? `Longest: ${longest.name}, ${formatNumber(longest.characters)}. ` : null}
        {cutOff.length > 0
          ? `An agent that stops at the limit does not see ${cutOff.join(", ")}.`
          : `Room for about ${room} more before the warning at ${Math.round(warnAt * 100)} %.`}
      </p>
    </div>
  );
}
