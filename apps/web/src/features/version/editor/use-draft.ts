"use client";

import { useEffect, useRef, useState } from "react";
import { isChanged, type BaseFile, type Draft } from "./draft.ts";
import { keepDraft } from "./kept-draft.ts";

export interface DraftWork {
  draft: Draft;
  /** It differs from the version that it began with. */
  changed: boolean;
  /** The browser keeps it. */
  kept: boolean;
  change: (by: (draft: Draft) => Draft) => void;
}

/** Work on a skill, kept in the browser under `key` with every change until it is saved or discarded; leaving the page asks. */
export function useDraft(key: string, start: Draft, files: readonly BaseFile[]): DraftWork {
  const latest = useRef(start);
  const live = useRef(true);
  const [draft, setDraft] = useState(start);
  const [kept, setKept] = useState(true);
  const changed = isChanged(draft, files);
  useEffect(() => {
    if (!changed) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [changed]);
  useEffect(() => {
    live.current = true;
    return () => {
      live.current = false;
    };
  }, []);
  return {
    draft,
    changed,
    kept,
    change(by) {
      // An undo may come late: another draft lies under the key by then.
      if (!live.current) return;
      latest.current = by(latest.current);
      setDraft(latest.current);
      setKept(keepDraft(localStorage, key, isChanged(latest.current, files) ? latest.current : undefined));
    },
  };
}
