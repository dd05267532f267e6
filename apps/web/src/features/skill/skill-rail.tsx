"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/client.ts";
import { Fact, Facts } from "@/ui/facts.tsx";
import { formatBytes, formatNumber } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { RailSection } from "@/ui/section.tsx";
import { When } from "@/ui/time.tsx";
import { SKILL_LIST } from "./search-params.ts";
import { UntrustedText } from "./untrusted-text.tsx";
import { ORIGINS, SOURCES, TIERS } from "./words.ts";

/** Where the skill comes from and where it belongs. */
export function SkillRail({ home, name }: { home: string; name: string }) {
  const trpc = useTRPC();
  const { data: detail } = useSuspenseQuery(trpc.skill.get.queryOptions({ home, name }));
  const { item, versions, namedBy, files } = detail;
  const version = versions.find((one) => one.number === item.version);
  const presets = [...new Set([...item.presets, ...namedBy])].toSorted();
  return (
    <>
      <RailSection title="Provenance">
        <Facts>
          <Fact label="Home">{home === "library" ? "library" : <Link href={`/repos/${home}`}>{home}</Link>}</Fact>
          <Fact label="Source">{SOURCES[item.source]}</Fact>
          {version ? (
            <>
              <Fact label="In force">
                v{version.number}, {ORIGINS[version.origin]}
              </Fact>
              <Fact label="By">
                <UntrustedText text={version.author} />
              </Fact>
              <Fact label="Because">
                <UntrustedText text={version.reason} />
              </Fact>
              <Fact label="Published">
                <When at={version.createdAt} />
              </Fact>
              <Fact label="Hash">
                <code>{version.contentHash.slice(0, 12)}</code>
              </Fact>
              {version.commit ? (
                <Fact label="Commit">
                  <code>{version.commit.slice(0, 7)}</code>
                </Fact>
              ) : null}
            </>
          ) : null}
        </Facts>
      </RailSection>
      <RailSection title="Place">
        <Facts>
          <Fact label="Tier">
            {TIERS[item.tier].word}: {TIERS[item.tier].sentence}
          </Fact>
          {presets.length > 0 ? (
            <Fact label="Presets">
              {presets.map((preset, index) => (
                <span key={preset}>
                  {index > 0 ? ", " : null}
                  <Link href={SKILL_LIST.href("/skills", { preset })}>{preset}</Link>
                </span>
              ))}
            </Fact>
          ) : null}
          <Fact label="In the listing">{formatNumber(detail.budgetCharacters)} characters</Fact>
          <Fact label="Size">{formatBytes(files.reduce((sum, file) => sum + file.size, 0))}</Fact>
        </Facts>
      </RailSection>
    </>
  );
}
