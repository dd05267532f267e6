"use client";

import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Button } from "@/ui/button.tsx";
import { Note } from "@/ui/note.tsx";
import { Section } from "@/ui/section.tsx";
import type { Draft } from "./draft.ts";

/** A draft of a version that the skill does not have: it cannot be gone on from, so its text is there to be copied. */
export function LostDraft({ draft, onDiscard }: { draft: Draft; onDiscard: () => void }) {
  const typed = draft.files.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]));
  return (
    <>
      <Note tone="warn">
        You left a draft here that began with v{draft.base}, which this skill does not have. Copy what you need of it,
        then discard it to edit the version in force.
      </Note>
      {typed.map(({ path, text }) => (
        <Section key={path} title={<UntrustedText text={path} />}>
          <pre className="code" tabIndex={0}>
            <code>
              <UntrustedText text={text} />
            </code>
          </pre>
        </Section>
      ))}
      <div className="row">
        <Button kind="danger" onClick={onDiscard}>
          Discard the draft
        </Button>
      </div>
    </>
  );
}
