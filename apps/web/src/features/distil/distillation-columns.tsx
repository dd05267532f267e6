import type { DistillationLine } from "@yardlet/services";
import type { Column } from "@/ui/list/columns.ts";
import type { ListKind } from "@/ui/list/kind.ts";
import { formatNumber } from "@/ui/format.ts";
import { Ago } from "@/ui/time.tsx";
import { DistilStateWord } from "./distil-state-word.tsx";
import { distillationHref } from "./place.ts";
import { scopeWords } from "./scope-words.tsx";

const COLUMNS: readonly Column<DistillationLine>[] = [
  { id: "of", head: "Distilled of", name: true, cell: ({ scope }, link) => link(scopeWords(scope)) },
  { id: "state", head: "State", cell: ({ state }) => <DistilStateWord state={state} /> },
  {
    id: "packets",
    head: "Packets",
    className: "num p2",
    cell: ({ counts }) => formatNumber(counts.experience + counts.failure),
  },
  { id: "failed", head: "Failures", className: "num p2", cell: ({ counts }) => formatNumber(counts.failure) },
  { id: "by", head: "By", className: "t2 p3", cell: ({ by }) => by },
  { id: "at", head: "Asked", className: "num t3", cell: ({ at }) => <Ago at={at} /> },
];

export const DISTILLATIONS: ListKind<DistillationLine, readonly DistillationLine[]> = {
  label: "Distillations",
  keyOf: ({ id }) => id,
  hrefOf: ({ id }) => distillationHref(id),
  columns: COLUMNS,
  rowsOf: (rows) => rows,
  noMatch: { title: "No distillation matches", hint: "Those of other repos and of skills are hidden." },
};
