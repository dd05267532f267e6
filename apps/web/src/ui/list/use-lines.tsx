"use client";

import { useMemo, type ReactNode } from "react";
import { RowAction } from "../button.tsx";
import { RowLink } from "../row-link.tsx";
import type { Column } from "./columns.ts";
import type { Line } from "./list-table.tsx";

interface Rows<T> {
  rows: readonly T[];
  /** Keys of rows that are in the list no more: they stay to be read, and nothing is done with them. */
  gone: ReadonlySet<string>;
  columns: readonly Column<T>[];
  keyOf: (row: T) => string;
  hrefOf: ((row: T) => string) | undefined;
  detail: ((row: T) => ReactNode) | undefined;
  /** Keys of the rows whose detail shows. */
  opened: ReadonlySet<string>;
  /** Like the others the same for good, or every line is drawn again. */
  onToggle: (key: string) => void;
  /** A row's link was followed. */
  onPeek: ((key: string, href: string) => void) | undefined;
}

/** The lines of a table: every row, and beneath an opened one its detail. They stay the same ones until rows or columns change. */
export function useLines<T>({ rows, gone, columns, keyOf, hrefOf, detail, opened, onToggle, onPeek }: Rows<T>): Line[] {
  return useMemo(
    () =>
      rows.flatMap((row): Line[] => {
        const key = keyOf(row);
        const href = hrefOf?.(row);
        const link = (text: ReactNode) =>
          href === undefined ? (
            text
          ) : (
            <RowLink href={href} {...(onPeek ? { onPeek: () => onPeek(key, href) } : {})}>
              {text}
            </RowLink>
          );
        const more = detail?.(row);
        const open = Boolean(more) && opened.has(key);
        const left = gone.has(key);
        const cells = () => (
          <>
            {columns.map((column) => (
              <Cell key={column.id} column={column}>
                {left && column.acts ? null : column.cell(row, link)}
                {left && column.name ? <span className="vh">, no longer in this list</span> : null}
              </Cell>
            ))}
            {detail ? (
              <td className="num">
                {more ? (
                  <RowAction aria-expanded={open} onClick={() => onToggle(key)}>
                    {open ? "close" : "open"}
                  </RowAction>
                ) : null}
              </td>
            ) : null}
          </>
        );
        const line = { key, cells, gone: left };
        return open
          ? [line, { key: `${key} opened`, gone: left, cells: () => <td colSpan={columns.length + 1}>{more}</td> }]
          : [line];
      }),
    [rows, gone, columns, keyOf, hrefOf, detail, opened, onToggle, onPeek],
  );
}

function Cell<T>({ column: { name, className }, children }: { column: Column<T>; children: ReactNode }) {
  return name ? (
    <th scope="row" className={className}>
      {children}
    </th>
  ) : (
    <td className={className}>{children}</td>
  );
}
