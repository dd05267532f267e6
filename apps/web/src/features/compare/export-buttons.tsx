"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Compared } from "@yardlet/services";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { saveText } from "@/ui/save-text.ts";
import { toast } from "@/ui/toast.tsx";
import type { Shown } from "./export.ts";
import { workersOptions } from "./queries.ts";
import type { CompareState } from "./search-params.ts";
import { useWholeMatrix } from "./use-cells.ts";

const FILES = {
  csv: { label: "CSV", write: "toCsv", type: "text/csv" },
  json: { label: "JSON", write: "toJson", type: "application/json" },
} as const;

interface ExportProps {
  state: CompareState;
  data: Compared | undefined;
  columns: readonly string[];
}

/** What the page shows, as files: also the cells that have not come into sight yet. */
export function ExportButtons({ state, data, columns }: ExportProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const wholeMatrix = useWholeMatrix(state);
  const read = async (): Promise<Shown> => {
    if (state.mode !== "workers" && data) return wholeMatrix(data, columns);
    const table = await queries.fetchQuery(workersOptions(trpc, state));
    return { mode: "workers", kinds: table.kinds, rows: table.rows };
  };
  const save = useMutation({
    mutationFn: async (kind: keyof typeof FILES) => {
      const { write, type } = FILES[kind];
      const [writers, shown] = await Promise.all([import("./export.ts"), read()]);
      saveText(`compare.${kind}`, writers[write](shown), type);
    },
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
  });
  return (["csv", "json"] as const).map((kind) => (
    <Button
      key={kind}
      disabled={!data}
      busy={save.isPending && save.variables === kind}
      onClick={() => save.mutate(kind)}
    >
      {FILES[kind].label}
    </Button>
  ));
}
