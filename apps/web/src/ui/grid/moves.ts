/** A cell of a grid: row 0 is the head, column 0 the names. */
export interface Place {
  row: number;
  column: number;
}

export interface GridSize {
  /** Rows and columns with the head and the names. */
  rows: number;
  columns: number;
  /** How many rows a page is. */
  page: number;
}

type Move = (at: Place, size: GridSize) => Place;

/** The keys of a grid, as the ARIA practices name them. */
const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  PageUp: ({ row, column }, { page }) => ({ row: Math.max(1, row - page), column }),
  PageDown: ({ row, column }, { page }) => ({ row: row + page, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
  "ctrl+Home": () => ({ row: 1, column: 0 }),
  "ctrl+End": (_at, { rows, columns }) => ({ row: rows - 1, column: columns - 1 }),
};

/** Where a key leads from a cell; undefined for a key that moves nothing. Pure. */
export function moveTo(key: string, at: Place, size: GridSize): Place | undefined {
  const to = Object.hasOwn(MOVES, key) ? MOVES[key]?.(at, size) : undefined;
  return to && { row: clamp(to.row, size.rows), column: clamp(to.column, size.columns) };
}

function clamp(value: number, count: number): number {
  return Math.min(count - 1, Math.max(0, value));
}

/** The cell that Tab leads to: where one was, else the first that is drawn. */
export function nearest(at: Place, drawn: { rows: readonly number[]; columns: readonly number[] }): Place {
  const within = (value: number, values: readonly number[]) =>
    value === 0 || values.includes(value) ? value : (values[0] ?? 0);
  return { row: within(at.row, drawn.rows), column: within(at.column, drawn.columns) };
}
