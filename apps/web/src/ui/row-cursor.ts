"use client";

import { useEffect, useRef, useState } from "react";
import { useKey } from "./keys.ts";

/** How long the cursor rests before `onMove` is told: a held key passes rows by. */
const REST_MS = 120;

interface CursorOptions<T> {
  keyOf: (row: T) => string;
  onOpen: (row: T) => void;
  /** Where the cursor is by the URL, such as the row of a peek; undefined where the URL does not say. */
  at?: string | undefined;
  /** Told of the row on which the cursor rests. */
  onMove?: (row: T) => void;
}

/**
 * A cursor over the rows of a list: `j` and `k` move it, Enter opens. Rows take `className="sel"` at `cursor`. It follows `at`,
 * except where `at` only repeats what `onMove` was told.
 */
export function useRowCursor<T>(
  rows: readonly T[],
  { keyOf, onOpen, at, onMove }: CursorOptions<T>,
): { cursor: string | null } {
  const [cursor, setCursor] = useState<string | null>(at ?? null);
  const [known, setKnown] = useState({ at, told: at });
  if (at !== known.at) {
    const isEcho = at === known.told;
    setKnown({ at, told: isEcho ? at : undefined });
    if (at !== undefined && !isEcho) setCursor(at);
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (at === undefined) clearTimeout(timer.current);
  }, [at]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const index = rows.findIndex((row) => keyOf(row) === cursor);
  const move = (to: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, to))];
    if (!row) return;
    const key = keyOf(row);
    setCursor(key);
    document.querySelector(`[data-row="${CSS.escape(key)}"]`)?.scrollIntoView({ block: "nearest" });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setKnown((before) => ({ ...before, told: key }));
      onMove?.(row);
    }, REST_MS);
  };
  useKey("j", "Next row", () => move(index + 1), rows.length > 0);
  useKey("k", "Row before", () => move(index < 0 ? 0 : index - 1), rows.length > 0);
  useKey(
    "Enter",
    "Open the row",
    () => {
      const row = rows[index];
      if (row) onOpen(row);
    },
    index >= 0,
  );
  return { cursor };
}
