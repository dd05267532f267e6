import type { Share, Trend } from "@yardlet/services";
import { TrendChart } from "@/ui/chart/trend-chart.tsx";
import { formatCount } from "@/ui/format.ts";
import { TableHead } from "@/ui/table.tsx";
import { formatRange, formatScore } from "./format.ts";
import { weekLabels } from "./week-labels.ts";

/** How work went: the share Done at the first attempt, and the share of criteria that reviewers passed; nothing without a task. */
export function Trends({ trend }: { trend: Trend }) {
  if (!trend.weeks.some(({ firstTry }) => firstTry.n > 0)) return null;
  return (
    <section className="sec two" aria-label="Trends">
      <ShareTrend title="First-try Done" what="tasks Done at the first attempt" trend={trend} of="firstTry" />
      <ShareTrend
        title="Review pass-through"
        what="criteria passed by independent reviewers"
        trend={trend}
        of="passThrough"
      />
    </section>
  );
}

interface ShareTrendProps {
  title: string;
  what: string;
  trend: Trend;
  of: "firstTry" | "passThrough";
}

function ShareTrend({ title, what, trend, of }: ShareTrendProps) {
  const recent = trend.recent[of];
  const labels = weekLabels(trend.weeks.map(({ week }) => week));
  const points = trend.weeks.map((week, at) => ({ label: labels[at] ?? week.week, ...week[of] }));
  const last = points.at(-1);
  const noun = of === "firstTry" ? "task" : "reviewed task";
  return (
    <figure>
      <figcaption>
        <h2>{title}</h2>
        <span className="r">
          <span className="fig">{recent.rate === null ? "—" : formatScore(recent.rate)}</span>{" "}
          <span className="sm t3">{recentWords(recent)}</span>
        </span>
      </figcaption>
      <TrendChart
        title={`${title} by week`}
        description={`Share of ${what}, ${points.length} weeks from that of ${labels[0]} on, with 95 % Wilson intervals. This week ${
          last?.rate == null ? "none" : formatScore(last.rate)
        } of ${formatCount(last?.n ?? 0, noun)}.`}
        points={points}
        table={<ShareTable points={points} title={title} />}
      />
    </figure>
  );
}

function recentWords({ rate, lo, hi, n }: Share): string {
  return rate === null ? "no task in 4 weeks" : `${formatRange(lo, hi)}, ${formatCount(n, "task")}, 4 weeks`;
}

function ShareTable({ title, points }: { title: string; points: readonly ({ label: string } & Share)[] }) {
  return (
    <table className="t tight">
      <TableHead columns={["Week of", [title, "num"], "95 % interval", ["Tasks", "num"]]} />
      <tbody>
        {points.map(({ label, rate, lo, hi, n }) => (
          <tr key={label}>
            <td>{label}</td>
            <td className="num">{rate === null ? "—" : formatScore(rate)}</td>
            <td>{rate === null ? "—" : formatRange(lo, hi)}</td>
            <td className="num">{n}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
