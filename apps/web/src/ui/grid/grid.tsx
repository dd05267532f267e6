"use client";

import { useVirtualizer, type VirtualItem, type Virtualizer } from "@tanstack/react-virtual";
import {
  memo,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from "react";
import { classNames } from "../class-names.ts";
import type { GlyphName } from "../glyph.tsx";
import { ahead } from "./ahead.ts";
import { useGridKeys } from "./use-grid-keys.ts";

export interface GridProps {
  label: string;
  rows: number;
  columns: number;
  /** Pixels; all rows are alike. */
  rowHeight: number;
  /** The least width of a column, and the most of the names, which narrow windows show less of. */
  columnWidth: number;
  nameWidth: number;
  /** Where the axes of cells have their tick, in percent. */
  tick: number;
  /** The row that must be in sight and is marked; -1 for none. */
  at: number;
  rowKey: (row: number) => string;
  /** The heads: of the names with column -1. `tab` is the place of their link among what Tab stops at. */
  head: (column: number, tab: Tab) => { sorted?: "ascending" | "descending" | undefined; content: ReactNode };
  name: (row: number, tab: Tab) => ReactNode;
  /** What stands in a cell, the same object as long as it says the same. */
  cell: (row: number, column: number) => GridCell;
  /** A cell was clicked, or Enter pressed in it. */
  onChoose: (row: number) => void;
  /** Told which rows and columns are drawn. */
  onSight?: (sight: Sight) => void;
}

export type Tab = 0 | -1;

/** A cell is one element with text, and two or three more inside; there are hundreds, and each costs when they scroll. */
export interface GridCell {
  className?: string;
  title?: string;
  /** What screen readers say: the text, and in words all that the style sheet writes beside it. */
  label: string;
  /** Stands before the text. */
  glyph?: GlyphName;
  text: string;
  /** Stands at the right. */
  aside?: string;
  /** A second line. */
  below?: { glyph: GlyphName; text: string };
  /** An interval, in percent of the axis. */
  line?: { from: number; to: number };
}

declare module "react" {
  interface CSSProperties {
    [name: `--${string}`]: string;
  }
}

export interface Sight {
  rows: readonly [from: number, to: number];
  columns: readonly [from: number, to: number];
}

/** How many rows and columns are drawn where one scrolls to. */
const AHEAD = { rows: 4, columns: 2 };

/**
 * A table of which only what is in sight is drawn, in both directions: head and names stay. One stop for Tab; arrows, Page, Home and
 * End move within, and screen readers are told how many rows and columns there are.
 */
export function Grid(props: GridProps) {
  const { label, rows, columns, rowHeight, tick, at, onSight } = props;
  const region = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const { nameWidth, columnWidth } = useWidths(region, props);
  // oxlint-disable-next-line react/incompatible-library -- what it answers stays in this component, which is not memoised
  const down: Virtualizer<HTMLDivElement, Element> = useVirtualizer({
    rangeExtractor: (range) => ahead(range, down.scrollDirection),
    count: rows,
    getScrollElement: () => region.current,
    estimateSize: () => rowHeight,
    overscan: AHEAD.rows,
    useFlushSync: false,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const across: Virtualizer<HTMLDivElement, Element> = useVirtualizer({
    rangeExtractor: (range) => ahead(range, across.scrollDirection),
    horizontal: true,
    count: columns,
    getScrollElement: () => region.current,
    estimateSize: () => columnWidth,
    overscan: AHEAD.columns,
    useFlushSync: false,
    scrollPaddingStart: nameWidth,
  });
  useLayoutEffect(() => {
    across.measure();
  }, [across, columnWidth]);
  const showRow = useEffectEvent(() => {
    if (at >= 0) down.scrollToIndex(at, { align: "auto" });
  });
  useEffect(() => showRow(), [at]);

  const [drawnRows, drawnColumns] = [down.getVirtualItems(), across.getVirtualItems()];
  const sight = sightOf(drawnRows, drawnColumns);
  const tell = useEffectEvent(() => onSight?.(sight));
  const seen = [...sight.rows, ...sight.columns].join();
  useEffect(() => tell(), [seen]);
  const keys = useGridKeys(table, {
    size: {
      rows: rows + 1,
      columns: columns + 1,
      page: Math.max(1, Math.floor((region.current?.clientHeight ?? 0) / rowHeight) - 1),
    },
    drawn: { rows: drawnRows.map(({ index }) => index + 1), columns: drawnColumns.map(({ index }) => index + 1) },
    show: ({ row, column }) => {
      if (row > 0) down.scrollToIndex(row - 1, { align: "auto" });
      if (column > 0) across.scrollToIndex(column - 1, { align: "auto" });
    },
    onChoose: ({ row }) => row > 0 && props.onChoose(row - 1),
  });
  const before = drawnColumns[0]?.start ?? 0;
  const indexes = drawnColumns.map(({ index }) => index);
  return (
    <div className="grid-region" ref={region} tabIndex={0} role="region" aria-label={`${label}, table`}>
      <div
        ref={table}
        role="grid"
        className="grid"
        aria-label={label}
        aria-rowcount={rows + 1}
        aria-colcount={columns + 1}
        tabIndex={-1}
        onKeyDown={keys.onKeyDown}
        onClick={keys.onClick}
        onFocus={keys.onFocus}
        style={{
          width: nameWidth + columns * columnWidth,
          height: HEAD_HEIGHT + rows * rowHeight,
          "--name-width": `${nameWidth}px`,
          "--column-width": `${columnWidth}px`,
          "--row-height": `${rowHeight}px`,
          "--tick": `${tick}%`,
        }}
      >
        <div role="row" className="grid-row grid-head" aria-rowindex={1}>
          <Head head={props.head} column={-1} tab={keys.tabOf(0, 0)} />
          <Pad width={before} />
          {indexes.map((column) => (
            <Head key={column} head={props.head} column={column} tab={keys.tabOf(0, column + 1)} />
          ))}
        </div>
        {drawnRows.map(({ index, start }) => (
          <Row
            key={props.rowKey(index)}
            id={props.rowKey(index)}
            row={index}
            top={HEAD_HEIGHT + start}
            before={before}
            selected={index === at}
            columns={indexes}
            name={props.name}
            cell={props.cell}
            tab={keys.tab.row === index + 1 ? keys.tab.column : -1}
          />
        ))}
      </div>
    </div>
  );
}

/** Stands for the columns that are not drawn. */
function Pad({ width }: { width: number }) {
  return <div aria-hidden="true" className="pad" style={{ width }} />;
}

/** What the style sheet gives the head. */
const HEAD_HEIGHT = 32;

function sightOf(rows: readonly VirtualItem[], columns: readonly VirtualItem[]): Sight {
  return {
    rows: [rows[0]?.index ?? 0, rows.at(-1)?.index ?? -1],
    columns: [columns[0]?.index ?? 0, columns.at(-1)?.index ?? -1],
  };
}

const NAMES_SHARE = 0.4;

/** The columns fill the region as long as they may be wider than the least. */
function useWidths(
  region: RefObject<HTMLElement | null>,
  { columns, ...widths }: GridProps,
): Pick<GridProps, "nameWidth" | "columnWidth"> {
  const [space, setSpace] = useState(0);
  useLayoutEffect(() => {
    const element = region.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setSpace(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [region]);
  if (space === 0 || columns === 0) return widths;
  const nameWidth = Math.min(widths.nameWidth, Math.floor(space * NAMES_SHARE));
  return { nameWidth, columnWidth: Math.max(widths.columnWidth, Math.floor((space - nameWidth) / columns)) };
}

const Head = memo(function Head({ head, column, tab }: Pick<GridProps, "head"> & { column: number; tab: Tab }) {
  const { sorted, content } = head(column, tab);
  return (
    <div
      role="columnheader"
      className={column < 0 ? "name" : "cell"}
      aria-colindex={column + 2}
      aria-sort={sorted}
      data-at={`0:${column + 1}`}
    >
      {content}
    </div>
  );
});

const Cell = memo(function Cell({
  cell,
  row,
  column,
  tab,
}: Pick<GridProps, "cell"> & { row: number; column: number; tab: Tab }) {
  const { className, title, label, glyph, text, aside, below, line } = cell(row, column);
  return (
    <div
      role="gridcell"
      className={classNames("cell", className)}
      title={title}
      aria-label={label}
      aria-colindex={column + 2}
      data-at={`${row + 1}:${column + 1}`}
      data-glyph={glyph}
      tabIndex={tab}
      style={line && { "--from": `${line.from}%`, "--to": `${line.to}%` }}
    >
      {text}
      {aside === undefined ? null : <i data-text={aside} />}
      {below && <span className="stands" data-glyph={below.glyph} data-text={below.text} />}
    </div>
  );
});

interface RowProps extends Pick<GridProps, "name" | "cell"> {
  id: string;
  row: number;
  /** Pixels from the grid's upper edge, and those that columns which are not drawn take. */
  top: number;
  before: number;
  selected: boolean;
  columns: readonly number[];
  /** The column that Tab stops at; -1 where it stops in another row. */
  tab: number;
}

const Row = memo(function Row({ id, row, top, before, selected, columns, name, cell, tab }: RowProps) {
  return (
    <div
      role="row"
      data-row={id}
      aria-rowindex={row + 2}
      className={selected ? "grid-row sel" : "grid-row"}
      style={{ top }}
    >
      <div role="rowheader" className="name" aria-colindex={1} data-at={`${row + 1}:0`}>
        {name(row, tab === 0 ? 0 : -1)}
      </div>
      <Pad width={before} />
      {columns.map((column) => (
        <Cell key={column} cell={cell} row={row} column={column} tab={tab === column + 1 ? 0 : -1} />
      ))}
    </div>
  );
}, isDrawnAlike);

function isDrawnAlike(a: RowProps, b: RowProps): boolean {
  return (
    a.id === b.id &&
    a.row === b.row &&
    a.top === b.top &&
    a.before === b.before &&
    a.selected === b.selected &&
    a.tab === b.tab &&
    a.cell === b.cell &&
    a.name === b.name &&
    a.columns.length === b.columns.length &&
    a.columns[0] === b.columns[0]
  );
}
