"use client";

import { SkillMarkdown } from "@/features/skill/text/skill-markdown.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";

/** The instructions as they would show on the skill's page, without colours in code. */
export function PreviewPane({ body, skillHref }: { body: string; skillHref: string }) {
  if (body.trim() === "") return <p className="t3">There are no instructions below the frontmatter.</p>;
  return <SkillMarkdown text={body} skillHref={skillHref} renderCode={renderCode} />;
}

function renderCode({ text }: { text: string }) {
  return (
    <pre className="code" tabIndex={0}>
      <code>
        <UntrustedText text={text} />
      </code>
    </pre>
  );
}
