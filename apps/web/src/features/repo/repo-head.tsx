"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { RepoDetail } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useState } from "react";
import { AskMenu } from "@/features/agent/ask-menu.tsx";
import { DistilButton } from "@/features/distil/distil-button.tsx";
import { useEquipActions } from "@/features/equip/actions.ts";
import { nameList } from "@/features/equip/words.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { formatCount } from "@/ui/format.ts";
import { useKey } from "@/ui/keys.ts";
import { PageHead } from "@/ui/page-head.tsx";
import { Tabs } from "@/ui/tabs.tsx";
import { equipWords, suggestedChanges } from "./plan.ts";
import { RepoBanner } from "./repo-banner.tsx";
import type { RepoTab } from "./search-params.ts";
import { useSync } from "./sync-action.ts";

const EquipSkillDialog = dynamic(() => import("./equip-skill-dialog.tsx").then((module) => module.EquipSkillDialog), {
  ssr: false,
});

/** What stands over every tab of a repo. */
export function RepoHead({ slug, tab }: { slug: string; tab: RepoTab }) {
  const trpc = useTRPC();
  const { data: detail } = useSuspenseQuery(trpc.repo.get.queryOptions({ slug }));
  const here = `/repos/${slug}`;
  return (
    <>
      <PageHead title={slug} lead={leadOf(detail)}>
        <HeadActions detail={detail} />
      </PageHead>
      <RepoBanner detail={detail} />
      <Tabs
        label={slug}
        items={[
          { href: here, label: "Skills", count: detail.equipped.length, current: tab === "skills" },
          { href: `${here}?tab=runs`, label: "Runs", current: tab === "runs" },
          { href: `${here}?tab=activity`, label: "Activity", current: tab === "activity" },
          { href: `${here}?tab=settings`, label: "Settings", current: tab === "settings" },
        ]}
      />
    </>
  );
}

function HeadActions({ detail }: { detail: RepoDetail }) {
  const { slug, delivery } = detail.repo;
  const [choosing, setChoosing] = useState(false);
  const changes = suggestedChanges(detail);
  const { equip, equipSuggested, isPending } = useEquipActions({ slug, delivery });
  const { sync, isPending: syncing } = useSync(slug);
  const mayEquip = useMay("equip.write") && detail.snapshot !== null;
  const maySync = useMay("repo.sync");
  const decided = detail.candidate === null;
  const suggests = decided && changes.length > 0;
  const act = () => (suggests ? equipSuggested(changes) : setChoosing(true));
  useKey("e", suggests ? "Equip what is suggested" : "Equip a skill", act, mayEquip && decided && !isPending);
  useKey("s", "Sync now", sync, maySync && !syncing);
  return (
    <>
      {detail.snapshot === null ? null : <AskMenu repo={slug} />}
      <DistilButton scope={{ repo: slug }} />
      {maySync ? (
        <Button keys={["s"]} busy={syncing} onClick={sync}>
          Sync now
        </Button>
      ) : null}
      {mayEquip && (suggests || !decided) ? <Button onClick={() => setChoosing(true)}>Equip a skill…</Button> : null}
      {mayEquip && decided ? (
        <Button kind="primary" keys={["e"]} busy={isPending} onClick={act}>
          {suggests ? (delivery === "none" ? "Make a patch" : equipWords(changes)) : "Equip a skill"}
        </Button>
      ) : null}
      {choosing ? (
        <EquipSkillDialog
          detail={detail}
          onClose={() => setChoosing(false)}
          onChoose={(names) => {
            setChoosing(false);
            equip(names);
          }}
        />
      ) : null}
    </>
  );
}

function leadOf(detail: RepoDetail): string {
  const { detections, equipped, repo } = detail;
  if (detail.snapshot === null) return repo.location;
  const presets = detections.filter(({ preset, confidence }) => preset !== "core" && confidence === "certain");
  const suggested = suggestedChanges(detail).filter((entry) => entry.action === "add").length;
  const behind = equipped.filter(
    (skill) => !skill.edited && skill.latest !== null && skill.number !== skill.latest,
  ).length;
  const counts = [
    `${formatCount(equipped.length, "skill")} equipped`,
    ...(suggested > 0 ? [`${suggested} suggested`] : []),
    ...(behind > 0 ? [`${behind} behind the library`] : []),
  ];
  return `${presets.length > 0 ? nameList(presets.map(({ preset }) => preset)) : "core alone"}. ${counts.join(", ")}.`;
}
