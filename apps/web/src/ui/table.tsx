import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Glyph } from "./glyph.tsx";
import { Link } from "./link.tsx";

interface TableProps {
  /** 32 px rows. */
  dense?: boolean;
  /** The head stays in sight; for the one long table of a page. */
  stuck?: boolean;
  /** Cells in a grid: many skills × many repos. */
  matrix?: boolean;
  /** Names the region when the table may scroll sideways. */
  label?: string;
  /** All rows with the head, when not all of them are drawn. */
  rowCount?: number;
  children: ReactNode;
}

/** Names left, numbers right (`className="num"`). Cells of class `p2` go on narrow windows. */
export function Table({ dense = false, stuck = false, matrix = false, label, rowCount, children }: TableProps) {
  const table = (
    <table
      className={classNames("t", dense && "tight", stuck && "stuck", matrix && "mx")}
      aria-label={stuck ? label : undefined}
      aria-rowcount={rowCount}
    >
      {children}
    </table>
  );
  if (stuck) return table;
  return (
    <div className="scroll" {...(label ? { tabIndex: 0, role: "region", "aria-label": `${label}, table` } : {})}>
      {table}
    </div>
  );
}

/** A column's name, with the class of its cells where they have one. */
type HeadColumn = string | readonly [name: string, className: string];

/** The head of a table whose columns are only named; `children` are the heads behind them. */
export function TableHead({ columns, children }: { columns: readonly HeadColumn[]; children?: ReactNode }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const [name, className] = typeof column === "string" ? [column] : column;
          return (
            <th key={name} scope="col" className={className}>
              {name}
            </th>
          );
        })}
        {children}
      </tr>
    </thead>
  );
}

export type SortDirection = "ascending" | "descending";

/** A column's head that sorts by a link, so that the order is in the URL. */
export function SortHead({
  href,
  sorted,
  className,
  children,
}: {
  href: string;
  sorted?: SortDirection | undefined;
  className?: string;
  children: ReactNode;
}) {
  return (
    <th scope="col" className={className} aria-sort={sorted}>
      <Link href={href} scroll={false} replace>
        {children}
        {sorted ? <Glyph name={sorted === "ascending" ? "up" : "down"} tone="mid" /> : null}
      </Link>
    </th>
  );
}

/** The head of a column that only holds actions. */
export function ActionHead() {
  return (
    <th scope="col">
      <span className="vh">Action</span>
    </th>
  );
}
