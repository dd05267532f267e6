"use client";

import { useEffect, useRef, useState } from "react";
import { isChanged, type BaseFile, type Draft } from "./draft.ts";
import { draftKey, keepDraft } from "./kept-draft.ts";

export interface DraftWork {
  draft: Draft;
  /** It differs from the version that it began with. */
  changed: boolean;
  /** The browser keeps it. */
  kept: boolean;
  change: (by: (draft: Draft) => Draft) => void;
}

/** Work on a skill. It is kept in the browser with every change until it is saved or discarded; leaving the page asks. */
export function useDraft(
  { home, name }: { home: string; name: string },
  start: Draft,
  files: readonly BaseFile[],
): DraftWork {
  const latest = useRef(start);
  const [draft, setDraft] = useState(start);
  const [kept, setKept] = useState(true);
  const changed = isChanged(draft, files);
  useEffect(() => {
    if (!changed) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [changed]);
  return {
    draft,
    changed,
    kept,
    change(by) {
      latest.current = by(latest.current);
      setDraft(latest.current);
      setKept(
        keepDraft(localStorage, draftKey(home, name), isChanged(latest.current, files) ? latest.current : undefined),
      );
    },
  };
}
