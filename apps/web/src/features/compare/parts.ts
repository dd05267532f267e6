import type { Sight } from "@/ui/grid/grid.tsx";

/** A part of a matrix as it is asked for: rows and columns from one number up to another, that one left out. */
export interface Part {
  rows: readonly [from: number, to: number];
  columns: readonly [from: number, to: number];
}

/** How large a part is, and how much of the matrix came with its rows. */
export const PART = { rows: 30, columns: 24 };

interface Extent {
  rows: number;
  columns: number;
}

/** The parts that hold what is in sight and did not come with the rows. Pure. */
export function partsInSight(sight: Sight, all: Extent, filled: Extent): Part[] {
  const rows = blocks(sight.rows, PART.rows, all.rows);
  const columns = blocks(sight.columns, PART.columns, all.columns);
  return rows
    .flatMap((row) => columns.map((column): Part => ({ rows: row, columns: column })))
    .filter((part) => !isFilled(part, filled));
}

/** Every part that did not come with the rows, in wide ones: for what wants all of it at once. */
export function missingParts(all: Extent, filled: Extent, size: Extent): Part[] {
  return blocks([0, all.rows - 1], size.rows, all.rows)
    .flatMap((rows) =>
      blocks([0, all.columns - 1], size.columns, all.columns).map((columns): Part => ({ rows, columns })),
    )
    .filter((part) => !isFilled(part, filled));
}

function isFilled({ rows, columns }: Part, filled: Extent): boolean {
  return rows[1] <= filled.rows && columns[1] <= filled.columns;
}

function blocks([from, to]: readonly [number, number], size: number, count: number): [number, number][] {
  const [first, last] = [Math.floor(Math.max(0, from) / size), Math.floor(Math.min(to, count - 1) / size)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at): [number, number] => [
    (first + at) * size,
    Math.min(count, (first + at + 1) * size),
  ]);
}
