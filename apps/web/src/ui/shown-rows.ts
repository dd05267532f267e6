"use client";

import { useState } from "react";

/** More rows than this are drawn only when somebody asks for them. */
const STEP = 200;

/** The first rows of a long list, and how many wait behind them. */
export function useShownRows<T>(rows: readonly T[]): { shown: readonly T[]; hidden: number; showMore: () => void } {
  const [limit, setLimit] = useState(STEP);
  return {
    shown: rows.length > limit ? rows.slice(0, limit) : rows,
    hidden: Math.max(0, rows.length - limit),
    showMore: () => setLimit(limit + STEP),
  };
}
