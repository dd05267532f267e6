"use client";

import { useQuery } from "@tanstack/react-query";
import type { SkillScore } from "@yardlet/services";
import { useTRPC } from "@/trpc/client.ts";
import { formatCount } from "@/ui/format.ts";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { Table } from "@/ui/table.tsx";
import { formatCoins, formatFew, formatRange, formatScore } from "./format.ts";
import { GradeWord, ScoreBar, ScoreWords } from "./score-words.tsx";
import { PLACES } from "./words.ts";

/** A skill's score at a glance, and repo by repo. */
export function PeekScore({ home, name }: { home: string; name: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.score.skill.queryOptions({ home, name }));
  if (!data) return null;
  const { score, repos } = data;
  const { glyph, tone, word } = PLACES[score.place];
  const few = score.place === "few" || score.score === null;
  return (
    <>
      <section>
        <div className="peek-score">
          <Glyph name={glyph} tone={tone} />
          <span className="vh">{word}</span>
          <span className="fig">{few || score.score === null ? "—" : formatScore(score.score)}</span>
          <span className="t2">
            {few ? formatFew(score.intents, score.minIntents) : formatRange(score.lo, score.hi)}
          </span>
          <span className="end">
            <GradeWord grade={score.grade} />
          </span>
        </div>
        <ScoreBar score={score} width={343} height={20} />
        <p className="sm t3">{underWords(data)}</p>
      </section>
      {repos.length > 0 ? (
        <section>
          <h3>By repo</h3>
          <Table dense>
            <tbody>
              {repos.map(({ repoSlug, score: here }) => (
                <tr key={repoSlug}>
                  <th scope="row">
                    <Link href={`/repos/${repoSlug}`}>{repoSlug}</Link>
                  </th>
                  <td>
                    <ScoreWords score={here} />
                  </td>
                  <td className="num t3">n {here.intents}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </section>
      ) : null}
    </>
  );
}

function underWords({ score, versions, version, bet, policy }: SkillScore): string {
  const before = versions.find((one) => one.number < version && one.score.intents > 0);
  const parts = [
    `${formatCount(score.intents, "intent")}, ${formatCount(score.tasks, "task")}.`,
    `${formatCoins(bet.coins)} of ${policy.coins} coins against it.`,
    ...(before && before.score.place !== "few" && before.score.score !== null
      ? [
          `Before: v${before.number} ${formatScore(before.score.score)}, ${formatRange(before.score.lo, before.score.hi)}, n ${before.score.intents}.`,
        ]
      : []),
  ];
  return parts.join(" ");
}
