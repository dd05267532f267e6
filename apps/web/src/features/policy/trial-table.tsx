import type { ScorePolicy } from "@yardlet/core/score";
import { lazy, memo, Suspense } from "react";
import { formatCoins, formatDifference } from "@/features/score/format.ts";
import { ScoreBar, ScoreBarHead, ScoreWords } from "@/features/score/score-words.tsx";
import { NOT_COMPARABLE_SHORT } from "@/features/score/words.ts";
import { CoinBar } from "@/ui/chart/coin-bar.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { Table } from "@/ui/table.tsx";
import { Tag } from "@/ui/tag.tsx";
import type { TrialRow } from "./trial.ts";
import { coinsText, decisionLook, wonWords } from "./words.ts";

const VirtualBody = lazy(() =>
  import("@/ui/list/virtual-body.tsx").then((module) => ({ default: module.VirtualBody })),
);

/** More rows than these are drawn only where they are in sight: a move of a knob draws all of them anew. */
const DRAWN = 60;
const ROW_HEIGHT = 36;

type Measure = (element: HTMLElement | null) => void;

interface TrialTableProps {
  rows: readonly TrialRow[];
  policy: ScorePolicy;
}

/** Each version with what the tried policy would do with it. */
export function TrialTable({ rows, policy }: TrialTableProps) {
  const coins = 1000 / policy.alpha;
  const { floor, minIntents } = policy;
  const long = rows.length > DRAWN;
  const draw = (index: number, measure?: Measure) => {
    const row = rows[index];
    if (!row) return null;
    const { id } = row.ground.line;
    return <Row key={id} {...{ row, coins, floor, minIntents, measure }} number={long ? index + 2 : undefined} />;
  };
  return (
    <Table label="Skills under this policy" {...(long ? { rowCount: rows.length + 1 } : {})}>
      <thead>
        <tr {...(long ? { "aria-rowindex": 1 } : {})}>
          <th scope="col">Skill</th>
          <th scope="col">Decision</th>
          <th scope="col" className="num p2">
            Won at intent
          </th>
          <th scope="col" className="p2">
            Bet against, decided at {coinsText(policy)}
          </th>
          <th scope="col" className="p2">
            Score
          </th>
          <th scope="col" className="p2">
            <ScoreBarHead />
          </th>
          <th scope="col" className="num p2">
            n
          </th>
          <th scope="col" className="p2">
            With − without
          </th>
        </tr>
      </thead>
      {long ? (
        <Suspense fallback={<tbody>{rows.slice(0, DRAWN).map((_, index) => draw(index))}</tbody>}>
          <VirtualBody
            count={rows.length}
            keyAt={(index) => rows[index]?.ground.line.id ?? index}
            height={ROW_HEIGHT}
            at={-1}
            row={draw}
          />
        </Suspense>
      ) : (
        <tbody>{rows.map((_, index) => draw(index))}</tbody>
      )}
    </Table>
  );
}

interface RowProps {
  row: TrialRow;
  coins: number;
  /** In millionths. */
  floor: number;
  minIntents: number;
  measure: Measure | undefined;
  /** Its place in a table of which not all rows are drawn. */
  number: number | undefined;
}

const MICRO = 1_000_000;

const Row = memo(function Row({ row, coins, floor, minIntents, measure, number }: RowProps) {
  const { ground, tried, place, turn } = row;
  const { line, intents } = ground;
  const look = decisionLook(tried);
  const { score, lo, hi } = ground;
  const brief = { place, score, lo, hi, intents, floor: floor / MICRO, minIntents };
  return (
    <tr ref={measure} data-index={number === undefined ? undefined : number - 2} aria-rowindex={number}>
      <th scope="row">
        <Link href={`/skills/${line.home}/${line.name}`}>{line.name}</Link>{" "}
        <span className="sub">
          v{line.version}
          {line.home === "library" ? "" : ` of ${line.home}`}
        </span>
      </th>
      <td className="nw">
        <Glyph name={look.glyph} tone={look.tone} /> {look.word} {turn === "same" ? null : <Tag tone="acc">{turn}</Tag>}
      </td>
      <td className="num p2">{wonWords(tried, ground) ?? <span className="t3">—</span>}</td>
      <td className="p2 nw">
        <span className="with-bar">
          <CoinBar coins={tried.evidence} needed={coins} /> {formatCoins(tried.evidence)}
        </span>
      </td>
      <td className="p2">
        <ScoreWords score={brief} />
      </td>
      <td className="p2">
        <ScoreBar score={brief} />
      </td>
      <td className="num p2">{intents}</td>
      <td className="p2 nw">
        <Difference uplift={line.uplift} />
      </td>
    </tr>
  );
}, isDrawnAlike);

function isDrawnAlike(a: RowProps, b: RowProps): boolean {
  const [before, after] = [a.row, b.row];
  return (
    before.ground === after.ground &&
    a.coins === b.coins &&
    a.floor === b.floor &&
    a.minIntents === b.minIntents &&
    a.measure === b.measure &&
    a.number === b.number &&
    before.tried.action === after.tried.action &&
    before.tried.reason === after.tried.reason &&
    before.tried.wonAt === after.tried.wonAt &&
    before.tried.below === after.tried.below &&
    before.tried.evidence === after.tried.evidence
  );
}

function Difference({ uplift }: { uplift: TrialRow["ground"]["line"]["uplift"] }) {
  if (!uplift?.comparable || uplift.rd === null || uplift.vetoLo === null) {
    return (
      <span className="t3">
        — <span className="sub">{uplift?.reason ? NOT_COMPARABLE_SHORT[uplift.reason] : "unknown"}</span>
      </span>
    );
  }
  return (
    <>
      {formatDifference(uplift.rd)} <span className="sub">low {formatDifference(uplift.vetoLo)}</span>
    </>
  );
}
