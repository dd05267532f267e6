"use client";

import type { ReactNode } from "react";
import { KeyHints } from "./button.tsx";
import { useKey } from "./keys.ts";

/** A list with a panel at its side; without a panel the list takes the whole width. It stays the same list in either. */
export function WithPeek({ peek, children }: { peek: ReactNode; children: ReactNode }) {
  return (
    <div className={peek ? "split" : undefined}>
      <div className={peek ? "l" : "solo"}>{children}</div>
      {peek}
    </div>
  );
}

interface PeekProps {
  title: string;
  /** A tag beside the title. */
  mark?: ReactNode;
  /** "16 of 20". */
  place?: string;
  onClose: () => void;
  children: ReactNode;
}

/** A quick look that keeps the place in the list; Esc closes it. */
export function Peek({ title, mark, place, onClose, children }: PeekProps) {
  useKey("Escape", "Close the panel", onClose);
  return (
    <aside className="peek" aria-label={`Peek: ${title}`}>
      <header>
        <h2 className="cut">{title}</h2>
        {mark}
        <div className="r">
          {place ? <span>{place}</span> : null}
          <KeyHints keys={["j", "k"]} />
          <button type="button" className="act" onClick={onClose}>
            close
          </button>
        </div>
      </header>
      {children}
    </aside>
  );
}
