"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { ScoreBrief, SkillScore } from "@yardlet/services";
import { ScoreBar, ScoreBarHead, ScoreWords } from "@/features/score/score-words.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table } from "@/ui/table.tsx";
import { Tag } from "@/ui/tag.tsx";
import { When } from "@/ui/time.tsx";
import { ORIGINS } from "./words.ts";

/** Every content the skill has had, newest first. */
export function VersionsTab({ home, name }: { home: string; name: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.skill.get.queryOptions({ home, name }));
  const { data: score } = useSuspenseQuery(trpc.score.skill.queryOptions({ home, name }));
  const scores = new Map(score.versions.map((one) => [one.number, one.score]));
  return (
    <Section
      title="Versions"
      note="each new content is the next number, and its score starts anew; old ones stay"
      end={
        score.versions.filter((one) => one.score.tasks > 0).length > 1 ? (
          <Link className="link" href={compareHref({ home, name }, score)}>
            compare them
          </Link>
        ) : null
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
            <th scope="col" className="num">
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
            <th scope="col" className="num">
              Published
            </th>
          </tr>
        </thead>
        <tbody>
          {data.versions.map((version) => (
            <tr key={version.number} className={version.number === data.item.version ? "sel" : undefined}>
              <th scope="row" className="nw">
                <Link href={`/skills/${home}/${name}?version=${version.number}`}>v{version.number}</Link>{" "}
                {version.number === data.item.version ? <Tag tone="acc">in force</Tag> : null}
              </th>
              <VersionScore score={scores.get(version.number)} />
              <td className="t2 p2">{ORIGINS[version.origin]}</td>
              <td className="t2 p2">{version.reason}</td>
              <td className="t2 p2">{version.author}</td>
              <td className="t3 p3">
                <code>{version.contentHash.slice(0, 12)}</code>
              </td>
              <td className="num t3">
                <When at={version.createdAt} as="day" />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function VersionScore({ score }: { score: ScoreBrief | undefined }) {
  if (!score || score.tasks === 0) {
    return (
      <>
        <td className="t3">— no run yet</td>
        <td className="p2" />
        <td className="num t3">0</td>
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
      <td className="num">{score.intents}</td>
    </>
  );
}

/** Every version that has evidence, side by side. */
function compareHref({ home, name }: { home: string; name: string }, { versions }: SkillScore): string {
  const scored = versions.filter(({ score }) => score.tasks > 0).map(({ number }) => `${home}/${name}@${number}`);
  return `/compare?skills=${encodeURIComponent(scored.join(","))}&sort=name`;
}
