"use client";

import type { CompareRow, ScoreOverview } from "@yardlet/services";
import { MatrixLegend, ScoreMatrix } from "@/features/score/score-matrix.tsx";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";

/** Skills by repo with their scores: those whose tasks ended this week first. */
export function ScoredSkills({ scores }: { scores: ScoreOverview }) {
  const { matrix, moved, policy } = scores;
  const columns = matrix.repos;
  return (
    <Section
      title="Skills by repo"
      note={noteOf(matrix.rows.length, matrix.total, moved)}
      end={
        <Link className="link" href="/compare">
          all {matrix.total} in Compare
        </Link>
      }
    >
      <ScoreMatrix
        label="Skills by repo"
        mode="score"
        policy={policy}
        rows={matrix.rows}
        columns={columns}
        heads={
          <>
            <th scope="col">Skill</th>
            {columns.map((slug) => (
              <th key={slug} scope="col">
                <Link href={`/repos/${slug}`}>{slug}</Link>
              </th>
            ))}
          </>
        }
        renderHead={rowHead}
      />
      <MatrixLegend mode="score" policy={policy} />
    </Section>
  );
}

function rowHead({ home, name, version }: CompareRow) {
  return (
    <>
      <Link href={`/skills/${home}/${name}`}>{name}</Link> <span className="sub">v{version}</span>
    </>
  );
}

function noteOf(shown: number, total: number, moved: number): string {
  const first = moved > 0 ? "those that moved this week first" : "none moved this week; most evidence first";
  return shown < total ? `${shown} of ${total}: ${first}` : first;
}
