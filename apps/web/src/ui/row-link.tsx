"use client";

import type { MouseEvent, ReactNode } from "react";
import { Link } from "./link.tsx";

/** A row's name, whose link covers the whole row: a plain click peeks where there is a panel, any other opens the page as links do. */
export function RowLink({
  href,
  current = false,
  onPeek,
  children,
}: {
  href: string;
  /** Its row is the one that is open. */
  current?: boolean;
  onPeek?: () => void;
  children: ReactNode;
}) {
  return (
    <Link
      className="cover"
      href={href}
      aria-current={current ? "true" : undefined}
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
