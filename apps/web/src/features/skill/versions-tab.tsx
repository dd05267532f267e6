"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { SkillVersionLine } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { ScoreBar, ScoreBarHead, ScoreWords } from "@/features/score/score-words.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { RowAction } from "@/ui/button.tsx";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table } from "@/ui/table.tsx";
import { Tag } from "@/ui/tag.tsx";
import { When } from "@/ui/time.tsx";
import { RefusedChanges } from "./refused-changes.tsx";
import { UntrustedText } from "./untrusted-text.tsx";
import { ORIGINS } from "./words.ts";

const RollBackDialog = dynamic(
  () => import("@/features/version/roll-back-dialog.tsx").then((module) => module.RollBackDialog),
  { ssr: false },
);

/** Every content the skill has had, newest first. */
export function VersionsTab({ home, name }: { home: string; name: string }) {
  const trpc = useTRPC();
  const { data: detail } = useSuspenseQuery(trpc.skill.get.queryOptions({ home, name }));
  const { data } = useSuspenseQuery(trpc.version.list.queryOptions({ home, name }));
  const [target, setTarget] = useState<SkillVersionLine>();
  const { item } = detail;
  const mayEdit = useMay("skill.write") && item.absentSince === null && item.state === "active";
  const mayRollBack = mayEdit && (data.waiting === null || data.waiting.stopped);
  const here = `/skills/${home}/${name}`;
  const [newest] = data.versions;
  const oldest = data.versions.at(-1);
  return (
    <>
      <Section
        title="Versions"
        note="each new content is the next number, and its score starts anew; old ones stay"
        end={
          <span className="acts">
            {newest && oldest && newest !== oldest ? (
              <Link className="link" href={`${here}/diff?from=${oldest.number}&to=${newest.number}`}>
                compare texts
              </Link>
            ) : null}
            {data.versions.filter(({ score }) => score !== null).length > 1 ? (
              <Link className="link" href={scoresHref({ home, name }, data.versions)}>
                compare scores
              </Link>
            ) : null}
          </span>
        }
      >
        <Table label="Versions">
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Score</th>
              <th scope="col" className="p2">
                <ScoreBarHead />
              </th>
              <th scope="col" className="num p2">
                n
              </th>
              <th scope="col" className="p2">
                Origin
              </th>
              <th scope="col" className="p2">
                Because
              </th>
              <th scope="col" className="p2">
                By
              </th>
              <th scope="col" className="p3">
                Hash
              </th>
              <th scope="col" className="num p2">
                Published
              </th>
              <ActionHead />
            </tr>
          </thead>
          <tbody>
            {data.versions.map((version) => (
              <tr key={version.number} className={version.inForce ? "sel" : undefined}>
                <th scope="row" className="nw">
                  <Link href={`${here}?version=${version.number}`}>v{version.number}</Link>{" "}
                  {version.inForce ? <Tag tone="acc">in force</Tag> : null}
                  <div className="sub m-only">
                    {ORIGINS[version.origin]} by <UntrustedText text={version.author} />
                  </div>
                </th>
                <VersionScore version={version} />
                <td className="t2 p2">
                  {ORIGINS[version.origin]}
                  {version.parent !== null && version.parent !== version.number - 1 ? ` from v${version.parent}` : null}
                </td>
                <td className="t2 p2 wrap">
                  <UntrustedText text={version.reason} />
                </td>
                <td className="t2 p2">
                  <UntrustedText text={version.author} />
                </td>
                <td className="t3 p3">
                  <code title={`content ${version.contentHash}, as placed ${version.treeHash}`}>
                    {version.contentHash.slice(0, 12)}
                  </code>
                </td>
                <td className="num t3 p2">
                  <When at={version.createdAt} as="day" />
                </td>
                <td className="num nw">
                  <span className="acts">
                    {version.parent === null ? null : (
                      <Link
                        className="act"
                        aria-label={`diff of v${version.parent} and v${version.number}`}
                        href={`${here}/diff?from=${version.parent}&to=${version.number}`}
                      >
                        diff
                      </Link>
                    )}
                    {mayRollBack && !version.inForce ? (
                      <RowAction aria-label={`Roll back to v${version.number}`} onClick={() => setTarget(version)}>
                        roll back
                      </RowAction>
                    ) : null}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
        {target ? <RollBackDialog detail={detail} to={target.number} onClose={() => setTarget(undefined)} /> : null}
      </Section>
      <RefusedChanges skillHref={here} refused={data.refused} mayEdit={mayEdit} />
    </>
  );
}

function VersionScore({ version: { score } }: { version: SkillVersionLine }) {
  if (!score) {
    return (
      <>
        <td className="t3">— no run yet</td>
        <td className="p2" />
        <td className="num p2 t3">0</td>
      </>
    );
  }
  return (
    <>
      <td>
        <ScoreWords score={score} />
      </td>
      <td className="p2">
        <ScoreBar score={score} />
      </td>
      <td className="num p2">{score.intents}</td>
    </>
  );
}

/** Every version that has evidence, side by side. */
function scoresHref({ home, name }: { home: string; name: string }, versions: readonly SkillVersionLine[]): string {
  const scored = versions.filter(({ score }) => score !== null).map(({ number }) => `${home}/${name}@${number}`);
  return `/compare?skills=${encodeURIComponent(scored.join(","))}&sort=name`;
}
