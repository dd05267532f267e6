import type { DriftRow } from "@yardlet/services";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { DRIFTS, driftNote, driftWords, pendingWord } from "./words.ts";

/** Glyph and word of a copy's drift, and what is on its way. */
export function DriftWord({ row }: { row: DriftRow }) {
  const { glyph, tone } = DRIFTS[row.drift.state];
  const note = driftNote(row);
  return (
    <>
      <span className="nw">
        <Glyph name={glyph} tone={tone} /> {driftWords(row)}
      </span>
      {row.asks ? <span className="sub"> the library moved on to v{row.latest}</span> : null}
      {note === undefined ? null : <span className="sub"> {note}</span>}
      {row.pending === null ? null : <Pending repo={row.repo} pending={row.pending} />}
    </>
  );
}

function Pending({ repo, pending }: { repo: string; pending: NonNullable<DriftRow["pending"]> }) {
  const { rolloutId, stopped } = pending;
  const href = rolloutId === null ? `/repos/${repo}` : `/rollouts/${rolloutId}`;
  return (
    <span className="sub line">
      <Glyph name={stopped ? "x" : "now"} tone={stopped ? "bad" : "now"} />{" "}
      <Link className="act" href={href}>
        {pendingWord(pending)}
      </Link>
    </span>
  );
}
