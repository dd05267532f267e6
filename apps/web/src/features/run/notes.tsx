import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { formatCount } from "@/ui/format.ts";
import { Note } from "@/ui/note.tsx";

const SHOWN = 2;

/** What was kept of a run without weight, and how to mend it. */
export function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  const line = (note: string) => (
    <span key={note} className="line said">
      <UntrustedText text={note} />
    </span>
  );
  return (
    <div className="stack outcome">
      <Note tone="warn">
        {notes.slice(0, SHOWN).map(line)}
        {notes.length > SHOWN ? (
          <details className="more-of">
            <summary>{formatCount(notes.length - SHOWN, "more note")}</summary>
            {notes.slice(SHOWN).map(line)}
          </details>
        ) : null}
      </Note>
    </div>
  );
}
