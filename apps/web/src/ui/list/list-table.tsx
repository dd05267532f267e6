"use client";

import { memo, type ReactNode } from "react";
import type { ListUrl } from "@/url/list-state.ts";
import { classNames } from "../class-names.ts";
import { ActionHead, SortHead, Table } from "../table.tsx";
import type { Column } from "./columns.ts";
import { LONG, LongBody } from "./long-body.tsx";

const ROW_PX = { plain: 36, dense: 32 } as const;

/** One `tr`: a row of the list, or what is shown beneath one. */
export interface Line {
  key: string;
  cells: () => ReactNode;
  /** Its row has left the list. */
  gone: boolean;
}

interface ListTableProps<T> {
  label: string;
  dense: boolean;
  columns: readonly Column<T>[];
  url: ListUrl;
  /** A last column that holds actions only. */
  actions: boolean;
  lines: readonly Line[];
  /** The line at the cursor. */
  cursor: string | null;
}

export function ListTable<T>({ label, dense, columns, url, actions, lines, cursor }: ListTableProps<T>) {
  const long = lines.length > LONG;
  const row = (index: number, measure?: (element: HTMLElement | null) => void) => {
    const line = lines[index];
    if (!line) return null;
    const { key, cells, gone } = line;
    const at = { id: key, index, numbered: long, selected: key === cursor };
    return <Row key={key} {...at} gone={gone} cells={cells} measure={measure} />;
  };
  return (
    <Table stuck dense={dense} label={label} {...(long ? { rowCount: lines.length + 1 } : {})}>
      <thead>
        <tr {...(long ? { "aria-rowindex": 1 } : {})}>
          {columns.map((column) => (
            <Head key={column.id} column={column} url={url} />
          ))}
          {actions ? <ActionHead /> : null}
        </tr>
      </thead>
      <LongBody
        layout={columns.map(({ id }) => id).join(",")}
        count={lines.length}
        keyAt={(index) => lines[index]?.key ?? index}
        height={ROW_PX[dense ? "dense" : "plain"]}
        at={cursor === null ? -1 : lines.findIndex((line) => line.key === cursor)}
        row={row}
      />
    </Table>
  );
}

function Head<T>({ column, url }: { column: Column<T>; url: ListUrl }) {
  const { head, sort, ascending = false, className } = column;
  if (sort === undefined) {
    return (
      <th scope="col" className={className}>
        {head}
      </th>
    );
  }
  const active = url.values.sort === sort;
  const reverse = url.values.reverse === true;
  return (
    <SortHead
      {...(className ? { className } : {})}
      href={url.hrefTo({ sort, reverse: active && !reverse })}
      sorted={active ? (ascending === reverse ? "descending" : "ascending") : undefined}
    >
      {head}
    </SortHead>
  );
}

interface RowProps {
  id: string;
  index: number;
  /** Says its number aloud, because not all rows are there. */
  numbered: boolean;
  selected: boolean;
  gone: boolean;
  cells: () => ReactNode;
  measure: ((element: HTMLElement | null) => void) | undefined;
}

const Row = memo(function Row({ id, index, numbered, selected, gone, cells, measure }: RowProps) {
  return (
    <tr
      ref={measure}
      data-index={index}
      data-row={id}
      className={classNames(selected && "sel", gone && "gone")}
      {...(numbered ? { "aria-rowindex": index + 2 } : {})}
    >
      {cells()}
    </tr>
  );
});
