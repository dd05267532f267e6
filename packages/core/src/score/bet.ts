import { firstInteger, round6, sumOf } from "./numbers.ts";
import { DEFAULT_POLICY, MICRO, MILLE } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";

const NANO = 1e9;
const FARTHEST = 1000;

/** What the bettors hold: `L` the logarithm of each one's coins in nano-nats, `logE` that of their mean, in nats. */
export interface Bet {
  L: number[];
  logE: number;
}

/**
 * Three bettors start with one coin each and bet on every value that it lies below the floor. If the mean is at the floor or
 * above, the chance that their average ever reaches 1/alpha coins is at most alpha, however often one looks (Ville).
 * `values` and `floor` in millionths, `grid` per mille; the order of the values does not matter. Source: scoring.md, section B.
 */
export function bet(values: readonly number[], floor: number, grid: readonly number[]): Bet {
  const L = grid.map((share) => sumOf(values, (value) => logFactor(value, floor, share)));
  return { L, logE: logMix(L) };
}

/**
 * What one value does to a bettor's coins: `ln(1 + share × (floor - value) / (1 - floor))` in whole nano-nats. `value` 0..1 and
 * `floor` below 1 in millionths, `share` below 1 per mille, so that nobody ever loses the last coin.
 */
export function logFactor(value: number, floor: number, share: number): number {
  const whole = MILLE * (MICRO - floor);
  return Math.round(NANO * Math.log((whole + share * (floor - value)) / whole));
}

/** The logarithm of the bettors' mean coins in nats, six decimals, from at least one logarithm in nano-nats. */
export function logMix(logs: readonly number[]): number {
  const largest = Math.max(...logs);
  const mean = sumOf(logs, (log) => Math.exp((log - largest) / NANO)) / logs.length;
  return round6(largest / NANO + Math.log(mean));
}

/** The `logE` at which a bet is won: ln(1/alpha) in nats, six decimals; `alpha` per mille. */
export function threshold(alpha: number): number {
  return round6(Math.log(MILLE / alpha));
}

/** How many further intents that fail entirely would prune, after `n` intents with `logs`; null if a thousand would not. */
export function failsToPrune(logs: readonly number[], n: number, policy: ScorePolicy = DEFAULT_POLICY): number | null {
  const fail = policy.grid.map((share) => logFactor(0, policy.floor, share));
  const needed = threshold(policy.alpha);
  return firstInteger(
    0,
    FARTHEST,
    (more) => n + more >= policy.minIntents && logMix(logs.map((log, g) => log + more * (fail[g] ?? 0))) >= needed,
  );
}
