"use client";

import { useQuery } from "@tanstack/react-query";
import type { SkillDetail } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useState } from "react";
import { QueryError } from "@/ui/query-error.tsx";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button, ButtonLink } from "@/ui/button.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { useKey } from "@/ui/keys.ts";
import { Link } from "@/ui/link.tsx";
import { Peek } from "@/ui/peek.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { Table } from "@/ui/table.tsx";
import { Tag } from "@/ui/tag.tsx";
import { When } from "@/ui/time.tsx";
import { parseSkillKey } from "./queries.ts";
import { PeekScore } from "@/features/score/peek-score.tsx";
import { CheckWord } from "./check-word.tsx";
import { UntrustedText } from "./untrusted-text.tsx";
import { VersionMark, versionMark } from "./version-mark.tsx";
import { ORIGINS, TIERS } from "./words.ts";

const EquipInDialog = dynamic(() => import("./equip-in-dialog.tsx").then((module) => module.EquipInDialog), {
  ssr: false,
});

interface SkillPeekProps {
  /** `<home>/<name>`, from the URL. */
  skillKey: string;
  place: string | undefined;
  onClose(): void;
}

export function SkillPeek({ skillKey, place, onClose }: SkillPeekProps) {
  const trpc = useTRPC();
  const named = parseSkillKey(skillKey) ?? { home: "library", name: skillKey };
  const skill = useQuery(trpc.skill.get.queryOptions(named));
  const version = skill.data?.item.version;
  return (
    <Peek
      title={named.name}
      mark={version ? <Tag tone="acc">v{version}</Tag> : null}
      {...(place ? { place } : {})}
      onClose={onClose}
    >
      {skill.isPending ? <SkeletonTable rows={6} columns={2} /> : null}
      {skill.isError ? <QueryError error={skill.error} onRetry={() => skill.refetch()} /> : null}
      {skill.data ? <PeekBody detail={skill.data} href={`/skills/${skillKey}`} /> : null}
    </Peek>
  );
}

function PeekBody({ detail, href }: { detail: SkillDetail; href: string }) {
  const { item, equipped, versions } = detail;
  const newest = versions.find((version) => version.number === item.version);
  return (
    <>
      <p className="t2">
        <UntrustedText text={item.description} />
      </p>
      {item.score ? <PeekScore home={item.homeSlug} name={item.name} /> : null}
      <PeekActions detail={detail} href={href} />
      <section>
        <h3>Equipped in</h3>
        {equipped.length === 0 ? <p className="sm t3">No repo yet.</p> : null}
        <Table dense>
          <tbody>
            {equipped.map((carrier) => (
              <tr key={carrier.repoSlug}>
                <th scope="row">
                  <Link href={`/repos/${carrier.repoSlug}`}>{carrier.repoSlug}</Link>
                </th>
                <td className="num">
                  <VersionMark
                    number={carrier.number}
                    mark={versionMark({ ...carrier, inLibrary: item.absentSince === null })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
      <section>
        <h3>Facts</h3>
        <Facts>
          <Fact label="Home">{item.homeSlug}</Fact>
          <Fact label="Tier">
            {TIERS[item.tier].word}, {TIERS[item.tier].sentence}
          </Fact>
          {item.presets.length > 0 && item.tier !== "core" ? (
            <Fact label="Presets">{item.presets.join(", ")}</Fact>
          ) : null}
          {newest ? (
            <Fact label={`Origin of v${newest.number}`}>
              {ORIGINS[newest.origin]}, {newest.author}
            </Fact>
          ) : null}
          {newest ? (
            <Fact label="Published">
              <When at={newest.createdAt} as="day" />
            </Fact>
          ) : null}
          <Fact label="Checks">
            <CheckWord findings={item.findings} />
          </Fact>
          {newest ? (
            <Fact label="Hash">
              <code>{newest.contentHash.slice(0, 12)}</code>
            </Fact>
          ) : null}
        </Facts>
      </section>
    </>
  );
}

function PeekActions({ detail, href }: { detail: SkillDetail; href: string }) {
  const [choosing, setChoosing] = useState(false);
  const mayEquip = useMay("equip.write") && detail.item.homeSlug === "library" && detail.item.tier !== "internal";
  useKey("e", "Equip in repos", () => setChoosing(true), mayEquip);
  return (
    <div className="row under">
      <ButtonLink keys={["↵"]} href={href}>
        Open
      </ButtonLink>
      {mayEquip ? (
        <Button kind="quiet" keys={["e"]} onClick={() => setChoosing(true)}>
          Equip in…
        </Button>
      ) : null}
      {choosing ? <EquipInDialog detail={detail} onClose={() => setChoosing(false)} /> : null}
    </div>
  );
}
