"use client";

import { useState } from "react";
import { useKey } from "./keys.ts";

/**
 * A cursor over the rows of a list: `j` and `k` move it, Enter opens. Rows take `className="sel"` at `cursor`.
 * `at` lets the URL hold the place (a peek); without it the hook does.
 */
export function useRowCursor<T>(
  rows: readonly T[],
  options: {
    keyOf: (row: T) => string;
    onOpen: (row: T) => void;
    at?: string | null;
    onMove?(row: T): void;
  },
): { cursor: string | null } {
  const [own, setOwn] = useState<string | null>(null);
  const cursor = options.at === undefined ? own : options.at;
  const index = rows.findIndex((row) => options.keyOf(row) === cursor);
  const move = (to: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, to))];
    if (!row) return;
    setOwn(options.keyOf(row));
    options.onMove?.(row);
    const element = document.querySelector(`[data-row="${CSS.escape(options.keyOf(row))}"]`);
    element?.scrollIntoView({ block: "nearest" });
  };
  useKey("j", "Next row", () => move(index + 1), rows.length > 0);
  useKey("k", "Row before", () => move(index < 0 ? 0 : index - 1), rows.length > 0);
  useKey(
    "Enter",
    "Open the row",
    () => {
      const row = rows[index];
      if (row) options.onOpen(row);
    },
    index >= 0,
  );
  return { cursor };
}
