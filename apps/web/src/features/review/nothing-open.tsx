"use client";

import { Button, ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";
import { Fate } from "./fate.tsx";
import type { ReviewState, SetReview } from "./review-list.tsx";
import type { Inbox } from "./use-inbox.ts";

/** Stands where a decision would: why there is none, and where to go from here. */
export function NothingOpen({ state, set, inbox: { list } }: { state: ReviewState; set: SetReview; inbox: Inbox }) {
  return (
    <div className="b">
      {list.isPending ? (
        <SkeletonPage rows={4} columns={2} />
      ) : list.isError ? (
        <QueryError error={list.error} onRetry={() => void list.refetch()} />
      ) : state.at !== null && !state.at.startsWith("weak:") ? (
        <Fate id={state.at} onShow={() => set({ at: null, kind: null, snoozed: false })} />
      ) : state.kind !== null || state.snoozed ? (
        <EmptyState
          title={state.snoozed ? "Nothing is snoozed" : "Nothing of this kind waits"}
          action={<Button onClick={() => set({ kind: null, snoozed: false, at: null })}>Show all that waits</Button>}
        >
          Other kinds may wait.
        </EmptyState>
      ) : (
        <EmptyState
          title="Nothing waits for a decision"
          action={<ButtonLink href="/settings?tab=audit&group=candidate">What was decided</ButtonLink>}
        >
          Gaps, drafts, proposals from runs, plans and prunes come here as soon as there are any.
        </EmptyState>
      )}
    </div>
  );
}
