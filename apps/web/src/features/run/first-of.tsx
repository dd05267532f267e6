"use client";

import { useState, type ReactNode } from "react";
import { Button } from "@/ui/button.tsx";
import { formatNumber } from "@/ui/format.ts";

/** The first of many lines, and a button for the others. */
export function FirstOf<T>({
  items,
  most,
  children,
}: {
  items: readonly T[];
  most: number;
  children: (shown: readonly T[]) => ReactNode;
}) {
  const [all, setAll] = useState(false);
  const cut = !all && items.length > most;
  return (
    <>
      {children(cut ? items.slice(0, most) : items)}
      {cut ? (
        <p className="more">
          <Button onClick={() => setAll(true)}>Show all {formatNumber(items.length)}</Button>
        </p>
      ) : null}
    </>
  );
}
