"use client";

import type { SkillDetail } from "@yardlet/services";
import { useSkillActions } from "./actions.ts";
import { carriedIn } from "./carriers-words.ts";
import { ReasonDialog } from "@/ui/reason-dialog.tsx";

/** Asks why, and says what comes of it, before an older version is put in force again. */
export function RollBackDialog({ detail, to, onClose }: { detail: SkillDetail; to: number; onClose: () => void }) {
  const { item } = detail;
  const { rollBack, busy, error } = useSkillActions({ home: item.homeSlug, name: item.name }, onClose);
  const from = item.version ?? to;
  const isLibrary = item.home === "library";
  return (
    <ReasonDialog
      title={`Roll ${item.name} back to v${to}`}
      action={`Roll back to v${to}`}
      lead={
        <>
          <p>
            v{to} comes back into force with its score as it stands, by a commit in{" "}
            {isLibrary ? "the library" : item.homeSlug}. v{from} and its evidence stay, and the next edit is numbered
            on.
          </p>
          <p>
            {carriedIn(detail)}
            {isLibrary && detail.equipped.length > 0
              ? " Each gets v" + to + " by its delivery: a commit, the branch yardlet/skills, or a patch."
              : ""}
          </p>
        </>
      }
      onClose={onClose}
      busy={busy}
      error={error}
      onDo={(reason) => rollBack(to, from, reason)}
    />
  );
}
