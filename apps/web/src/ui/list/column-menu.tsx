"use client";

import { startTransition, useOptimistic } from "react";
import type { ListUrl } from "@/url/list-state.ts";
import { Button } from "../button.tsx";
import { Menu } from "../menu.tsx";
import { shownColumns, toggleColumn, type Column } from "./columns.ts";

/** Shows and hides columns; the choice is in the URL, so that a saved view keeps it. */
export function ColumnMenu<T>({ columns, url }: { columns: readonly Column<T>[]; url: ListUrl }) {
  const [choice, show] = useOptimistic(columnChoice(url));
  const choose = (columns: string | null) =>
    startTransition(() => {
      show(columns);
      url.set({ columns });
    });
  const shown = shownColumns(columns, choice);
  return (
    <Menu label="Columns" value={choice === null ? undefined : `${shown.length} of ${columns.length}`}>
      <ul className="picks">
        {columns.map((column, index) => (
          <li key={column.id}>
            <label>
              <input
                type="checkbox"
                checked={shown.includes(column)}
                disabled={index === 0}
                onChange={() => choose(toggleColumn(columns, choice, column.id))}
              />
              {column.head}
            </label>
          </li>
        ))}
      </ul>
      <p className="hint m-only">A narrow window keeps the less needed ones hidden.</p>
      <footer>
        <Button kind="quiet" disabled={choice === null} onClick={() => choose(null)}>
          Show the usual ones
        </Button>
      </footer>
    </Menu>
  );
}

export function columnChoice({ values: { columns } }: ListUrl): string | null {
  return typeof columns === "string" ? columns : null;
}
