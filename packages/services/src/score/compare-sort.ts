import { compareText } from "@yardlet/core/skill";
import type { ScorePlace } from "@yardlet/core/score";
import type { CompareCell, CompareRow } from "./compare.ts";

/** What needs a look first: what is below, what is undecided, what nothing can be said of yet, and last what is above. */
const LOOK = { below: 0, undecided: 1, few: 2, above: 3 } as const satisfies Record<ScorePlace, number>;

type Order = (a: CompareRow, b: CompareRow) => number;

const ORDERS = new Map<string, Order>([
  ["name", (a, b) => compareText(a.name, b.name)],
  ["score", (a, b) => byValue(a.all, b.all)],
  ["low", (a, b) => rank(b.all, b.all.lo) - rank(a.all, a.all.lo)],
  ["intents", (a, b) => b.all.n - a.all.n],
  ["look", (a, b) => byLook(placedOf(a), placedOf(b))],
]);

/** What stands before the slug of a repo whose column sorts. */
export const REPO_SORT = "repo:";

/** The order of a comparison; `repo:<slug>` sorts by that repo's column. An unknown word is the order by evidence. */
export function sortRows<T extends CompareRow>(
  rows: readonly T[],
  { sort, reverse }: { sort: string; reverse: boolean },
): T[] {
  const order = sort.startsWith(REPO_SORT) ? byRepo(sort.slice(REPO_SORT.length)) : ORDERS.get(sort);
  const by = order ?? ((a, b) => b.all.n - a.all.n);
  const sorted = rows.toSorted(
    (a, b) => by(a, b) || compareText(a.name, b.name) || compareText(a.home, b.home) || b.version - a.version,
  );
  return reverse ? sorted.toReversed() : sorted;
}

/** What needs a look first, and within that the lowest value. */
export function byLook(a: Placed, b: Placed): number {
  return LOOK[a.place] - LOOK[b.place] || (a.score ?? 2) - (b.score ?? 2);
}

interface Placed {
  place: ScorePlace;
  score: number | null;
}

function placedOf({ all: { place, value } }: CompareRow): Placed {
  return { place, score: value };
}

function byRepo(slug: string): Order {
  return (a, b) => {
    const [x, y] = [a.cells[slug], b.cells[slug]];
    if (!x || !y) return Number(x === undefined) - Number(y === undefined);
    return byValue(x, y);
  };
}

/** Highest first; what is too little to say anything comes after everything that is said. */
function byValue(a: CompareCell, b: CompareCell): number {
  return rank(b, b.value) - rank(a, a.value);
}

function rank({ place }: CompareCell, value: number | null): number {
  return place === "few" || value === null ? -2 : value;
}
