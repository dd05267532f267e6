"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { LessonItem } from "@yardlet/services";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { useRepoFilter } from "@/features/repo/repo-filter.ts";
import { ViewMenu } from "@/features/view/view-menu.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { EmptyState } from "@/ui/empty-state.tsx";
import { formatCount } from "@/ui/format.ts";
import type { Filter } from "@/ui/list/list-bar.tsx";
import { List } from "@/ui/list/list.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { useDistilChoice } from "./distil-choice.tsx";
import { LESSONS } from "./lesson-columns.tsx";
import { LessonsTabs } from "./lessons-tabs.tsx";
import { lessonListOptions } from "./queries.ts";
import { LESSON_LIST } from "./search-params.ts";
import { useSkillFilter } from "./skill-filter.ts";

const LessonPeek = dynamic(() => import("./lesson-peek.tsx").then((module) => module.LessonPeek));

const STATE: Filter = {
  id: "state",
  label: "State",
  any: "in force",
  options: [{ value: "archived", label: "archived" }],
};

/** What failures taught, the most frequent first, with what speaks against it beside it. */
export function LessonList() {
  const { state, url } = useListUrl(LESSON_LIST);
  const trpc = useTRPC();
  const list = useQuery({ ...lessonListOptions(trpc, state), placeholderData: keepPreviousData });
  const repo = useRepoFilter();
  const skill = useSkillFilter(state.skill);
  const distil = useDistilChoice(state.repo);
  return (
    <>
      <List
        kind={LESSONS}
        url={url}
        query={list}
        filters={[repo, skill, STATE]}
        tools={<ViewMenu page="lessons" url={url} />}
        renderPeek={(key, panel) => <LessonPeek key={key} lessonKey={key} {...panel} />}
        empty={<NoLessons action={distil.button} />}
        head={
          <>
            <PageHead title="Lessons" lead={list.data ? leadOf(list.data, state.state === "archived") : undefined}>
              {distil.mainButton}
            </PageHead>
            <LessonsTabs current="lessons" />
          </>
        }
      />
      {distil.dialog}
    </>
  );
}

function leadOf(lessons: readonly LessonItem[], archived: boolean): string {
  const against = lessons.filter(({ counter }) => counter > 0).length;
  const waiting = lessons.filter(({ candidate }) => candidate?.state === "open").length;
  const parts = [
    `${formatCount(lessons.length, "lesson")} ${archived ? "archived" : "in force"}`,
    ...(against > 0 ? [`${against} with runs that passed the same way`] : []),
    ...(waiting > 0 ? [`${waiting} ${waiting === 1 ? "waits" : "wait"} for a decision`] : []),
  ];
  return `${parts.join(", ")}.`;
}

function NoLessons({ action }: { action: ReactNode }) {
  return (
    <EmptyState title="No lessons yet" command="npx yardlet distil --input input.json" action={action}>
      The distiller reads what finished tasks report: those that failed alike become a lesson. It runs every night where
      tasks have ended, or when you ask. From packets of your own, without a server:
    </EmptyState>
  );
}
