"use client";

import type { MouseEvent, ReactNode } from "react";
import { Link } from "./link.tsx";

/** A row's name, whose link covers the whole row: a plain click peeks where there is a panel, any other opens the page as links do. */
export function RowLink({ href, onPeek, children }: { href: string; onPeek?: () => void; children: ReactNode }) {
  return (
    <Link
      className="cover"
      href={href}
      onClick={(event) => {
        if (!onPeek || !isPlain(event)) return;
        event.preventDefault();
        onPeek();
      }}
    >
      {children}
    </Link>
  );
}

function isPlain({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}
