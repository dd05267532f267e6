import type { PolicyKnobs, ScorePolicy } from "@yardlet/core/score";
import { memo, useMemo } from "react";
import { formatScore } from "@/features/score/format.ts";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { HORIZON, curveOf, listedMeans, meansWith, naiveCurve, type Curve } from "./curves.ts";
import { OperatingChart } from "./operating-chart.tsx";
import { chanceText } from "./words.ts";

const MICRO = 1_000_000;

interface OperatingSectionProps {
  policy: ScorePolicy;
  floor: number;
  alpha: number;
  minIntents: number;
}

/** What the tried policy, the one in force and the naive rule do in the long run: exact, no history in it. */
export const OperatingSection = memo(function OperatingSection({
  policy,
  floor,
  alpha,
  minIntents,
}: OperatingSectionProps) {
  const floors = useMemo(() => [floor / MICRO, policy.floor / MICRO], [floor, policy.floor]);
  const means = useMemo(() => meansWith(floors), [floors]);
  const tried = useMemo(
    () => curveOf(means, { ...policy, floor, alpha, minIntents }),
    [means, policy, floor, alpha, minIntents],
  );
  const inForce = useMemo(() => curveOf(means, policy), [means, policy]);
  const naive = useMemo(() => naiveCurve(means, policy), [means, policy]);
  const turned = isTurned(policy, { floor, alpha, minIntents });
  return (
    <Section
      title="What this policy does in the long run"
      note={`exact chances for pass-or-fail intents, a look after each of ${HORIZON}; no veto`}
    >
      <div className="two curve">
        <figure>
          <OperatingChart floor={floor / MICRO} tried={tried} inForce={turned ? inForce : undefined} naive={naive} />
          <div className="legend">
            <Key name="tried">this policy</Key>
            {turned ? <Key name="inf">in force</Key> : null}
            <Key name="naive">naive rule: mean under 0.34 after 3 intents or more</Key>
          </div>
        </figure>
        <ChanceTable means={listedMeans(floors)} floor={floor / MICRO} {...{ tried, inForce, naive }} />
      </div>
    </Section>
  );
});

function isTurned(policy: ScorePolicy, tried: Omit<PolicyKnobs, "vetoMargin">): boolean {
  return policy.floor !== tried.floor || policy.alpha !== tried.alpha || policy.minIntents !== tried.minIntents;
}

function Key({ name, children }: { name: "tried" | "inf" | "naive"; children: string }) {
  return (
    <span>
      <svg width="18" height="8" aria-hidden="true">
        <line className={`ln ${name}`} x1="0" x2="18" y1="4" y2="4" />
      </svg>
      {children}
    </span>
  );
}

interface ChanceTableProps {
  means: readonly number[];
  floor: number;
  tried: Curve;
  inForce: Curve;
  naive: Curve;
}

function ChanceTable({ means, floor, tried, inForce, naive }: ChanceTableProps) {
  const ever = (curve: Curve, mean: number) => chanceText(curve.get(mean)?.ever ?? 0);
  return (
    <Table dense label="Chance of ever being pruned">
      <TableHead
        columns={["True mean", ["This policy", "num"], ["Median n", "num"], ["In force", "num"], ["Naive rule", "num"]]}
      />
      <tbody>
        {means.map((mean) => (
          <tr key={mean} className={mean === floor ? "sel" : undefined}>
            <th scope="row">
              {formatScore(mean)} {mean === floor ? <span className="sub">the floor</span> : null}
            </th>
            <td className="num">{ever(tried, mean)}</td>
            <td className="num t2">{tried.get(mean)?.median ?? "—"}</td>
            <td className="num t2">{ever(inForce, mean)}</td>
            <td className="num t2">{ever(naive, mean)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
