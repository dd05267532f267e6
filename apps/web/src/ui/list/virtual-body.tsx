"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { useColumnWidths } from "./column-widths.ts";
import { Gap } from "./long-body.tsx";

export interface VirtualBodyProps {
  count: number;
  keyAt: (index: number) => string | number;
  /** A row's usual height in pixels; taller ones are measured. */
  height: number;
  /** The row that must be in sight; -1 for none. */
  at: number;
  row: (index: number, measure?: (element: HTMLElement | null) => void) => ReactNode;
}

/** How many rows from all over the list the columns' widths are taken from. */
const SAMPLES = 60;

/** The rows in sight of a table that scrolls with the window, between two gaps that stand for the others. */
export function VirtualBody({ count, keyAt, height, at, row }: VirtualBodyProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { top, above, below } = useEdges(body);
  // oxlint-disable-next-line react/incompatible-library -- what it answers stays in this component, which is not memoised
  const virtual = useWindowVirtualizer({
    count,
    getItemKey: keyAt,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: top,
    scrollPaddingStart: above,
    scrollPaddingEnd: below,
  });
  const wasInSight = useRef(false);
  const laidOut = useColumnWidths(body, () => {
    const { range } = virtual;
    wasInSight.current = range !== null && at >= range.startIndex && at <= range.endIndex;
  });
  const showRow = useEffectEvent(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
  });
  useEffect(() => showRow(), [at, below]);
  useEffect(() => {
    if (!laidOut) return;
    virtual.measure();
    if (wasInSight.current) showRow();
  }, [laidOut, virtual]);
  if (!laidOut) {
    const step = Math.max(1, Math.floor(count / SAMPLES));
    return (
      <tbody ref={body}>
        {Array.from({ length: Math.min(SAMPLES, count) }, (_, index) => row(index * step))}
        <Gap height={virtual.getTotalSize()} />
      </tbody>
    );
  }
  const items = virtual.getVirtualItems();
  const before = (items[0]?.start ?? top) - top;
  const after = virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top);
  return (
    <tbody ref={body}>
      {before > 0 ? <Gap height={before} /> : null}
      {items.map(({ index }) => row(index, virtual.measureElement))}
      {after > 0 ? <Gap height={after} /> : null}
    </tbody>
  );
}

interface Edges {
  /** How far down the page the rows begin. */
  top: number;
  /** How far a row that is scrolled to stays from the window's edges, by the style sheet. */
  above: number;
  below: number;
}

function useEdges(body: RefObject<HTMLElement | null>): Edges {
  const [edges, setEdges] = useState<Edges>({ top: 0, above: 0, below: 0 });
  useLayoutEffect(() => {
    const read = () => {
      const row = body.current?.querySelector("tr");
      if (!body.current || !row) return;
      const { scrollMarginTop, scrollMarginBottom } = getComputedStyle(row);
      setEdges({
        top: Math.round(body.current.getBoundingClientRect().top + window.scrollY),
        above: Number.parseFloat(scrollMarginTop),
        below: Number.parseFloat(scrollMarginBottom),
      });
    };
    read();
    const parent = body.current?.closest("table")?.parentElement;
    const observer = new ResizeObserver(read);
    if (parent) observer.observe(parent);
    return () => observer.disconnect();
  }, [body]);
  return edges;
}
