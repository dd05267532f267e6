"use client";

import { type ReactNode, useState } from "react";
import { formatCount } from "./format.ts";

/** The first rows of a list that seldom needs all of them, and the button that shows the rest; no button where there is no rest. */
export function useFirstRows<T>(
  rows: readonly T[],
  most: number,
  noun: string,
  plural = `${noun}s`,
): { shown: readonly T[]; more: ReactNode } {
  const [all, setAll] = useState(false);
  if (rows.length <= most) return { shown: rows, more: null };
  return {
    shown: all ? rows : rows.slice(0, most),
    more: (
      <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
        {all ? "show fewer" : `all ${formatCount(rows.length, noun, plural)}`}
      </button>
    ),
  };
}
