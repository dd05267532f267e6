import { detect, type Match, RIVALRIES, type Rivalry, type Signal } from "@yardlet/core/classify";
import { BUILT_IN_SIGNALS } from "@yardlet/core/classify";
import { type Judged, KINDS, LANGUAGES } from "./judge.ts";

/** A row of the table, or one rivalry between presets. */
export type Rule = Signal | Rivalry;

/** What a rule buys. Errors are presets detected that people did not name, and presets named that were not detected. */
export interface Worth {
  rule: Rule;
  /** Repositories in which it shows, or, for a rivalry, changes a weight. */
  shows: number;
  /** Errors more when this one rule is taken out of the full table. */
  alone: number;
  /** Errors that it puts right on unseen halves, per 100 repositories: chosen on one half, counted on the other. */
  unseen: number;
  verdict: "buys" | "nothing" | "rare";
}

/** A rule that shows less often than this can hardly be seen in one half and judged in the other. */
export const FEWEST_TO_JUDGE = 3;

const DRAWS = 60;
const JUDGED = new Set([...KINDS, ...LANGUAGES]);

/**
 * Takes rules out and counts. Where several rules say the same, none of them is missed alone; therefore each draw also
 * throws away half of the other rules. A draw halves the repositories as well, by owner: a rule that helps on one half
 * is chosen there, and what it is worth is counted on the other. Same corpus and same table, same figures.
 */
export function ablate(repos: readonly Judged[]): Worth[] {
  const rules: Rule[] = [...BUILT_IN_SIGNALS, ...RIVALRIES];
  const shown = repos.map((repo) => rules.filter((rule) => shows(rule, repo)));
  const full = new Set<Rule>(rules);
  const alone = new Map<Rule, number>();
  for (const [index, repo] of repos.entries()) {
    const before = errors(repo, full);
    for (const rule of shown[index] ?? []) add(alone, rule, errors(repo, without(full, rule)) - before);
  }
  const unseen = new Map<Rule, number>();
  const random = generator();
  for (let draw = 0; draw < DRAWS; draw++) {
    const table = new Set(rules.filter(() => random() < 0.5));
    const isFirst = halves(repos, random);
    const gains = [new Map<Rule, number>(), new Map<Rule, number>()] as const;
    for (const [index, repo] of repos.entries()) {
      const half = gains[isFirst.has(ownerOf(repo)) ? 0 : 1];
      for (const rule of shown[index] ?? []) {
        const less = without(table, rule);
        add(half, rule, errors(repo, less) - errors(repo, new Set(less).add(rule)));
      }
    }
    for (const rule of rules) {
      const [a, b] = gains.map((half) => half.get(rule) ?? 0);
      if (a !== undefined && b !== undefined) add(unseen, rule, (a > 0 ? b : 0) + (b > 0 ? a : 0));
    }
  }
  return rules.map((rule) => {
    const showing = shown.filter((each) => each.includes(rule)).length;
    const worth = { alone: alone.get(rule) ?? 0, unseen: (100 * (unseen.get(rule) ?? 0)) / (DRAWS * repos.length) };
    const buys = worth.alone > 0 || worth.unseen > 0;
    return { rule, shows: showing, ...worth, verdict: buys ? "buys" : showing < FEWEST_TO_JUDGE ? "rare" : "nothing" };
  });
}

function shows(rule: Rule, { matches }: Judged): boolean {
  if ("preset" in rule) return matches.some(({ signal }) => signal === rule);
  const presets = new Set(matches.map(({ signal }) => signal.preset));
  return presets.has(rule.winner) && presets.has(rule.loser);
}

function errors(repo: Judged, table: ReadonlySet<Rule>): number {
  const matches = repo.matches.filter(({ signal }: Match) => table.has(signal));
  const detected = new Set(
    detect(
      matches,
      RIVALRIES.filter((rivalry) => table.has(rivalry)),
    ).map(({ preset }) => preset),
  );
  return [...JUDGED].filter((preset) => detected.has(preset) !== repo.labels.has(preset)).length;
}

function without(table: ReadonlySet<Rule>, rule: Rule): Set<Rule> {
  const less = new Set(table);
  less.delete(rule);
  return less;
}

function halves(repos: readonly Judged[], random: () => number): Set<string> {
  const owners = [...new Set(repos.map(ownerOf))].map((owner) => ({ owner, at: random() }));
  return new Set(
    owners
      .sort((a, b) => a.at - b.at)
      .slice(0, owners.length / 2)
      .map(({ owner }) => owner),
  );
}

function ownerOf({ repo }: Judged): string {
  return repo.split("/")[0] ?? repo;
}

function add(sums: Map<Rule, number>, rule: Rule, by: number): void {
  sums.set(rule, (sums.get(rule) ?? 0) + by);
}

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function generator(seed = 8): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
