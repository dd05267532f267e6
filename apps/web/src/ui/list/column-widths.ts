"use client";

import { useEffect, useEffectEvent, useLayoutEffect, useState, type RefObject } from "react";

/**
 * Holds a table's column widths while its rows come and go. False says: draw rows from all over the list now; the browser lays
 * them out before anything is painted, and their widths hold until the page's width changes. `onChange` is told of that.
 */
export function useColumnWidths(body: RefObject<HTMLElement | null>, onChange: () => void): boolean {
  const [laidOut, setLaidOut] = useState(false);
  const changed = useEffectEvent(onChange);
  useLayoutEffect(() => {
    const table = body.current?.closest("table");
    if (laidOut || !table) return;
    const heads = headsOf(table);
    const widths = heads.map((head) => head.offsetWidth);
    const sum = widths.reduce((total, width) => total + width, 0);
    heads.forEach((head, index) => (head.style.width = `${((widths[index] ?? 0) / sum) * 100}%`));
    table.style.tableLayout = "fixed";
    // oxlint-disable-next-line react/set-state-in-effect -- widths can only be read from what is laid out
    setLaidOut(true);
  }, [body, laidOut]);
  useEffect(() => {
    const table = body.current?.closest("table");
    const parent = table?.parentElement;
    if (!table || !parent) return;
    let width = parent.clientWidth;
    const observer = new ResizeObserver(() => {
      if (parent.clientWidth === width) return;
      width = parent.clientWidth;
      changed();
      release(table);
      setLaidOut(false);
    });
    observer.observe(parent);
    return () => {
      observer.disconnect();
      release(table);
    };
  }, [body]);
  return laidOut;
}

/** Lets the browser lay the columns out by itself again. */
function release(table: HTMLElement): void {
  table.style.tableLayout = "";
  for (const head of headsOf(table)) head.style.width = "";
}

function headsOf(table: HTMLElement): HTMLElement[] {
  return [...table.querySelectorAll<HTMLElement>("thead th")];
}
