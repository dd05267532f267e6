"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { DistilButton } from "@/features/distil/distil-button.tsx";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button, ButtonLink } from "@/ui/button.tsx";
import { useKey } from "@/ui/keys.ts";
import { PageHead } from "@/ui/page-head.tsx";
import { Tabs } from "@/ui/tabs.tsx";
import type { SkillTab } from "./search-params.ts";
import { StateBanners } from "./state-banners.tsx";
import { UntrustedText } from "./untrusted-text.tsx";

const EquipInDialog = dynamic(() => import("./equip-in-dialog.tsx").then((module) => module.EquipInDialog), {
  ssr: false,
});

const StateMenu = dynamic(() => import("./state-menu.tsx").then((module) => module.StateMenu));

/** What stands over every tab of a skill. */
export function SkillHead({ home, name, tab }: { home: string; name: string; tab: SkillTab }) {
  const trpc = useTRPC();
  const { data: detail } = useSuspenseQuery(trpc.skill.get.queryOptions({ home, name }));
  const [choosing, setChoosing] = useState(false);
  const { item } = detail;
  const router = useRouter();
  const isThere = item.absentSince === null && item.state === "active";
  const mayEquip = useMay("equip.write") && home === "library" && item.tier !== "internal" && isThere;
  const mayWrite = useMay("skill.write");
  const mayEdit = mayWrite && isThere;
  useKey("e", "Equip in repos", () => setChoosing(true), mayEquip);
  const here = `/skills/${home}/${name}`;
  useKey("E", "Edit the skill", () => router.push(`${here}/edit`), mayEdit);
  const found = item.findings.error + item.findings.warning;
  return (
    <>
      <PageHead title={name} lead={<UntrustedText text={item.description} />}>
        {mayWrite ? <StateMenu detail={detail} /> : null}
        {isThere ? <DistilButton scope={{ home, name }} /> : null}
        {mayEdit ? (
          <ButtonLink keys={["E"]} href={`${here}/edit`}>
            Edit
          </ButtonLink>
        ) : null}
        {mayEquip ? (
          <Button kind="primary" keys={["e"]} onClick={() => setChoosing(true)}>
            Equip in…
          </Button>
        ) : null}
      </PageHead>
      <StateBanners detail={detail} />
      <Tabs
        label={name}
        items={[
          { href: here, label: "Score", current: tab === "score" },
          { href: `${here}?tab=text`, label: "Text", current: tab === "text" },
          { href: `${here}?tab=files`, label: "Files", count: detail.files.length, current: tab === "files" },
          {
            href: `${here}?tab=versions`,
            label: "Versions",
            count: detail.versions.length,
            current: tab === "versions",
          },
          { href: `${here}?tab=repos`, label: "Repos", count: detail.equipped.length, current: tab === "repos" },
          {
            href: `${here}?tab=checks`,
            label: "Checks",
            count: found > 0 ? found : undefined,
            current: tab === "checks",
          },
        ]}
      />
      {choosing ? <EquipInDialog detail={detail} onClose={() => setChoosing(false)} /> : null}
    </>
  );
}
