import { BANDS, bandsOf } from "./bands.ts";
import {
  type DuplicateBy,
  duplicateBy,
  type Likeness,
  likenessOf,
  type SkillText,
  sketchOfName,
  sketchOfWords,
} from "./text.ts";

/** Two near-duplicates, by their places in the list that was looked through; `a` comes first. */
export interface DuplicatePair {
  a: number;
  b: number;
  likeness: Likeness;
  by: DuplicateBy[];
}

/** Of so many that share a band each is compared with its neighbours only: a cluster is found, not each of its pairs. */
const MOST_IN_A_BAND = 24;

/**
 * What a skill is looked up by, each a number of 32 bits in its place: bands of its body, bands of its description, and its name. Skills
 * that may be near-duplicates have one in common; 0 is none.
 */
export function lookupsOf(text: SkillText): Int32Array {
  const lookups = new Int32Array(2 * BANDS + 1);
  lookups.set(bandsOf(text.body));
  lookups.set(
    bandsOf(sketchOfWords(text)).map((band) => Math.imul(band, 5) ^ 1),
    BANDS,
  );
  lookups[2 * BANDS] = Math.imul(bandsOf(sketchOfName(text))[0] ?? 0, 7) ^ 2;
  return lookups;
}

/**
 * The near-duplicates among skills, by MinHash over shingles of five words, banded, and then compared exactly. Deterministic; time
 * grows with the number of texts and of pairs.
 */
export function findDuplicates(texts: readonly SkillText[]): DuplicatePair[] {
  const seen = new Set<number>();
  const pairs: DuplicatePair[] = [];
  const compare = (a: number, b: number) => {
    const key = a * texts.length + b;
    const [left, right] = [texts[a], texts[b]];
    if (seen.has(key) || !left || !right) return;
    seen.add(key);
    const likeness = likenessOf(left, right);
    const by = duplicateBy(left, right, likeness);
    if (by.length > 0) pairs.push({ a, b, likeness, by });
  };
  for (const members of sharedOf(texts.map(lookupsOf))) {
    const isMany = members.length > MOST_IN_A_BAND;
    for (const [at, a] of members.entries()) {
      const others = isMany ? members.slice(at + 1, at + 2) : members.slice(at + 1);
      for (const b of others) compare(a, b);
    }
  }
  return pairs.toSorted((one, two) => one.a - two.a || one.b - two.b);
}

/** Those that share a lookup, one place of the lists after the other, so that few lie in memory at a time. */
function* sharedOf(lookups: readonly Int32Array[]): Generator<number[]> {
  for (let place = 0; place <= 2 * BANDS; place += 1) {
    const members = new Map<number, number[]>();
    for (const [at, one] of lookups.entries()) {
      const lookup = one[place] ?? 0;
      if (lookup === 0) continue;
      const others = members.get(lookup);
      if (others) others.push(at);
      else members.set(lookup, [at]);
    }
    for (const one of members.values()) if (one.length > 1) yield one;
  }
}

/** The clusters that pairs make: everything that is connected, each in order, the largest first. */
export function clustersOf(pairs: readonly { a: string; b: string }[]): string[][] {
  const leaders = new Map<string, string>();
  const leaderOf = (one: string): string => {
    let at = one;
    for (let next = leaders.get(at); next !== undefined && next !== at; next = leaders.get(at)) at = next;
    leaders.set(one, at);
    return at;
  };
  for (const { a, b } of pairs) {
    const [first = a, second = b] = [leaderOf(a), leaderOf(b)].toSorted();
    leaders.set(second, first);
  }
  const members = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  return [...Map.groupBy([...members].toSorted(), leaderOf).values()].toSorted(
    (one, two) => two.length - one.length || ((one[0] ?? "") < (two[0] ?? "") ? -1 : 1),
  );
}
