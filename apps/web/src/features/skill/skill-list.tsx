"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { SkillListItem } from "@yardlet/services";
import dynamic from "next/dynamic";
import { AskMenu } from "@/features/agent/ask-menu.tsx";
import { useRepoSlugs } from "@/features/repo/repo-filter.ts";
import { ViewMenu } from "@/features/view/view-menu.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { formatCount } from "@/ui/format.ts";
import { plainOptions } from "@/ui/list/list-bar.tsx";
import { List } from "@/ui/list/list.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { skillListOptions } from "./queries.ts";
import { SKILL_LIST } from "./search-params.ts";
import { SKILLS } from "./skill-columns.tsx";
import { SkillsTabs } from "./skills-tabs.tsx";
import { STATE_NAMES, STATE_WORDS, TIER_NAMES, TIERS, USAGE_NAMES, USAGES } from "./words.ts";

const SkillPeek = dynamic(() => import("./skill-peek.tsx").then((module) => module.SkillPeek));

const TIER_OPTIONS = TIER_NAMES.map((tier) => ({ value: tier, label: TIERS[tier].word }));

const STATE_OPTIONS = STATE_NAMES.map((state) => ({ value: state, label: STATE_WORDS[state] }));

const USAGE_OPTIONS = USAGE_NAMES.map((usage) => ({ value: usage, label: USAGES[usage].word }));

export function SkillList() {
  const { state, url } = useListUrl(SKILL_LIST);
  const trpc = useTRPC();
  const list = useQuery({ ...skillListOptions(trpc, state), placeholderData: keepPreviousData });
  const library = useQuery(trpc.library.status.queryOptions());
  const slugs = useRepoSlugs();
  const presets = plainOptions((library.data?.presets ?? []).map(({ name }) => name));
  const homes = plainOptions(["library", ...slugs]);
  return (
    <List
      kind={SKILLS}
      url={url}
      query={list}
      head={
        <>
          <PageHead title="Skills" lead={leadOf(list.data ?? [])}>
            <AskMenu library />
          </PageHead>
          <SkillsTabs current="skills" />
        </>
      }
      filters={[
        { id: "tier", label: "Tier", any: "any tier", options: TIER_OPTIONS },
        { id: "preset", label: "Preset", any: "any preset", options: presets },
        { id: "state", label: "State", any: "what is there", options: STATE_OPTIONS },
        { id: "usage", label: "Use", any: "any use", options: USAGE_OPTIONS },
        { id: "home", label: "Home", any: "any home", options: homes },
      ]}
      empty={<NoSkills reading={library.data?.syncedAt === null} />}
      tools={<ViewMenu page="skills" url={url} />}
      renderPeek={(key, panel) => <SkillPeek key={key} skillKey={key} {...panel} />}
    />
  );
}

function leadOf(skills: readonly SkillListItem[]): string {
  const behind = skills.filter((skill) => skill.behindIn > 0).length;
  const faulty = skills.filter((skill) => skill.findings.error > 0).length;
  const parts = [
    formatCount(skills.length, "skill"),
    ...(behind > 0 ? [`${behind} behind in some repo`] : []),
    ...(faulty > 0 ? [`${faulty} with errors`] : []),
  ];
  return `${parts.join(", ")}.`;
}

function NoSkills({ reading }: { reading: boolean }) {
  return (
    <EmptyState
      title={reading ? "The library is being read" : "The library is empty"}
      action={<ButtonLink href="/settings?tab=library">Library settings</ButtonLink>}
    >
      {reading
        ? "Skills appear here as soon as it has been read for the first time."
        : "Choose a git repository that feeds it, or sync the built-in one."}
    </EmptyState>
  );
}
