import type { ReactNode } from "react";
import type { ScoreBrief, SkillScore } from "@yardlet/services";
import { ForestHead, ForestRow } from "@/ui/chart/forest.tsx";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table } from "@/ui/table.tsx";
import { formatScore } from "./format.ts";
import { ScoreWords, scoreAxis, shownInterval } from "./score-words.tsx";
import { PLACES } from "./words.ts";

/** How many repos a table of one version shows at first: those with most evidence. */
export const REPOS_SHOWN = 12;

/** One version in every repo, and in all together: a forest plot, which is a table with one drawn column. */
export function ByRepo({ score, title = "By repo", end }: { score: SkillScore; title?: string; end?: ReactNode }) {
  const { repos, policy } = score;
  const { shown, more } = useFirstRows(repos, REPOS_SHOWN, "repo");
  const labels = { from: "0", line: `floor ${formatScore(policy.floor)}`, to: "1" };
  return (
    <Section
      title={title}
      note="size of the mark grows with n"
      end={
        more === null ? (
          end
        ) : (
          <>
            {more} <span className="t3">·</span> {end}
          </>
        )
      }
    >
      <Table dense label={title}>
        <thead>
          <tr>
            <th scope="col">Repo</th>
            <th scope="col">Score</th>
            <th scope="col" className="p2">
              <span className="vh">Drawn</span>
              <ForestHead axis={scoreAxis(policy)} labels={labels} />
            </th>
            <th scope="col" className="num">
              Intents
            </th>
            <th scope="col" className="num p2">
              Tasks
            </th>
            <th scope="col" className="num p2">
              Reviewed
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ repoSlug, score: here }) => (
            <tr key={repoSlug}>
              <th scope="row">
                <Link href={`/repos/${repoSlug}`}>{repoSlug}</Link>
              </th>
              <Cells score={here} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All repos</th>
            <Cells score={score.score} pooled />
          </tr>
        </tfoot>
      </Table>
    </Section>
  );
}

function Cells({ score, pooled = false }: { score: ScoreBrief; pooled?: boolean }) {
  return (
    <>
      <td>
        <ScoreWords score={score} />
      </td>
      <td className="p2">
        <ForestRow
          interval={shownInterval(score)}
          axis={scoreAxis(score)}
          tone={PLACES[score.place].tone}
          n={score.intents}
          mark={pooled ? "pooled" : "one"}
        />
      </td>
      <td className="num">{score.intents}</td>
      <td className="num p2">{score.tasks}</td>
      <td className="num p2">{score.reviewed}</td>
    </>
  );
}
