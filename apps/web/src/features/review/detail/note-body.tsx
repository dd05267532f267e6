import type { CandidateWithChanges } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Section } from "@/ui/section.tsx";
import { RunList } from "./run-list.tsx";

/** A rule that a run suggests: it is read and acknowledged, nothing is written for it. */
export function NoteBody({ candidate, content }: { candidate: CandidateWithChanges; content: string }) {
  return (
    <>
      <Section title="Note" note="accepting acknowledges it; put it into a skill or a guide yourself">
        <p className="quote">
          <UntrustedText text={content} />
        </p>
      </Section>
      <RunList candidate={candidate} />
    </>
  );
}
