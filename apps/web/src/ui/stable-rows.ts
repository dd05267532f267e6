"use client";

import { useState } from "react";

/**
 * Keeps rows where they are while fresh data comes in: known rows change in place, rows further down are added, and rows that
 * came in above wait as `news` until `show`. `list` names the filters: another list starts anew.
 */
export function useStableRows<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  list: string,
): { rows: T[]; news: number; show: () => void } {
  const [held, setHeld] = useState(() => ({ list, rows: [...rows], source: rows }));
  let now = held;
  if (held.list !== list) now = { list, rows: [...rows], source: rows };
  else if (held.source !== rows) now = { list, rows: mergeRows(held.rows, rows, keyOf), source: rows };
  if (now !== held) setHeld(now);
  const known = new Set(now.rows.map(keyOf));
  return {
    rows: now.rows,
    news: rows.filter((row) => !known.has(keyOf(row))).length,
    show: () => setHeld({ list, rows: [...rows], source: rows }),
  };
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
