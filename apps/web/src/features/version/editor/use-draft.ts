"use client";

import { useEffect, useState } from "react";
import { isChanged, openDraft, type BaseFile, type Draft } from "./draft.ts";
import { draftKey, keepDraft, readDraft } from "./kept-draft.ts";

export interface DraftWork {
  draft: Draft;
  /** It differs from the version that it began with. */
  changed: boolean;
  /** It was found in the browser when the page opened. */
  found: boolean;
  /** The browser keeps it. */
  kept: boolean;
  change: (by: (draft: Draft) => Draft) => void;
  /** Begins anew with the version that the page has. */
  discard: () => void;
}

/** Work on a skill. It is kept in the browser with every change until it is saved or discarded; leaving the page asks. */
export function useDraft({
  home,
  name,
  base,
  files,
}: {
  home: string;
  name: string;
  base: number;
  files: readonly BaseFile[];
}): DraftWork {
  const key = draftKey(home, name);
  const [found] = useState(() => readDraft(localStorage, key));
  const [draft, setDraft] = useState<Draft>(() => found ?? openDraft(base, files));
  const [kept, setKept] = useState(true);
  // A draft of another version than the page's differs in any case.
  const changed = draft.base !== base || isChanged(draft, files);
  useEffect(() => {
    setKept(keepDraft(localStorage, key, changed ? draft : undefined));
  }, [key, draft, changed]);
  useEffect(() => {
    if (!changed) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [changed]);
  return {
    draft,
    changed,
    found: found !== undefined,
    kept,
    change: setDraft,
    discard: () => setDraft(openDraft(base, files)),
  };
}
