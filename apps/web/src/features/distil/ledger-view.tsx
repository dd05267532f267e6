"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRepoFilter } from "@/features/repo/repo-filter.ts";
import { useTRPC } from "@/trpc/client.ts";
import { EmptyState } from "@/ui/empty-state.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { List } from "@/ui/list/list.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { LEDGER } from "./ledger-columns.tsx";
import { LessonsTabs } from "./lessons-tabs.tsx";
import { ledgerOptions } from "./queries.ts";
import { LEDGER_PAGE } from "./search-params.ts";
import { useSkillFilter } from "./skill-filter.ts";

/** How the lessons in force of each scope changed, step by step; a row is never changed. */
export function LedgerView() {
  const { state, url } = useListUrl(LEDGER_PAGE);
  const trpc = useTRPC();
  const list = useQuery({ ...ledgerOptions(trpc, state), placeholderData: keepPreviousData });
  const repo = useRepoFilter();
  const skill = useSkillFilter(state.skill);
  return (
    <>
      <PageHead
        title="Ledger"
        lead={list.data ? leadOf(list.data) : "Before + stored − archived = after, row by row."}
      />
      <LessonsTabs current="ledger" />
      <List
        kind={LEDGER}
        url={url}
        query={list}
        filters={[repo, skill]}
        empty={
          <EmptyState title="The ledger is empty" action={<ButtonLink href="/lessons">Lessons</ButtonLink>}>
            Each distillation that changes what is in force writes one row here.
          </EmptyState>
        }
      />
    </>
  );
}

function leadOf(rows: readonly { verified: boolean }[]): string {
  const wrong = rows.filter(({ verified }) => !verified).length;
  return wrong === 0
    ? "Before + stored − archived = after. Every row here was computed again and agrees."
    : `${wrong} of ${rows.length} rows do not agree with what they say; look at them and at the audit log.`;
}
