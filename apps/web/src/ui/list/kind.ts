import type { ReactNode } from "react";
import type { Column } from "./columns.ts";

/** What a list lists: the same on every drawing, so it stands beside its columns as one object. `D` is what its query answers. */
export interface ListKind<T, D> {
  /** Names the table: "Repos". */
  label: string;
  keyOf: (row: T) => string;
  /** Where a row leads. */
  hrefOf?: (row: T) => string;
  columns: readonly Column<T>[];
  /** The rows of an answer. `reverse` asks for the other order, where the server has not turned it round. */
  rowsOf: (answer: D, reverse: boolean) => readonly T[];
  /** What a row opens to, beneath it; null where there is nothing more. */
  detail?: (row: T) => ReactNode;
  /** Names the search box, whose words are `q` in the URL; without it there is none. */
  search?: string;
  /** What to say when the filters let nothing through. */
  noMatch?: { title: string; hint: string };
  /** 32 px rows. */
  dense?: boolean;
}

/** `rowsOf` of a list that comes in one piece, lowest or newest first as asked. */
export function allRows<T>(rows: readonly T[], reverse: boolean): readonly T[] {
  return reverse ? rows.toReversed() : rows;
}
