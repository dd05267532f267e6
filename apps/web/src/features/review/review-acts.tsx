"use client";

import type { CandidateWithChanges } from "@yardlet/services";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { acceptWord, isAcceptable } from "@/features/candidate/subject.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { ResearchDialog } from "@/features/agent/dialogs.ts";
import { Button } from "@/ui/button.tsx";
import { capital, formatCount } from "@/ui/format.ts";
import { useKey } from "@/ui/keys.ts";
import { researchOf } from "./research.ts";

interface ReviewActsProps {
  /** The one that is open, or those that are selected. */
  candidates: readonly CandidateWithChanges[];
  busy: boolean;
  /** They are snoozed: they can be brought back. */
  asleep: boolean;
  onAccept: () => void;
  onReject: () => void;
  onSnooze: () => void;
  onReopen: () => void;
  onClear: (() => void) | undefined;
}

/** What may be done about what is open, always in sight, each with its key. */
export function ReviewActs(props: ReviewActsProps) {
  const { candidates, busy, asleep, onAccept, onReject, onSnooze, onReopen, onClear } = props;
  const [researching, setResearching] = useState(false);
  const router = useRouter();
  const mayRun = useMay("agent.run");
  const mayWrite = useMay("skill.write");
  const only = onClear === undefined ? candidates[0] : undefined;
  const gap = only?.kind === "gap" ? only : undefined;
  const edit = only && mayWrite ? editHref(only) : undefined;
  const acceptable = candidates.filter(isAcceptable).length;
  const accept = acceptable > 0 ? onAccept : undefined;
  const first = gap ? (mayRun ? () => setResearching(true) : undefined) : accept;
  const word = gap
    ? "Research this…"
    : only
      ? capital(acceptWord(only))
      : `Accept ${formatCount(acceptable, "decision")}`;
  useKey("a", word, () => first?.(), first !== undefined && !busy && !asleep);
  useKey("e", "Edit, then accept", () => edit && router.push(edit), edit !== undefined && !busy && !asleep);
  if (asleep)
    return (
      <div className="cand-acts">
        <Button kind="primary" busy={busy} onClick={onReopen}>
          Bring back now
        </Button>
      </div>
    );
  return (
    <div className="cand-acts">
      {first ? (
        <Button kind="primary" keys={["a"]} busy={busy} onClick={first}>
          {word}
        </Button>
      ) : null}
      {edit ? (
        <Button keys={["e"]} disabled={busy} onClick={() => router.push(edit)}>
          <span>
            Edit<span className="p2">, then accept</span>
          </span>
        </Button>
      ) : null}
      <Button kind="danger" keys={["r"]} disabled={busy} onClick={onReject}>
        {gap ? "Dismiss…" : "Reject…"}
      </Button>
      <Button kind="quiet" keys={["s"]} disabled={busy} onClick={onSnooze}>
        Snooze…
      </Button>
      {onClear ? (
        <Button kind="quiet" keys={["esc"]} onClick={onClear}>
          Select nothing
        </Button>
      ) : null}
      <span className="r">undo for 7 days</span>
      {gap && researching ? <ResearchDialog {...researchOf(gap)} onClose={() => setResearching(false)} /> : null}
    </div>
  );
}

/** Where its text is edited before it is accepted; undefined for what has none of its own. */
function editHref({ id, draft }: CandidateWithChanges): string | undefined {
  return draft === null ? undefined : `/review/${id}/edit`;
}
