"use client";

import type { Compared, CompareRow } from "@yardlet/services";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useCallback, useMemo } from "react";
import { gridCell, tickOf } from "@/features/score/grid-cell.ts";
import type { MatrixMode } from "@/features/score/matrix-words.ts";
import { compareKey, matrixAxis, MatrixLegend, ScoreMatrix } from "@/features/score/score-matrix.tsx";
import { useAlive } from "@/ui/alive.ts";
import { Glyph } from "@/ui/glyph.tsx";
import type { GridCell, Tab } from "@/ui/grid/grid.tsx";
import { Link } from "@/ui/link.tsx";
import { useRowCursor } from "@/ui/row-cursor.ts";
import type { ListUrl } from "@/url/list-state.ts";
import type { CompareState } from "./search-params.ts";
import { useCells } from "./use-cells.ts";

interface CompareMatrixProps {
  data: Compared;
  columns: readonly string[];
  state: CompareState;
  url: ListUrl;
}

const Grid = lazy(() => import("@/ui/grid/grid.tsx").then((module) => ({ default: module.Grid })));

/** As the style sheet draws rows and columns. */
const SIZE = { row: { score: 48, difference: 37 }, column: 104, name: 200 } as const;

/** How many rows there are before the page is alive. */
const FIRST = 20;

/** The matrix, every column of which sorts; j and k choose the row whose forest shows below, Enter opens its skill. */
export function CompareMatrix({ data, columns, state, url }: CompareMatrixProps) {
  const router = useRouter();
  const alive = useAlive();
  const { rows, policy } = data;
  const [top] = rows;
  const chosen = state.peek ?? (top ? compareKey(top) : null);
  const { cursor } = useRowCursor(rows, {
    keyOf: compareKey,
    onOpen: (row) => router.push(skillHref(row)),
    ...(chosen === null ? {} : { at: chosen }),
    onMove: (row) => url.set({ peek: compareKey(row) }),
  });
  const { cellOf, onSight } = useCells(data, columns, state);
  const mode: MatrixMode = state.mode === "uplift" ? "difference" : "score";
  const axis = useMemo(() => matrixAxis(mode, policy), [mode, policy]);
  const cell = useCallback(
    (row: number, column: number): GridCell => {
      const own = rows[row];
      const slug = columns[column - 1];
      if (!own) return WAITING;
      if (slug === undefined) return gridCell({ cell: own.all, mode, policy, where: `${own.name} in all repos` }, axis);
      const found = cellOf(row, slug);
      return found === undefined
        ? WAITING
        : gridCell({ cell: found, mode, policy, where: `${own.name} in ${slug}` }, axis);
    },
    [rows, columns, mode, policy, axis, cellOf],
  );
  const { set, hrefTo } = url;
  const name = useCallback(
    (row: number, tab: Tab) => {
      const own = rows[row];
      return own ? <RowName row={own} href={hrefTo({ peek: compareKey(own) })} tab={tab} /> : null;
    },
    [rows, hrefTo],
  );
  const onChoose = useCallback(
    (row: number) => {
      const own = rows[row];
      if (own) set({ peek: compareKey(own) });
    },
    [rows, set],
  );
  const { sort: sortedBy, reverse } = state;
  const head = useCallback(
    (column: number, tab: Tab) => {
      const slug = columns[column - 1];
      const [sort, label] =
        column < 0 ? ["name", "Skill"] : slug === undefined ? ["score", "All repos"] : [`repo:${slug}`, slug];
      const active = sortedBy === sort;
      const up = (sort === "name") !== reverse;
      const sorted = active ? (up ? ("ascending" as const) : ("descending" as const)) : undefined;
      const content = (
        <Link href={hrefTo({ sort, reverse: active && !reverse })} scroll={false} replace tabIndex={tab} title={label}>
          <span className="cut">{label}</span>
          {sorted ? <Glyph name={sorted === "ascending" ? "up" : "down"} tone="mid" /> : null}
        </Link>
      );
      return { sorted, content };
    },
    [columns, hrefTo, sortedBy, reverse],
  );
  const first = (
    <ScoreMatrix
      label="Skills by repo"
      mode={mode}
      policy={policy}
      rows={rows.slice(0, FIRST)}
      columns={columns.slice(0, FIRST_COLUMNS)}
      pooled
      selected={chosen}
      heads={[-1, 0, ...columns.slice(0, FIRST_COLUMNS).map((_, at) => at + 1)].map((column) => {
        const { sorted, content } = head(column, 0);
        return (
          <th key={column} scope="col" aria-sort={sorted}>
            {content}
          </th>
        );
      })}
      renderHead={(row) => <RowName row={row} href={hrefTo({ peek: compareKey(row) })} tab={0} />}
    />
  );
  const matrix = alive ? (
    <Suspense fallback={first}>
      <Grid
        key={`${state.mode} ${columns.length} ${rows.length}`}
        label="Skills by repo"
        rows={rows.length}
        columns={columns.length + 1}
        rowHeight={SIZE.row[mode]}
        columnWidth={SIZE.column}
        nameWidth={SIZE.name}
        tick={tickOf(axis)}
        at={rows.findIndex((row) => compareKey(row) === cursor)}
        rowKey={(row) => compareKey(rows[row] ?? NO_ROW)}
        head={head}
        name={name}
        cell={cell}
        onChoose={onChoose}
        onSight={onSight}
      />
    </Suspense>
  ) : (
    first
  );
  return (
    <>
      {matrix}
      <MatrixLegend mode={mode} policy={policy} states={mode === "score"} />
    </>
  );
}

const FIRST_COLUMNS = 8;
const NO_ROW = { home: "", name: "", version: 0 };

const WAITING: GridCell = { className: "off", text: "", label: "being read" };

function RowName({ row, href, tab }: { row: CompareRow; href: string; tab: Tab }) {
  const { name, version, inForce } = row;
  return (
    <>
      <Link href={href} scroll={false} replace tabIndex={tab} title={name}>
        {name}
      </Link>{" "}
      <span className="sub">
        v{version}
        {inForce ? "" : ", not in force"}
      </span>
    </>
  );
}

export function skillHref({ home, name, version, inForce }: CompareRow): string {
  return `/skills/${home}/${name}${inForce ? "" : `?version=${version}`}`;
}
