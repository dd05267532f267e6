import * as z from "zod";
import { compareText } from "../skill/order.ts";
import { Sha256, SkillSource } from "../skill/types.ts";
import { canonicalJson } from "./canonical.ts";
import { type SkillMeta, decide } from "./decide.ts";
import { DEFAULT_POLICY, FORMULA } from "./defaults.ts";
import { ScorePolicy } from "./policy.ts";
import { digestText, rawDigest } from "./raw.ts";
import { Score, ScoreDecision, Uplift } from "./results.ts";
import { scoreUnits } from "./score.ts";
import { strataOf } from "./strata.ts";
import type { Unit } from "./unit.ts";
import { type ValuedUnit, valueUnit } from "./unit-value.ts";
import { upliftOf } from "./uplift.ts";

const text = z.string();
const count = z.int().min(0);
const micro = z.int().min(0).max(1_000_000);
const place = [text, text, text, text, text] as const;

/**
 * One unit in a receipt: repo, kind, intent, task, endedAt ("" if it has none), u, reason, review, firstTry, retry, reviewsUsed,
 * rawDigest. A counted unit has a value and no reason, an excluded one the other way round. Values in millionths.
 */
export const ReceiptRow = z.union([
  z.tuple([...place, micro, z.null(), micro.nullable(), micro, micro, count, Sha256]),
  z.tuple([...place, z.null(), text.min(1), z.null(), z.null(), z.null(), count, Sha256]),
]);
export type ReceiptRow = z.infer<typeof ReceiptRow>;

/** What a receipt's result is computed from; its canonical text is what is hashed. */
export const ReceiptInputs = z.strictObject({
  formula: z.literal(FORMULA),
  policy: ScorePolicy,
  version: text,
  asOf: text,
  from: text,
  source: SkillSource,
  pinned: z.boolean(),
  units: z.array(ReceiptRow),
  baseline: z.array(ReceiptRow),
});
export type ReceiptInputs = z.infer<typeof ReceiptInputs>;

/** A decision with everything it was made from: anyone can compute it again from `inputs` alone. */
export const Receipt = z.strictObject({
  formula: z.literal(FORMULA),
  inputsSha256: Sha256,
  inputsBytes: count,
  inputs: text,
  result: z.strictObject({ score: Score, uplift: Uplift, decision: ScoreDecision }),
});
export type Receipt = z.infer<typeof Receipt>;

/** Which version is decided on and when. `from` is where its baseline begins; times are ISO texts. */
interface Occasion<T> {
  version: string;
  asOf: string;
  from?: string;
  meta: SkillMeta;
  units: readonly T[];
  baseline?: readonly T[];
}

/** The receipt of a decision from its units. The order of the units does not matter. Source: scoring.md, section E. */
export function makeReceipt(occasion: Occasion<Unit>, policy: ScorePolicy = DEFAULT_POLICY): Receipt {
  const rows = (units: readonly Unit[] = []) => units.map((unit) => receiptRow(unit, policy));
  return receiptOfRows({ ...occasion, units: rows(occasion.units), baseline: rows(occasion.baseline) }, policy);
}

/** The same receipt from rows whose values and digests are already known, as the database keeps them. */
export function receiptOfRows(occasion: Occasion<ReceiptRow>, policy: ScorePolicy = DEFAULT_POLICY): Receipt {
  const { version, asOf, from = "", meta, units, baseline = [] } = occasion;
  const inputs = canonicalJson({
    formula: policy.formula,
    policy,
    version,
    asOf,
    from,
    source: meta.source,
    pinned: meta.pinned ?? false,
    units: sortRows(units),
    baseline: sortRows(baseline),
  });
  const digest = digestText(inputs);
  const valued = units.map(valueOfRow);
  const score = scoreUnits(valued, policy);
  const uplift = upliftOf(strataOf(valued, baseline.map(valueOfRow), policy), policy);
  return {
    formula: policy.formula,
    inputsSha256: digest.sha256,
    inputsBytes: digest.bytes,
    inputs,
    result: { score, uplift, decision: decide(score, uplift, meta, policy) },
  };
}

export function receiptRow(unit: Unit, policy: ScorePolicy = DEFAULT_POLICY): ReceiptRow {
  return receiptRowOf(valueUnit(unit, policy), rawDigest(unit));
}

/** The row of a unit whose value and digest are stored. */
export function receiptRowOf({ repo, kind, intent, task, value }: ValuedUnit, digest: Sha256): ReceiptRow {
  const { reviewsUsed, endedAt = "" } = value;
  if (!value.included) {
    return [repo, kind, intent, task, endedAt, null, value.reason, null, null, null, reviewsUsed, digest];
  }
  const { u, review, firstTry, retry } = value;
  return [repo, kind, intent, task, endedAt, u, null, review, firstTry, retry, reviewsUsed, digest];
}

function valueOfRow(row: ReceiptRow): ValuedUnit {
  const [repo, kind, intent, task, endedAt] = row;
  if (row[5] === null) {
    const nothing = { u: null, review: null, firstTry: null, retry: null };
    const value = { included: false, reason: row[6], ...nothing, reviewsUsed: row[10], endedAt } as const;
    return { repo, kind, intent, task, value };
  }
  const [, , , , , u, reason, review, firstTry, retry, reviewsUsed] = row;
  const value = { included: true, reason, u, review, firstTry, retry, reviewsUsed, endedAt } as const;
  return { repo, kind, intent, task, value };
}

function sortRows(rows: readonly ReceiptRow[]): ReceiptRow[] {
  return rows
    .map((row) => ({ row, order: canonicalJson(row) }))
    .toSorted((a, b) => compareText(a.order, b.order))
    .map(({ row }) => row);
}
