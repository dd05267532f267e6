import type { InventoryRow } from "@yardlet/services";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { likeWords, STANDINGS } from "./words.ts";

/** Glyph and word of how a found skill stands to the library, with the skill that it is like. */
export function FoundStandingWord({ row }: { row: InventoryRow }) {
  const { glyph, tone, word } = STANDINGS[row.standing];
  return (
    <>
      <span>
        <Glyph name={glyph} tone={tone} /> {word}
      </span>
      {row.like === null ? null : (
        <span className="sub">
          {" "}
          {likeWords(row)}
          {row.like.name === row.name ? null : (
            <>
              {" "}
              of <Link href={`/skills/library/${row.like.name}`}>{row.like.name}</Link>
            </>
          )}
        </span>
      )}
    </>
  );
}
