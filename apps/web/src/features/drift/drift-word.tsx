import type { DriftRow } from "@yardlet/services";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { DRIFTS, driftNote, driftWords } from "./words.ts";

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
      <Pending pending={row.pending} />
    </>
  );
}

const PENDING: Partial<Record<NonNullable<DriftRow["pending"]>["state"], string>> = {
  waiting: "being written",
  delivered: "on the branch yardlet/skills",
  proposed: "an update is proposed",
};

function Pending({ pending }: Pick<DriftRow, "pending">) {
  if (pending === null) return null;
  const { state, rolloutId } = pending;
  const word =
    state in PENDING ? PENDING[state === "delivered" || state === "proposed" ? state : "waiting"] : "on its way";
  return (
    <span className="sub line">
      <Glyph name="now" tone="now" />{" "}
      {rolloutId === null ? (
        word
      ) : (
        <Link className="act" href={`/rollouts/${rolloutId}`}>
          {word}
        </Link>
      )}
    </span>
  );
}
