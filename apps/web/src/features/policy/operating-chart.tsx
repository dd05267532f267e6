import { formatScore } from "@/features/score/format.ts";
import { ChartFrame } from "@/ui/chart/chart-frame.tsx";
import { pointsText, scaleOf } from "@/ui/chart/geometry.ts";
import type { Curve } from "./curves.ts";
import { chanceText } from "./words.ts";

const WIDTH = 560;
const HEIGHT = 256;
const LEFT = 40;
const RIGHT = 544;
const TOP = 14;
const BOTTOM = 218;
const x = scaleOf([0.1, 0.9], [LEFT, RIGHT]);
const y = scaleOf([0, 1], [BOTTOM, TOP]);
const SHARES = [0, 0.25, 0.5, 0.75, 1];
const MEANS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/** Where the label of the naive rule stands beside its line. */
const NAIVE_AT = 0.6;

interface OperatingChartProps {
  floor: number;
  tried: Curve;
  /** Left out while nothing is turned. */
  inForce: Curve | undefined;
  naive: Curve;
}

/** The chance that a skill is ever pruned, by its true mean: left of the floor rightly, right of it falsely. */
export function OperatingChart({ floor, tried, inForce, naive }: OperatingChartProps) {
  const atFloor = tried.get(floor)?.ever ?? 0;
  const leftward = floor > 0.6;
  return (
    <ChartFrame
      width={WIDTH}
      height={HEIGHT}
      title="Chance of ever being pruned, by true mean"
      description={describe({ floor, tried, inForce, naive })}
    >
      <rect className="falsely" x={x(floor)} y={TOP} width={Math.max(0, RIGHT - x(floor))} height={BOTTOM - TOP} />
      {SHARES.map((share) => (
        <g key={share}>
          <line className={share === 0 ? "axis" : "gl"} x1={LEFT} x2={RIGHT} y1={y(share)} y2={y(share)} />
          <text x={LEFT - 6} y={y(share) + 4} textAnchor="end">
            {share * 100} %
          </text>
        </g>
      ))}
      {MEANS.map((mean) => (
        <text key={mean} x={x(mean)} y={BOTTOM + 16} textAnchor="middle">
          {formatScore(mean)}
        </text>
      ))}
      <text x={(LEFT + RIGHT) / 2} y={BOTTOM + 32} textAnchor="middle">
        true mean of the skill
      </text>
      <line className="fl" x1={x(floor)} x2={x(floor)} y1={TOP} y2={BOTTOM} />
      <text x={x(floor) + (leftward ? -6 : 6)} y={TOP + 10} textAnchor={leftward ? "end" : "start"}>
        {leftward ? "floor; a prune left of it is right" : "floor; a prune right of it is false"}
      </text>
      <polyline className="ln naive" points={pointsOf(naive)} />
      <text className="k" x={x(NAIVE_AT) + 6} y={y(naive.get(NAIVE_AT)?.ever ?? 0) - 6}>
        naive rule
      </text>
      {inForce ? <polyline className="ln inf" points={pointsOf(inForce)} /> : null}
      <polyline className="ln tried" points={pointsOf(tried)} />
      <circle className="dot tried" cx={x(floor)} cy={y(atFloor)} r="3.5" />
      <text className="a" x={x(floor) + (leftward ? -8 : 8)} y={y(atFloor) - 8} textAnchor={leftward ? "end" : "start"}>
        this policy, {chanceText(atFloor)} at the floor
      </text>
    </ChartFrame>
  );
}

function pointsOf(curve: Curve): string {
  return pointsText([...curve].map(([mean, { ever }]) => ({ x: x(mean), y: y(ever) })));
}

function describe({ floor, tried, inForce, naive }: OperatingChartProps): string {
  const at = (curve: Curve) => chanceText(curve.get(floor)?.ever ?? 0);
  const before = inForce ? `, the policy in force ${at(inForce)}` : "";
  return `At the floor ${formatScore(floor)} this policy ever prunes ${at(tried)}${before}, the naive rule ${at(naive)}. The table beside it has the other means.`;
}
