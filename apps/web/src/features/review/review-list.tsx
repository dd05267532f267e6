"use client";

import { STAKE_RULE } from "@yardlet/core/candidate/stake";
import { CANDIDATE_KINDS } from "@/features/candidate/words.ts";
import { KeyHints, RowAction } from "@/ui/button.tsx";
import { FilterChip } from "@/ui/filters.tsx";
import { NewsPill } from "@/ui/news-pill.tsx";
import type { UrlChange } from "@/url/state.ts";
import { lookOf } from "./entry.ts";
import { ReviewItem } from "./review-item.tsx";
import { KINDS, REVIEW_PAGE } from "./search-params.ts";
import type { Inbox } from "./use-inbox.ts";

export type ReviewState = ReturnType<typeof REVIEW_PAGE.read>;
export type SetReview = (change: UrlChange<ReviewState> | null) => void;

const SORTS = {
  stake: { word: "most at stake first", rule: STAKE_RULE },
  oldest: { word: "oldest first", rule: "What has waited longest stands first." },
} as const;

interface ReviewListProps {
  state: ReviewState;
  set: SetReview;
  inbox: Inbox;
  current: string | undefined;
  picked: ReadonlySet<string>;
  /** Absent where nothing can be decided. */
  onPick: ((key: string) => void) | undefined;
}

/** What waits, the rule of its order, and what came in meanwhile. */
export function ReviewList({ state, set, inbox, current, picked, onPick }: ReviewListProps) {
  const { entries, waiting, list, news, show } = inbox;
  const snoozed = list.data?.snoozed ?? 0;
  const other = state.sort === "stake" ? "oldest" : "stake";
  const kinds = list.data?.kinds ?? {};
  const options = KINDS.filter((kind) => kind === "weak" || kind === state.kind || kinds[kind] !== undefined).map(
    (value) => ({
      value,
      label: value === "weak" ? "Weak skill" : `${CANDIDATE_KINDS[value].word}, ${kinds[value] ?? 0}`,
    }),
  );
  return (
    <div className={picked.size > 0 ? "list picking" : "list"}>
      <div className="in" role="region" tabIndex={0} aria-label="What waits">
        <header>
          <h2>Review</h2>
          <span className="sm t3">
            {Math.max(waiting, list.data?.total ?? 0)} {state.snoozed ? "snoozed" : "open"}
          </span>
          <NewsPill count={news} onShow={show} />
          <span className="r">
            <RowAction title={`Show ${SORTS[other].word}`} onClick={() => set({ sort: other })}>
              <span className="vh">Order: </span>
              {SORTS[state.sort].word} <KeyHints keys={["o"]} />
            </RowAction>
          </span>
          <p className="rule">{SORTS[state.sort].rule}</p>
          <FilterChip
            label="Kind"
            any="any kind"
            value={state.kind}
            options={options}
            onChange={(kind) => set({ kind, at: null })}
          />
          {state.snoozed || snoozed > 0 ? (
            <span className="r">
              <RowAction onClick={() => set({ snoozed: !state.snoozed, at: null })}>
                {state.snoozed ? "show what waits" : `${snoozed} snoozed`}
              </RowAction>
            </span>
          ) : null}
        </header>
        <ul>
          {entries.map((entry) => (
            <ReviewItem
              key={entry.key}
              id={entry.key}
              look={lookOf(entry)}
              href={REVIEW_PAGE.href("/review", { ...state, at: entry.key })}
              current={entry.key === current}
              onOpen={() => set({ at: entry.key })}
              {...(entry.about === "candidate" && onPick
                ? { picked: { is: picked.has(entry.key), toggle: () => onPick(entry.key) } }
                : {})}
            />
          ))}
        </ul>
        {entries.length > 0 ? (
          <p className="keys">
            <span>
              <KeyHints keys={["j", "k"]} /> move
            </span>
            <span>
              <KeyHints keys={["x"]} /> select
            </span>
            <span>
              <KeyHints keys={["z"]} /> undo
            </span>
            <span>
              <KeyHints keys={["?"]} /> all keys
            </span>
          </p>
        ) : null}
      </div>
    </div>
  );
}
