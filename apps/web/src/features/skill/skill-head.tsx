"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { useKey } from "@/ui/keys.ts";
import { Note } from "@/ui/note.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { Tabs } from "@/ui/tabs.tsx";
import { When } from "@/ui/time.tsx";
import type { SkillTab } from "./search-params.ts";
import { UntrustedText } from "./untrusted-text.tsx";

const EquipInDialog = dynamic(() => import("./equip-in-dialog.tsx").then((module) => module.EquipInDialog), {
  ssr: false,
});

/** What stands over every tab of a skill. */
export function SkillHead({ home, name, tab }: { home: string; name: string; tab: SkillTab }) {
  const trpc = useTRPC();
  const { data: detail } = useSuspenseQuery(trpc.skill.get.queryOptions({ home, name }));
  const [choosing, setChoosing] = useState(false);
  const { item } = detail;
  const mayEquip = useMay("equip.write") && home === "library" && item.tier !== "internal" && item.absentSince === null;
  useKey("e", "Equip in repos", () => setChoosing(true), mayEquip);
  const here = `/skills/${home}/${name}`;
  const found = item.findings.error + item.findings.warning;
  return (
    <>
      <PageHead title={name} lead={<UntrustedText text={item.description} />}>
        {mayEquip ? (
          <Button kind="primary" keys={["e"]} onClick={() => setChoosing(true)}>
            Equip in…
          </Button>
        ) : null}
      </PageHead>
      {item.absentSince ? (
        <div className="banners">
          <Note tone="warn">
            Gone from {home} since <When at={item.absentSince} as="day" />. What is shown is its last version.
          </Note>
        </div>
      ) : null}
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
