"use client";

import { useQueries, useQueryClient } from "@tanstack/react-query";
import type { CompareCell, Compared } from "@yardlet/services";
import { useCallback, useMemo, useState } from "react";
import { useTRPC } from "@/trpc/client.ts";
import type { Sight } from "@/ui/grid/grid.tsx";
import type { Shown } from "./export.ts";
import { missingParts, type Part, partsInSight } from "./parts.ts";
import { cellsOptions, filledOf } from "./queries.ts";
import type { CompareState } from "./search-params.ts";

type Cells = Readonly<Record<string, Readonly<Record<string, CompareCell>>>>;

/** A cell of the matrix: null where there is nothing, undefined while it is on its way. */
export type CellOf = (row: number, slug: string) => CompareCell | null | undefined;

/** The cells of a comparison: the first came with its rows, the others are asked for as they come into sight. */
export function useCells(
  data: Compared,
  columns: readonly string[],
  state: CompareState,
): { cellOf: CellOf; onSight: (sight: Sight) => void } {
  const trpc = useTRPC();
  const [sight, setSight] = useState<Sight>({ rows: [0, -1], columns: [0, -1] });
  const { rows } = data;
  const filled = filledOf(state);
  const parts = partsInSight(sight, { rows: rows.length, columns: columns.length }, filled);
  const answers = useQueries({
    queries: parts.map((part) => cellsOptions(trpc, state, namesOf(part, data, columns))),
    combine: dataOf,
  });
  const found = useMemo(() => {
    const all: Record<string, Record<string, CompareCell>> = {};
    for (const cells of answers) {
      for (const [id, own] of Object.entries(cells ?? {})) all[id] = { ...all[id], ...own };
    }
    return all;
  }, [answers]);
  const place = useMemo(() => new Map(columns.map((slug, at) => [slug, at])), [columns]);
  const cellOf = useCallback<CellOf>(
    (row, slug) => {
      const own = rows[row];
      if (!own) return null;
      if (row < filled.rows && (place.get(slug) ?? 0) < filled.columns) return own.cells[slug] ?? null;
      const known = found[own.id];
      return known === undefined ? undefined : (known[slug] ?? null);
    },
    [rows, found, place, filled.rows, filled.columns],
  );
  return { cellOf, onSight: setSight };
}

/** The same for good, and the answers as they are: comparing them cell by cell would cost more than drawing them. */
function dataOf(results: readonly { data: Cells | undefined }[]): (Cells | undefined)[] {
  return results.map((result) => result.data);
}

function namesOf({ rows, columns }: Part, data: Compared, slugs: readonly string[]) {
  return { versions: data.rows.slice(...rows).map(({ id }) => id), repos: slugs.slice(...columns) };
}

/** As much as the server answers at once. */
const WIDE = { rows: 100, columns: 200 };

/** Reads what is not here yet, and answers the whole matrix as it shows. */
export function useWholeMatrix(state: CompareState): (data: Compared, columns: readonly string[]) => Promise<Shown> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return async (data, columns) => {
    if (state.mode === "versions") return { mode: "versions", columns: [], rows: data.rows };
    const parts = missingParts({ rows: data.rows.length, columns: columns.length }, filledOf(state), WIDE);
    const found: Record<string, Record<string, CompareCell>> = {};
    for (const part of parts) {
      const cells = await queries.fetchQuery(cellsOptions(trpc, state, namesOf(part, data, columns)));
      for (const [id, own] of Object.entries(cells)) found[id] = { ...found[id], ...own };
    }
    const rows = data.rows.map((row) => ({ ...row, cells: { ...row.cells, ...found[row.id] } }));
    return { mode: state.mode === "uplift" ? "uplift" : "score", columns, rows };
  };
}
