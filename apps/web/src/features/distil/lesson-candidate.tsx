import type { LessonItem } from "@yardlet/services";
import { reviewHref } from "@/features/review/search-params.ts";
import { Glyph, type GlyphName, type GlyphTone } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";

type Candidate = NonNullable<LessonItem["candidate"]>;

const STATES = {
  open: { glyph: "now", tone: "now", word: "waits" },
  accepted: { glyph: "ok", tone: "good", word: "accepted" },
  rejected: { glyph: "x", tone: "bad", word: "rejected" },
  superseded: { glyph: "none", tone: "unk", word: "out of date" },
} as const satisfies Record<Candidate["state"], { glyph: GlyphName; tone: GlyphTone; word: string }>;

/** What became of what a lesson or a proposal asks for, leading to the decision. */
export function LessonCandidate({ candidate }: { candidate: Candidate | null }) {
  if (candidate === null) return <span className="t3">none</span>;
  const { glyph, tone, word } = STATES[candidate.state];
  return (
    <span className="nw">
      <Glyph name={glyph} tone={tone} />{" "}
      <Link className="act" href={reviewHref(candidate.id)}>
        {word}
      </Link>
    </span>
  );
}
