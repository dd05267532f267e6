import { diffBlocks } from "@yardlet/core/version";
import { renderCode } from "@/features/skill/text/code-block.tsx";
import { SkillMarkdown } from "@/features/skill/text/skill-markdown.tsx";

const LOOKS = {
  same: { className: "same", word: null },
  added: { className: "add", word: <ins className="vh">Added:</ins> },
  removed: { className: "del", word: <del className="vh">Removed:</del> },
} as const;

/** Two Markdown texts as an agent's reader sees them, what went and what came marked block by block. Drawn on the server. */
export function RenderedDiff({ before, after, skillHref }: { before: string; after: string; skillHref: string }) {
  const blocks = diffBlocks(before, after);
  if (blocks === undefined)
    return <p className="t2 untold">Too much differs to be compared block by block; look at the source.</p>;
  return (
    <div className="prose-diff">
      {blocks.map(({ kind, text }, index) => (
        <div key={index} className={LOOKS[kind].className}>
          {LOOKS[kind].word}
          <SkillMarkdown text={text} skillHref={skillHref} renderCode={renderCode} />
        </div>
      ))}
    </div>
  );
}
