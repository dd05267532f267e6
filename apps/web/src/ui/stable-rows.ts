"use client";

import { useState } from "react";

interface StableRows<T> {
  rows: T[];
  /** Keys of rows that are in the list no more. */
  gone: ReadonlySet<string>;
  news: number;
  show: () => void;
}

/**
 * Keeps rows where they are while fresh data comes in: known rows change in place, rows further down are added, those that have
 * left are `gone`, and rows that came in above wait as `news` until `show`. `list` names the filters: another list starts anew.
 * `whole`: there are no rows beyond these.
 */
export function useStableRows<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  { list, whole }: { list: string; whole: boolean },
): StableRows<T> {
  const fresh = () => ({ list, rows: [...rows], gone: NONE, source: rows });
  const [held, setHeld] = useState(fresh);
  let now = held;
  if (held.list !== list) now = fresh();
  else if (held.source !== rows) {
    const merged = mergeRows(held.rows, rows, keyOf);
    now = { list, rows: merged, gone: goneRows(merged, rows, keyOf, whole), source: rows };
  }
  if (now !== held) setHeld(now);
  const known = new Set(now.rows.map(keyOf));
  return {
    rows: now.rows,
    gone: now.gone,
    news: rows.filter((row) => !known.has(keyOf(row))).length,
    show: () => setHeld(fresh()),
  };
}

const NONE: ReadonlySet<string> = new Set();

/** The keys of rows shown that `fresh` lacks. Below its last row nothing can be told, unless it is the `whole` list. */
export function goneRows<T>(
  shown: readonly T[],
  fresh: readonly T[],
  keyOf: (row: T) => string,
  whole: boolean,
): ReadonlySet<string> {
  const there = new Set(fresh.map(keyOf));
  const told = whole ? shown : shown.slice(0, shown.findLastIndex((row) => there.has(keyOf(row))) + 1);
  return new Set(told.map(keyOf).filter((key) => !there.has(key)));
}

/** The rows shown, each in its newest form, followed by those that `fresh` has below the last of them. */
export function mergeRows<T>(shown: readonly T[], fresh: readonly T[], keyOf: (row: T) => string): T[] {
  if (shown.length === 0) return [...fresh];
  const newest = new Map(fresh.map((row) => [keyOf(row), row]));
  const known = new Set(shown.map(keyOf));
  const lastKnown = fresh.findLastIndex((row) => known.has(keyOf(row)));
  const kept = shown.map((row) => newest.get(keyOf(row)) ?? row);
  return lastKnown < 0 ? kept : [...kept, ...fresh.slice(lastKnown + 1)];
}
