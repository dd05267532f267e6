import { MICRO } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";

/** The numbers of a policy that people turn. The values of tasks and the uplift do not depend on them, so trying one needs no new count. */
export type KnobName = "floor" | "alpha" | "minIntents" | "vetoMargin";
export type PolicyKnobs = Pick<ScorePolicy, KnobName>;

/** Where a knob may stand: from `min` to `max` in whole `step`s, all in the policy's own integers. */
export interface Knob {
  min: number;
  max: number;
  step: number;
  /** What is 1 where people read it: `alpha` is read in percent. */
  unit: number;
  decimals: number;
}

export const KNOBS = {
  floor: { min: 100_000, max: 900_000, step: 10_000, unit: MICRO, decimals: 2 },
  alpha: { min: 5, max: 200, step: 5, unit: 10, decimals: 1 },
  minIntents: { min: 5, max: 50, step: 1, unit: 1, decimals: 0 },
  vetoMargin: { min: 0, max: 500_000, step: 10_000, unit: MICRO, decimals: 2 },
} as const satisfies Record<KnobName, Knob>;

export const KNOB_NAMES = ["floor", "alpha", "minIntents", "vetoMargin"] as const satisfies readonly KnobName[];

/** Whether a knob may stand there; `value` in the policy's own integers. */
export function isKnobValue(name: KnobName, value: number): boolean {
  const { min, max, step } = KNOBS[name];
  return Number.isInteger(value) && value >= min && value <= max && value % step === 0;
}

/** `0.50`, `5.0`, `7`: a knob's value as people read and type it. */
export function knobText(name: KnobName, value: number): string {
  const { unit, decimals } = KNOBS[name];
  return (value / unit).toFixed(decimals);
}

/** The value that a text means, a comma for the point if need be; undefined where the knob may not stand. */
export function readKnob(name: KnobName, text: string): number | undefined {
  const typed = text.trim().replace(",", ".");
  if (!/^\d{1,6}(\.\d{0,6})?$/.test(typed)) return undefined;
  const value = Number((Number(typed) * KNOBS[name].unit).toFixed(3));
  return isKnobValue(name, value) ? value : undefined;
}

/** The knobs of a policy. */
export function knobsOf({ floor, alpha, minIntents, vetoMargin }: PolicyKnobs): PolicyKnobs {
  return { floor, alpha, minIntents, vetoMargin };
}

/** The knobs that stand elsewhere in the one than in the other. */
export function turnedKnobs(from: PolicyKnobs, to: PolicyKnobs): KnobName[] {
  return KNOB_NAMES.filter((name) => from[name] !== to[name]);
}
