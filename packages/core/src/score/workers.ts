import { compareText } from "../skill/order.ts";
import { groupInOrder } from "./cells.ts";
import type { Worker } from "./changes.ts";
import { sumOf } from "./numbers.ts";
import { DEFAULT_POLICY } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";
import type { Uplift } from "./results.ts";
import type { ArmCounts } from "./strata.ts";
import { upliftOf } from "./uplift.ts";

/** Intents of one worker in one repo and kind of task, and the sum of their values in millionths. */
export interface WorkStratum extends Worker {
  repo: string;
  kind: string;
  n: number;
  x: number;
}

/** Intents, the sum of their values in millionths, and the difference from what others did in the same repos and kinds. */
export interface WorkCell {
  n: number;
  x: number;
  others: Uplift;
}

export interface WorkRow extends Worker {
  all: WorkCell;
  kinds: { kind: string; cell: WorkCell }[];
}

/**
 * Which worker does which kind of work how well: a row an agent and model, most intents first, with a cell a kind, by name. A
 * worker's mean also says which repos it was sent to; `others` compares like with like, as an uplift does: the worker is the
 * one arm, everybody else the other. Pure; the order of the strata does not matter. Source: scoring.md, section C.
 */
export function workTable(strata: readonly WorkStratum[], policy: ScorePolicy = DEFAULT_POLICY): WorkRow[] {
  const counted = strata.filter(({ n }) => n > 0);
  const totals = new Map<string, { n: number; x: number }>();
  for (const { repo, kind, n, x } of counted) {
    const key = JSON.stringify([repo, kind]);
    const total = totals.get(key) ?? { n: 0, x: 0 };
    totals.set(key, { n: total.n + n, x: total.x + x });
  }
  const cellOf = (own: readonly WorkStratum[]): WorkCell => ({
    n: sumOf(own, ({ n }) => n),
    x: sumOf(own, ({ x }) => x),
    others: upliftOf(
      own.map(({ repo, kind, n, x }): ArmCounts => {
        const key = JSON.stringify([repo, kind]);
        const all = totals.get(key) ?? { n, x };
        return { key, n1: n, x1: x, n0: all.n - n, x0: all.x - x };
      }),
      policy,
    ),
  });
  return groupInOrder(counted, ({ agent, model }) => JSON.stringify([agent, model]))
    .flatMap(([, own]): WorkRow[] => {
      const [first] = own;
      if (!first) return [];
      return [
        {
          agent: first.agent,
          model: first.model,
          all: cellOf(own),
          kinds: groupInOrder(own, ({ kind }) => kind).map(([kind, cells]) => ({ kind, cell: cellOf(cells) })),
        },
      ];
    })
    .toSorted(
      (a, b) => b.all.n - a.all.n || compareText(a.agent, b.agent) || compareText(a.model ?? "", b.model ?? ""),
    );
}
