import type { ReactNode } from "react";

/** One column of a list: its head, its cells and its order, in one place. */
export interface Column<T> {
  /** Its word in the URL, and what React tells it apart by. */
  id: string;
  head: string;
  /** The words under which the list sorts by it, when it does. */
  sort?: string;
  /** The first click on the head shows the lowest first, as for names; else the highest, as for numbers and times. */
  ascending?: boolean;
  /** For head and cells: `num` right, `t2` and `t3` quieter, `nw` on one line; `p3`, `p2`, `px` go on narrow windows, in this order of need. */
  className?: string;
  /** The cell names its row: it is drawn as the row's head. */
  name?: boolean;
  /** It holds what can be done with the row; empty for one that has left the list. */
  acts?: boolean;
  /** Hidden until somebody asks for it. */
  extra?: boolean;
  /** `link` draws the link that leads to the row, where it has one. */
  cell: (row: T, link: (text: ReactNode) => ReactNode) => ReactNode;
}

type Id = Pick<Column<never>, "id" | "extra">;

/** The columns that show, in the list's own order. The first one always does. */
export function shownColumns<C extends Id>(columns: readonly C[], choice: string | null): C[] {
  const chosen = choice?.split(".");
  return columns.filter((column, index) => index === 0 || (chosen ? chosen.includes(column.id) : !column.extra));
}

/** The choice after one column is shown or hidden; null when it is what the list shows by itself. */
export function toggleColumn(columns: readonly Id[], choice: string | null, id: string): string | null {
  const ids = (choice: string | null) => shownColumns(columns, choice).map((column) => column.id);
  const before = ids(choice);
  const after = before.includes(id) ? before.filter((one) => one !== id) : [...before, id];
  const next = ids(after.join(".")).slice(1).join(".");
  return next === ids(null).slice(1).join(".") ? null : next;
}
