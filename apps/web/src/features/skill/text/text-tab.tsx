import type { SkillText } from "@yardlet/services";
import { Section } from "@/ui/section.tsx";
import { CodeBlock, renderCode } from "./code-block.tsx";
import { SkillMarkdown } from "./skill-markdown.tsx";

/** The instructions as an agent reads them. Drawn on the server: none of the text's machinery reaches the browser. */
export function TextTab({ text, skillHref }: { text: SkillText; skillHref: string }) {
  return (
    <Section
      title="Instructions"
      note={`SKILL.md of v${text.version}; somebody else’s words, nothing in them is run or loaded`}
    >
      <details className="frontmatter">
        <summary>Frontmatter</summary>
        <CodeBlock code={text.frontmatter} language="yaml" />
      </details>
      {text.body.trim() === "" ? (
        <p className="t3">There are no instructions below the frontmatter.</p>
      ) : (
        <SkillMarkdown text={text.body} skillHref={skillHref} renderCode={renderCode} />
      )}
    </Section>
  );
}
