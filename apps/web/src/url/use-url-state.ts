"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { withQuery, type UrlChange, type UrlState } from "./state.ts";

/** The page's state in the URL, and how to change it: at once, without asking the server and without a step in the history. */
export function useUrlState<T>(state: UrlState<T>): [T, (change: UrlChange<T> | null) => void] {
  const query = useSearchParams();
  const values = useMemo(() => state.read(query), [state, query]);
  const set = (change: UrlChange<T> | null) => {
    const next = state.change(new URLSearchParams(window.location.search), change);
    window.history.replaceState(null, "", withQuery(window.location.pathname, next));
  };
  return [values, set];
}
