"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { Overview } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { formatCount } from "@/ui/format.ts";
import { PageHead } from "@/ui/page-head.tsx";
import { Decisions } from "./decisions.tsx";
import { headline, longDay } from "./headline.ts";

// What most mornings don't show is loaded with the morning that does. With `loading` it has a place of its own: the rest of the
// page answers to clicks before its code is here.
const FailingRepos = dynamic(() => import("./failing-repos.tsx").then((module) => module.FailingRepos));
const FirstSteps = dynamic(() => import("./first-steps.tsx").then((module) => module.FirstSteps));
const Snoozed = dynamic(() => import("./snoozed.tsx").then((module) => module.Snoozed));
const RunningJobs = dynamic(() => import("./running-jobs.tsx").then((module) => module.RunningJobs), {
  loading: () => null,
});
const ScoredSkills = dynamic(() => import("./score-overview.tsx").then((module) => module.ScoredSkills), {
  loading: () => null,
});
const SkillMatrix = dynamic(() => import("./skill-matrix.tsx").then((module) => module.SkillMatrix), {
  loading: () => null,
});
const WeakSkills = dynamic(() => import("./weak-skills.tsx").then((module) => module.WeakSkills), {
  loading: () => null,
});
const Automatic = dynamic(() => import("./automatic.tsx").then((module) => module.Automatic), { loading: () => null });
const Trends = dynamic(() => import("@/features/score/trends.tsx").then((module) => module.Trends), {
  loading: () => null,
});
const UsageTile = dynamic(() => import("./usage-tile.tsx").then((module) => module.UsageTile), { loading: () => null });
const RecountAlarm = dynamic(() => import("./recount-alarm.tsx").then((module) => module.RecountAlarm));

export function OverviewView() {
  const trpc = useTRPC();
  const { data: overview } = useSuspenseQuery(trpc.overview.get.queryOptions());
  const { data: scores } = useSuspenseQuery(trpc.score.overview.queryOptions());
  const mayAdd = useMay("repo.add");
  if (overview.counts.repos === 0) return <FirstSteps overview={overview} />;
  return (
    <>
      <PageHead title={headline({ ...overview, weak: scores.waiting.length })} lead={leadOf(overview)}>
        {mayAdd ? <ButtonLink href="/repos/add">Add repos</ButtonLink> : null}
      </PageHead>
      {scores.recount.state === "agrees" ? null : <RecountAlarm recount={scores.recount} />}
      {overview.candidates.length > 0 ? <Decisions candidates={overview.candidates} /> : null}
      {overview.counts.candidatesSnoozed > 0 ? <Snoozed count={overview.counts.candidatesSnoozed} /> : null}
      {overview.failing.length > 0 ? <FailingRepos failing={overview.failing} total={overview.counts.failing} /> : null}
      {overview.running.length > 0 ? <RunningJobs jobs={overview.running} /> : null}
      {scores.waiting.length > 0 ? <WeakSkills scores={scores} /> : null}
      {overview.usage ? <UsageTile usage={overview.usage} /> : null}
      <Trends trend={scores.trend} />
      {scores.matrix.rows.length > 0 ? <ScoredSkills scores={scores} /> : <SkillMatrix overview={overview} />}
      <Automatic entries={overview.automatic} />
    </>
  );
}

function leadOf({ at, automatic }: Overview): string {
  const done =
    automatic.length === 0
      ? "nothing done automatically"
      : `${formatCount(automatic.length, "thing")} done automatically`;
  return `${longDay(at)}. Since yesterday 00:00 UTC: ${done}.`;
}
