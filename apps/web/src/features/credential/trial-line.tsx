import type { CredentialTrial } from "@yardlet/core/credential";
import { formatCount } from "@/ui/format.ts";
import { Glyph } from "@/ui/glyph.tsx";

/** How a try ended. */
export function TrialLine({ trial: { endedAt, error, branches, defaultBranch } }: { trial: CredentialTrial }) {
  if (error !== null) {
    return (
      <p className="answer">
        <Glyph name="x" tone="bad" /> {error}
      </p>
    );
  }
  if (endedAt === null) {
    return (
      <p className="answer">
        <Glyph name="few" tone="unk" /> no answer yet
      </p>
    );
  }
  return (
    <p className="answer">
      <Glyph name="ok" tone="good" /> The host lets it in: {formatCount(branches ?? 0, "branch", "branches")}
      {defaultBranch ? (
        <>
          , <code>{defaultBranch}</code> is the default
        </>
      ) : null}
    </p>
  );
}
