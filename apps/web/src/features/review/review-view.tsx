"use client";

import type { CandidateWithChanges } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { useDecide } from "@/features/candidate/decide.ts";
import type { Choice } from "@/features/candidate/decided-words.ts";
import { asksFirst, isAcceptable } from "@/features/candidate/subject.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { useKey } from "@/ui/keys.ts";
import { useRowCursor } from "@/ui/row-cursor.ts";
import { useUrlState } from "@/url/use-url-state.ts";
import { EntryDetail } from "./detail/entry-detail.tsx";
import { NothingOpen } from "./nothing-open.tsx";
import { ReviewActs } from "./review-acts.tsx";
import { ReviewList } from "./review-list.tsx";
import { REVIEW_PAGE } from "./search-params.ts";
import { keyOf, useInbox } from "./use-inbox.ts";

const RejectDialog = dynamic(
  () => import("@/features/candidate/reject-dialog.tsx").then((module) => module.RejectDialog),
  { ssr: false },
);
const SnoozeDialog = dynamic(
  () => import("@/features/candidate/snooze-dialog.tsx").then((module) => module.SnoozeDialog),
  { ssr: false },
);

const ConfirmAccept = dynamic(
  () => import("@/features/candidate/confirm-accept.tsx").then((module) => module.ConfirmAccept),
  { ssr: false },
);

const NONE: ReadonlySet<string> = new Set();

/** What a dialog asks, and about which candidates. */
interface Asking {
  about: Choice["kind"];
  candidates: readonly CandidateWithChanges[];
}

/** The inbox: one decision after another, by keyboard or hand, one or several at once. */
export function ReviewView() {
  const [state, set] = useUrlState(REVIEW_PAGE);
  const inbox = useInbox(state);
  const { entries } = inbox;
  const [picked, setPicked] = useState<ReadonlySet<string>>(NONE);
  const [asking, setAsking] = useState<Asking>();
  const detail = useRef<HTMLDivElement>(null);
  const mayDecide = useMay("candidate.decide");
  const { decide, reopen, busy, refused, forget, undoLast } = useDecide();

  const shown = state.at === null ? entries[0] : entries.find(({ key }) => key === state.at);
  const { cursor } = useRowCursor(entries, {
    keyOf,
    at: shown?.key,
    onMove: ({ key }) => set({ at: key }),
    onOpen: ({ key }) => {
      set({ at: key });
      detail.current?.focus();
    },
  });
  const pickedOnes = entries.flatMap((entry) =>
    entry.about === "candidate" && picked.has(entry.key) ? [entry.candidate] : [],
  );
  const open = shown?.about === "candidate" ? [shown.candidate] : [];
  const targets: readonly CandidateWithChanges[] = pickedOnes.length > 0 ? pickedOnes : open;
  const ready = mayDecide && !busy && targets.length > 0 && !state.snoozed;

  const toggle = (key: string) => setPicked((before) => toggled(before, key));
  const choose = (choice: Choice, candidates: readonly CandidateWithChanges[]) => {
    const goOn = () => {
      const gone = new Set(candidates.map(({ id }) => id));
      const from = entries.findIndex(({ key }) => key === shown?.key);
      const rest = [...entries.slice(from + 1), ...entries.slice(0, Math.max(0, from)).toReversed()];
      if (shown && gone.has(shown.key)) set({ at: rest.find(({ key }) => !gone.has(key))?.key ?? null });
      setPicked(NONE);
      setAsking(undefined);
    };
    if (choice.kind === "accept") goOn();
    decide({ candidates, choice, ...(choice.kind === "accept" ? {} : { onDone: goOn }) });
  };
  // Of several, those that were taken have left when the others are tried again.
  const still = (candidates: readonly CandidateWithChanges[]) =>
    candidates.filter(({ id }) => entries.some(({ key }) => key === id));
  const ask = (about: Asking["about"], candidates = targets) => setAsking({ about, candidates });
  const close = () => {
    setAsking(undefined);
    forget();
  };
  const accept = () => {
    const chosen = targets.filter(isAcceptable);
    if (chosen.some(asksFirst)) ask("accept", chosen);
    else choose({ kind: "accept" }, chosen);
  };
  const canPick = (key: string | null) => entries.some((one) => one.key === key && one.about === "candidate");
  useKey("o", "Order by stake or by age", () => set({ sort: state.sort === "stake" ? "oldest" : "stake" }));
  useKey("x", "Select for a decision on several", () => cursor && toggle(cursor), mayDecide && canPick(cursor));
  useKey("Escape", "Select nothing", () => setPicked(NONE), picked.size > 0);
  useKey("r", "Reject", () => ask("reject"), ready);
  useKey("s", "Snooze", () => ask("snooze"), ready);
  useKey("z", "Undo the last decision", () => undoLast?.(), undoLast !== undefined);
  const title = titleOf(asking?.candidates ?? []);
  return (
    <div className={state.at === null ? "inbox" : "inbox open"}>
      <ReviewList
        state={state}
        set={set}
        inbox={inbox}
        current={shown?.key}
        picked={picked}
        onPick={mayDecide && !state.snoozed ? toggle : undefined}
      />
      <div className="cand" ref={detail} tabIndex={-1} role="region" aria-label="What is open">
        {shown ? <EntryDetail key={shown.key} entry={shown} policy={inbox.policy} /> : null}
        {shown ? null : <NothingOpen state={state} set={set} inbox={inbox} />}
        {mayDecide && targets.length > 0 ? (
          <ReviewActs
            candidates={targets}
            busy={busy}
            asleep={state.snoozed}
            onAccept={accept}
            onReject={() => ask("reject")}
            onSnooze={() => ask("snooze")}
            onReopen={() => targets.forEach((one) => reopen(one))}
            onClear={pickedOnes.length > 0 ? () => setPicked(NONE) : undefined}
          />
        ) : null}
      </div>
      {asking?.about === "accept" ? (
        <ConfirmAccept
          title={title}
          candidates={asking.candidates}
          onClose={close}
          onAccept={() => choose({ kind: "accept" }, asking.candidates)}
        />
      ) : null}
      {asking?.about === "reject" ? (
        <RejectDialog
          title={title}
          {...(asking.candidates.length === 1 && asking.candidates[0] ? { kind: asking.candidates[0].kind } : {})}
          busy={busy}
          error={refused}
          onClose={close}
          onReject={(reason) => choose({ kind: "reject", reason }, still(asking.candidates))}
        />
      ) : null}
      {asking?.about === "snooze" ? (
        <SnoozeDialog
          title={title}
          busy={busy}
          error={refused}
          onClose={close}
          onSnooze={(snooze, reason) => choose({ kind: "snooze", snooze, reason }, still(asking.candidates))}
        />
      ) : null}
    </div>
  );
}

function titleOf(candidates: readonly CandidateWithChanges[]): string {
  const [first] = candidates;
  if (candidates.length !== 1 || !first) return `${candidates.length} decisions`;
  return first.repoSlug === null ? first.title : `${first.title} in ${first.repoSlug}`;
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return new Set(keys.has(key) ? [...keys].filter((one) => one !== key) : [...keys, key]);
}
