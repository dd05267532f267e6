import { logFactor, logMix, threshold } from "./bet.ts";
import { type SkillMeta, decide } from "./decide.ts";
import { DEFAULT_POLICY } from "./defaults.ts";
import { sumOf } from "./numbers.ts";
import type { ScorePolicy } from "./policy.ts";
import type { ScoreAction, ScoreDecision, Uplift } from "./results.ts";

/**
 * The intents of a version as a what-if needs them. `values` are their distinct values in millionths and `counts` how many intents
 * have each. `order` are the first intents in the order in which they ended, as places in `values`: all of them, or as many as are
 * replayed.
 */
export interface WhatIfEvidence {
  values: readonly number[];
  counts: readonly number[];
  order: readonly number[];
}

/** A version with its evidence. `autoPrune` is the switch as it holds in its home; without it the policy's own. */
export interface WhatIfSkill extends SkillMeta, WhatIfEvidence {
  id: string;
  uplift?: Pick<Uplift, "comparable" | "vetoLo"> | null;
  autoPrune?: boolean;
}

/** What a policy says of a version now; `wonAt`: after how many of the intents in order its bet was first won, in today's values. */
export interface WhatIf extends ScoreDecision {
  id: string;
  intents: number;
  wonAt: number | null;
}

/** What would be decided under another policy. Five hundred versions of a hundred intents take a few milliseconds. Source: scoring.md, G. */
export function whatIf(skills: readonly WhatIfSkill[], policy: ScorePolicy = DEFAULT_POLICY): WhatIf[] {
  return skills.map((skill) => {
    const { id, source, pinned = false, values, counts, order, uplift = null, autoPrune = policy.autoPrune } = skill;
    const logs = policy.grid.map((share) => values.map((value) => logFactor(value, policy.floor, share)));
    const intents = sumOf(counts, (count) => count);
    const total = logs.map((log) => log.reduce((sum, one, place) => sum + one * (counts[place] ?? 0), 0));
    const decision = decide(
      { intents, logE: logMix(total) },
      uplift,
      { source, pinned },
      autoPrune === policy.autoPrune ? policy : { ...policy, autoPrune },
    );
    return { id, intents, wonAt: firstWin(logs, order, policy), ...decision };
  });
}

const NANO = 1e9;
const ROUNDING = 1e-6;

/** `logs` are, for each bettor, what each value does to the coins. */
function firstWin(
  logs: readonly (readonly number[])[],
  order: readonly number[],
  { alpha, minIntents }: Pick<ScorePolicy, "alpha" | "minIntents">,
): number | null {
  const needed = threshold(alpha);
  const atLeast = (needed - ROUNDING) * NANO;
  const sums = logs.map(() => 0);
  for (let n = 1; n <= order.length; n += 1) {
    const place = order[n - 1] ?? 0;
    let richest = -Infinity;
    for (let bettor = 0; bettor < logs.length; bettor += 1) {
      const sum = (sums[bettor] ?? 0) + (logs[bettor]?.[place] ?? 0);
      sums[bettor] = sum;
      if (sum > richest) richest = sum;
    }
    // The mean of the bettors is at most the richest: most intents need no logarithm.
    if (n >= minIntents && richest >= atLeast && logMix(sums) >= needed) return n;
  }
  return null;
}

/** Intents in the order in which they ended, by their values in millionths, as a what-if needs them; `more` are those not replayed. */
export function evidenceOf(inOrder: readonly number[], more: readonly (readonly [value: number, n: number])[] = []) {
  const counted = new Map<number, number>();
  const add = (value: number, n: number) => counted.set(value, (counted.get(value) ?? 0) + n);
  for (const value of inOrder) add(value, 1);
  for (const [value, n] of more) add(value, n);
  const values = [...counted.keys()].toSorted((a, b) => a - b);
  const places = new Map(values.map((value, place) => [value, place]));
  return {
    values,
    counts: values.map((value) => counted.get(value) ?? 0),
    order: inOrder.map((value) => places.get(value) ?? 0),
  } satisfies WhatIfEvidence;
}

/** What another policy changes for a version: it is acted on now, no more, or all stays the same. */
export type WhatIfTurn = "gained" | "lost" | "same";

export function turnOf(inForce: ScoreAction, tried: ScoreAction): WhatIfTurn {
  const [before, after] = [inForce !== "keep", tried !== "keep"];
  return before === after ? "same" : after ? "gained" : "lost";
}
