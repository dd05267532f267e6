import { Glyph, type GlyphName, type GlyphTone } from "@/ui/glyph.tsx";

/** How a placed skill stands to the library's version in force. */
export const VERSION_MARKS = {
  current: { glyph: "ok", tone: "good", word: "current" },
  behind: { glyph: "up", tone: "warn", word: "behind" },
  edited: { glyph: "mid", tone: "mid", word: "edited by hand" },
  gone: { glyph: "none", tone: "unk", word: "not in the library" },
} as const satisfies Record<string, { glyph: GlyphName; tone: GlyphTone; word: string }>;
export type VersionMarkName = keyof typeof VERSION_MARKS;

/** `inLibrary`: the library still has the skill. `current`: the same content as its version in force. */
export function versionMark(placed: { inLibrary: boolean; current: boolean; edited: boolean }): VersionMarkName {
  if (placed.edited) return "edited";
  if (!placed.inLibrary) return "gone";
  return placed.current ? "current" : "behind";
}

/** Glyph, version and state; `quiet` leaves the word to the legend and to screen readers. */
export function VersionMark({
  mark,
  number,
  quiet = false,
}: {
  mark: VersionMarkName;
  number: number | null;
  quiet?: boolean;
}) {
  const { glyph, tone, word } = VERSION_MARKS[mark];
  return (
    <span className="nw">
      <Glyph name={glyph} tone={tone} /> {number === null ? "—" : `v${number}`}
      {quiet ? <span className="vh">, {word}</span> : <span className="sub"> {word}</span>}
    </span>
  );
}
