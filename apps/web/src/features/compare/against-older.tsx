import type { SkillScore } from "@yardlet/services";
import { formatCoins } from "@/features/score/format.ts";
import { DIFFERENCE_AXIS, DifferenceWords } from "@/features/score/score-words.tsx";
import { differenceOf } from "@/features/score/uplift-table.tsx";
import { DIFFERENCES, NOT_COMPARABLE } from "@/features/score/words.ts";
import { ForestHead, ForestRow } from "@/ui/chart/forest.tsx";
import { formatCount } from "@/ui/format.ts";
import { Section } from "@/ui/section.tsx";
import { Table } from "@/ui/table.tsx";
import { Tag } from "@/ui/tag.tsx";

/** A version against the one before it: effect, pairs, and whether the older one is better for sure. */
export function AgainstOlder({ score }: { score: SkillScore }) {
  const { name, version, against, policy } = score;
  if (!against) return null;
  const { number, effect, pairs, state } = against;
  const difference = differenceOf(effect);
  const title = `${name} v${version}, against v${number}`;
  const coins = Math.exp(against.logE);
  return (
    <Section title={title} note="the same repo and kind of task, intents in pairs, the older version’s newest first">
      <Table dense label={title}>
        <thead>
          <tr>
            <th scope="col">Versions</th>
            <th scope="col">Difference</th>
            <th scope="col" className="p2">
              <span className="vh">Drawn</span>
              <ForestHead axis={DIFFERENCE_AXIS} labels={{ from: "−1 worse", line: "0", to: "better +1" }} />
            </th>
            <th scope="col" className="num">
              Pairs
            </th>
            <th scope="col">Regressed?</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className="nw">
              v{version} <span className="sub">against v{number}</span>
            </th>
            <td>
              <DifferenceWords difference={difference} />
            </td>
            <td className="p2">
              <ForestRow
                interval={difference}
                axis={DIFFERENCE_AXIS}
                tone={DIFFERENCES[difference.place].tone}
                n={pairs}
                mark={difference.place === "few" ? "few" : "pooled"}
              />
            </td>
            <td className="num">{pairs}</td>
            <td>
              {state === "regressed" ? <Tag tone="warn">regressed</Tag> : WORDS[state]}{" "}
              <span className="sub">
                {formatCoins(coins)} of {policy.coins} coins
              </span>
            </td>
          </tr>
        </tbody>
      </Table>
      {effect.comparable ? null : (
        <p className="sm t3 foot">
          The difference is not comparable, because{" "}
          {NOT_COMPARABLE[effect.reason ?? "no_evidence"].replace("without it", `with v${number}`)}. The bet that v
          {number} is better is held on {formatCount(pairs, "pair")} of intents.
        </p>
      )}
    </Section>
  );
}

const WORDS = { not_comparable: "too few pairs to say", no_warning: "no" } as const;
