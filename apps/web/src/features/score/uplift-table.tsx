import type { Uplift } from "@yardlet/core/score";
import type { ScoreUplift, SkillScore } from "@yardlet/services";
import { ForestHead, ForestRow } from "@/ui/chart/forest.tsx";
import { formatCount, formatDay } from "@/ui/format.ts";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table } from "@/ui/table.tsx";
import { REPOS_SHOWN } from "./by-repo.tsx";
import { formatPercent, formatScore } from "./format.ts";
import { DIFFERENCE_AXIS, DifferenceWords, type DifferenceLike } from "./score-words.tsx";
import { DIFFERENCES, NOT_COMPARABLE } from "./words.ts";

/** A repo with all the weight has a mark as of so many intents. */
const MARK = 60;

interface UpliftTableProps {
  score: Pick<SkillScore, "name" | "version">;
  uplift: ScoreUplift;
  title?: string;
}

/** Work with a version against work without it, in the same repo and kind of task. */
export function UpliftTable({ score, uplift, title = "With against without" }: UpliftTableProps) {
  const { repos, reviewed, from } = uplift;
  const { shown, more } = useFirstRows(repos, REPOS_SHOWN, "repo");
  const all = differenceOf(uplift.uplift);
  const { comparable, reason, strata, withIntents, withoutIntents, overlap } = uplift.uplift;
  return (
    <Section
      title={title}
      note={`the same repo and kind of task, intents since ${formatDay(new Date(from))}`}
      end={more}
    >
      <Table dense label={title}>
        <thead>
          <tr>
            <th scope="col">Repo</th>
            <th scope="col" className="p2">
              With
            </th>
            <th scope="col" className="p2">
              Without
            </th>
            <th scope="col">Difference</th>
            <th scope="col" className="p2">
              <span className="vh">Drawn</span>
              <ForestHead axis={DIFFERENCE_AXIS} labels={{ from: "−1 worse", line: "0", to: "better +1" }} />
            </th>
            <th scope="col" className="num">
              Weight
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.repoSlug}>
              <th scope="row">
                <Link href={`/repos/${line.repoSlug}`}>{line.repoSlug}</Link>
              </th>
              <Arm arm={line.with} />
              <Arm arm={line.without} />
              <Difference difference={differenceOf(line.uplift)} n={line.weight * MARK} />
              <td className="num t2">{formatPercent(line.weight)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All, by repo and kind</th>
            <td className="p2 nw">n {withIntents}</td>
            <td className="p2 nw">n {withoutIntents}</td>
            <Difference difference={all} n={0} pooled />
            <td className="num">{repos.some(({ weight }) => weight > 0) ? "100 %" : "—"}</td>
          </tr>
        </tfoot>
      </Table>
      <p className="sm t3 foot">
        {comparable
          ? `Mantel–Haenszel over ${formatCount(strata, "stratum", "strata")} of repo and kind; the interval is for one look.`
          : `${score.name} v${score.version} is not comparable, because ${NOT_COMPARABLE[reason ?? "no_evidence"]}.`}{" "}
        {overlap === null
          ? ""
          : `Overlap: ${formatPercent(overlap)} of the intents with it have work without it in the same repo and kind. `}
        Reviewed: {shareWords(reviewed.with)} with, {shareWords(reviewed.without)} without. Choosing a skill for harder
        tasks still biases the difference; only a random holdout removes that.
      </p>
    </Section>
  );
}

function shareWords({ reviewed, units }: ScoreUplift["reviewed"]["with"]): string {
  const share = units === 0 ? "" : ` (${formatPercent(reviewed / units)})`;
  return `${reviewed} of ${formatCount(units, "task")}${share}`;
}

export function differenceOf({ comparable, reason, rd, lo, hi }: Uplift): DifferenceLike {
  if (!comparable || lo === null || hi === null) {
    return { place: "few", value: rd, lo, hi, ...(reason ? { why: reason } : {}) };
  }
  return { place: lo > 0 ? "above" : hi < 0 ? "below" : "undecided", value: rd, lo, hi };
}

function Arm({ arm: { intents, mean } }: { arm: ScoreUplift["repos"][number]["with"] }) {
  return (
    <td className="p2 nw">
      {mean === null ? <span className="t3">—</span> : formatScore(mean)} <span className="sub">n {intents}</span>
    </td>
  );
}

function Difference({ difference, n, pooled = false }: { difference: DifferenceLike; n: number; pooled?: boolean }) {
  return (
    <>
      <td>
        <DifferenceWords difference={difference} />
      </td>
      <td className="p2">
        <ForestRow
          interval={difference}
          axis={DIFFERENCE_AXIS}
          tone={DIFFERENCES[difference.place].tone}
          n={n}
          mark={pooled ? "pooled" : difference.place === "few" ? "few" : "one"}
        />
      </td>
    </>
  );
}
