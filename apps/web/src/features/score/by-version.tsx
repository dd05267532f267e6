import type { SkillScore } from "@yardlet/services";
import { VersionChart } from "@/ui/chart/version-chart.tsx";
import { formatCount, formatDay } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { When } from "@/ui/time.tsx";
import { TableHead } from "@/ui/table.tsx";
import { formatFew, formatRange, formatScore } from "./format.ts";
import { ScoreWords } from "./score-words.tsx";

/** How each version fared, intent by intent. */
export function ByVersion({ score }: { score: SkillScore }) {
  const { name, version, series, versions, policy } = score;
  const scores = new Map(versions.map((one) => [one.number, one.score]));
  const undrawn = series.reduce((sum, one) => sum + one.undrawn, 0);
  return (
    <Section title="By version" note={noteOf(undrawn)}>
      <VersionChart
        title={`Score of ${name} by version`}
        description={describe(score)}
        floor={policy.floor}
        from={policy.minIntents}
        formatDay={(at) => formatDay(new Date(at))}
        versions={series.map(({ number, marks }) => ({
          name: `v${number}`,
          note: noteOfVersion(scores.get(number), policy.minIntents),
          current: number === version,
          marks: marks.map(({ at, ...mark }) => ({ at: Date.parse(at), ...mark })),
        }))}
        table={<VersionTable score={score} />}
      />
    </Section>
  );
}

function noteOf(undrawn: number): string {
  const note = "each version starts anew; dots are intents, the line is the running score, the band its interval";
  return undrawn > 0 ? `${note}; ${formatCount(undrawn, "older intent")} counted and not drawn` : note;
}

function noteOfVersion(score: SkillScore["score"] | undefined, minIntents: number): string {
  if (!score || score.place === "few" || score.score === null) return formatFew(score?.intents ?? 0, minIntents);
  return `${formatScore(score.score)}, ${formatRange(score.lo, score.hi)}, n ${score.intents}`;
}

function describe({ versions, policy }: SkillScore): string {
  const words = versions
    .filter(({ score }) => score.intents > 0)
    .map(({ number, score }) => `v${number}: ${noteOfVersion(score, policy.minIntents)}.`);
  return `Each version starts anew. ${words.join(" ")} The floor is ${formatScore(policy.floor)}.`;
}

function VersionTable({ score: { home, name, versions } }: { score: SkillScore }) {
  return (
    <table className="t tight">
      <TableHead columns={["Version", "Score", ["Intents", "num"], ["Published", "num"]]} />
      <tbody>
        {versions.map((one) => (
          <tr key={one.number}>
            <th scope="row">
              <Link href={`/skills/${home}/${name}?version=${one.number}`}>v{one.number}</Link>
            </th>
            <td>
              <ScoreWords score={one.score} />
            </td>
            <td className="num">{one.score.intents}</td>
            <td className="num t3">
              <When at={one.publishedAt} as="day" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
