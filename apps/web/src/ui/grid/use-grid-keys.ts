"use client";

import {
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from "react";
import { moveTo, nearest, type GridSize, type Place } from "./moves.ts";

interface GridKeys {
  size: GridSize;
  /** Numbers of the rows and columns that are drawn, besides head and names. */
  drawn: { rows: readonly number[]; columns: readonly number[] };
  /** Brings a cell into sight. */
  show: (at: Place) => void;
  /** Enter was pressed in a cell, or it was clicked. */
  onChoose: (at: Place) => void;
}

/** One stop for Tab within a grid, and the keys that move it. A cell that is not drawn yet is focused once it is. */
export function useGridKeys(table: RefObject<HTMLElement | null>, { size, drawn, show, onChoose }: GridKeys) {
  const [at, setAt] = useState<Place>({ row: 1, column: 0 });
  const wanted = useRef<Place>(undefined);
  useEffect(() => {
    if (wanted.current && focusCell(table.current, wanted.current)) wanted.current = undefined;
  });
  const tab = nearest(at, drawn);
  return {
    tab,
    tabOf: (row: number, column: number) => tabOf(tab, row, column),
    onFocus: ({ target }: FocusEvent) => {
      const place = placeOf(target);
      if (place && (place.row !== at.row || place.column !== at.column)) setAt(place);
    },
    onClick: ({ target }: MouseEvent) => {
      const place = placeOf(target);
      if (place) onChoose(place);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const from = placeOf(event.target);
      if (!from || event.altKey || event.metaKey) return;
      const to = moveTo(event.ctrlKey ? `ctrl+${event.key}` : event.key, from, size);
      if (to) {
        event.preventDefault();
        wanted.current = to;
        setAt(to);
        show(to);
      } else if (event.key === "Enter" && !(event.target instanceof HTMLAnchorElement)) {
        event.preventDefault();
        onChoose(from);
      }
    },
  };
}

function placeOf(target: EventTarget): Place | undefined {
  const cell = target instanceof Element ? target.closest("[data-at]") : null;
  const [row, column] = cell?.getAttribute("data-at")?.split(":").map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

/** The link of a head or a name takes the focus in the cell's place. */
function focusCell(table: HTMLElement | null, { row, column }: Place): boolean {
  const cell = table?.querySelector<HTMLElement>(`[data-at="${row}:${column}"]`);
  if (!cell) return false;
  (cell.querySelector<HTMLElement>("a") ?? cell).focus({ preventScroll: true });
  return true;
}

function tabOf(tab: Place, row: number, column: number): 0 | -1 {
  return tab.row === row && tab.column === column ? 0 : -1;
}
