import type { ScoreOverview } from "@yardlet/services";
import { formatCoins, formatRange, formatScore } from "@/features/score/format.ts";
import { ACTIONS } from "@/features/score/words.ts";
import { CoinBar } from "@/ui/chart/coin-bar.tsx";
import { formatDay } from "@/ui/format.ts";
import { Icon } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { Ago } from "@/ui/time.tsx";

type Waiting = ScoreOverview["waiting"][number];

/** Skills that the evidence speaks against, most coins first. */
export function WeakSkills({ scores: { waiting, policy } }: { scores: ScoreOverview }) {
  return (
    <Section title="Below the floor" note="what the evidence says; each opens to its tasks and its receipt">
      <Table label="Below the floor">
        <TableHead
          columns={[
            "Kind",
            "Skill",
            ["Why", "p2"],
            ["Evidence", "p2"],
            [`Bet against, decided at ${policy.coins}`, "p2"],
            ["Since", "num"],
          ]}
        />
        <tbody>
          {waiting.map((one) => (
            <tr key={`${one.home}/${one.name}`}>
              <td className="t2 nw">
                <Icon name={ACTIONS[one.action].icon} />
                {"\u2002"}
                {ACTIONS[one.action].word}
              </td>
              <th scope="row" className="nw">
                <Link href={`/skills/${one.home}/${one.name}`}>{one.name}</Link>{" "}
                <span className="sub">v{one.version}</span>
                <div className="sub m-only">{evidenceOf(one)}</div>
              </th>
              <td className="t2 p2">{whyOf(one)}</td>
              <td className="p2 nw">
                {one.score.score === null ? "—" : formatScore(one.score.score)}{" "}
                <span className="t3">
                  {formatRange(one.score.lo, one.score.hi)}, n {one.score.intents}
                </span>
              </td>
              <td className="p2 nw">
                <span className="with-bar">
                  <CoinBar coins={one.coins} needed={policy.coins} /> {formatCoins(one.coins)}
                </span>
              </td>
              <td className="num t3">
                <Ago at={one.since} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function evidenceOf({ score, coins }: Waiting): string {
  const value = score.score === null ? "—" : formatScore(score.score);
  return `${value} ${formatRange(score.lo, score.hi)}, n ${score.intents}, ${formatCoins(coins)} coins`;
}

const WHY = {
  flag: "flagged, only learned skills are pruned",
  propose: "auto_prune is off, so a person decides",
  prune: "learned from runs",
} as const satisfies Record<Waiting["action"], string>;

function whyOf({ since, action }: Waiting): string {
  return `Below the floor since ${formatDay(since)}; ${WHY[action]}`;
}
