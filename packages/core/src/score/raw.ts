import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { compareText } from "../skill/order.ts";
import type { Sha256 } from "../skill/types.ts";
import { canonicalJson } from "./canonical.ts";
import type { Unit, UnitAttempt, UnitReview } from "./unit.ts";

/** sha256 of a text's UTF-8, and how many bytes that is. */
export function digestText(text: string): { sha256: Sha256; bytes: number } {
  const bytes = utf8ToBytes(text);
  return { sha256: bytesToHex(sha256(bytes)), bytes: bytes.length };
}

/** Attempts in their one order: by end, then run. */
export function compareAttempts(a: UnitAttempt, b: UnitAttempt): number {
  return compareText(a.endedAt, b.endedAt) || compareText(a.run, b.run) || compareRows(attemptRow(a), attemptRow(b));
}

/** Reviews in their one order: by run, the newest revision last. */
export function compareReviews(a: UnitReview, b: UnitReview): number {
  return compareText(a.run, b.run) || (a.rev ?? 0) - (b.rev ?? 0) || compareRows(reviewRow(a), reviewRow(b));
}

/**
 * sha256 of the attempts and verdicts a unit's value is made from (states, infrastructure marks, actors, revisions, passes):
 * it ties a line of a receipt to the rows of the database. The order of the input does not matter. Source: scoring.md, section E.
 */
export function rawDigest(unit: Unit): Sha256 {
  const attempts = unit.attempts.toSorted(compareAttempts).map(attemptRow);
  const reviews = unit.reviews.toSorted(compareReviews).map(reviewRow);
  const row = [unit.repo, unit.intent, unit.task, unit.kind ?? "", unit.open ?? false, attempts, reviews];
  return digestText(canonicalJson(row)).sha256;
}

function attemptRow({ run, actor, endedAt, state, infra }: UnitAttempt): unknown[] {
  return [run, actor ?? null, endedAt, state, infra ?? null];
}

function reviewRow({ run, rev, actor, infra, verdict }: UnitReview): unknown[] {
  const entries = verdict.map(({ criterion_id, pass }) => [criterion_id, pass ?? null]).toSorted(compareRows);
  return [run, rev ?? 0, actor ?? null, infra ?? null, entries];
}

function compareRows(a: unknown[], b: unknown[]): number {
  return compareText(canonicalJson(a), canonicalJson(b));
}
