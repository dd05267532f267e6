"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/client.ts";
import { BudgetMeter } from "@/ui/budget-meter.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { Note } from "@/ui/note.tsx";
import { Section, WithRail } from "@/ui/section.tsx";
import { BestListing } from "./best-listing.tsx";
import { Conflicts } from "./conflicts.tsx";
import { DetectedPresets } from "./detected-presets.tsx";
import { EquippedSkills } from "./equipped-skills.tsx";
import { FoundSkills } from "./found-skills.tsx";
import { Gaps } from "./gaps.tsx";
import { RepoRail } from "./repo-rail.tsx";
import { Suggestions } from "./suggestions.tsx";

export function SkillsTab({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const { data: detail } = useSuspenseQuery(trpc.repo.get.queryOptions({ slug }));
  const { budget, configFindings, snapshot } = detail;
  return (
    <WithRail rail={<RepoRail detail={detail} />}>
      {snapshot === null ? (
        <EmptyState title="Not read yet">
          Presets, skills and suggestions appear here as soon as Yardlet has read the repo at its newest commit.
        </EmptyState>
      ) : (
        <>
          {configFindings.map((finding) => (
            <Note key={`${finding.line} ${finding.message}`} tone={finding.severity === "error" ? "bad" : "warn"}>
              {finding.file}
              {finding.line === undefined ? "" : `:${finding.line}`}: {finding.message}.
            </Note>
          ))}
          <DetectedPresets detail={detail} />
          <Suggestions detail={detail} />
          <Conflicts detail={detail} />
          <EquippedSkills detail={detail} />
          <FoundSkills detail={detail} />
          <Section title="Listing budget" note="what an agent reads about its skills before it starts">
            <BudgetMeter
              limit={budget.limit}
              used={budget.used}
              room={budget.room}
              parts={budget.lines}
              cutOff={budget.cutOff}
            />
            <BestListing detail={detail} />
          </Section>
          <Gaps gaps={detail.gaps} slug={slug} />
        </>
      )}
    </WithRail>
  );
}
