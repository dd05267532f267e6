import type { LedgerLine } from "@yardlet/services";
import { Glyph } from "@/ui/glyph.tsx";
import type { Column } from "@/ui/list/columns.ts";
import type { ListKind } from "@/ui/list/kind.ts";
import { Ago } from "@/ui/time.tsx";
import { LedgerFacts } from "./ledger-step.tsx";
import { ledgerSum, sumWords } from "./ledger-sum.ts";
import { distillationHref } from "./place.ts";
import { scopeWords } from "./scope-words.tsx";

const COLUMNS: readonly Column<LedgerLine>[] = [
  {
    id: "of",
    head: "Lessons of",
    name: true,
    cell: (row, link) => (
      <>
        {link(`${scopeWords(row.scope)}, row ${row.seq}`)}
        <div className="sub m-only">{sumWords(ledgerSum(row))}</div>
      </>
    ),
  },
  { id: "before", head: "Before", className: "num p2", cell: (row) => ledgerSum(row).before },
  { id: "stored", head: "Stored", className: "num p2", cell: (row) => `+${ledgerSum(row).stored}` },
  { id: "archived", head: "Archived", className: "num p2", cell: (row) => `−${ledgerSum(row).archived}` },
  { id: "after", head: "After", className: "num", cell: (row) => ledgerSum(row).after },
  {
    id: "verified",
    head: "Verified",
    className: "nw",
    cell: ({ verified }) => (
      <>
        <Glyph name={verified ? "ok" : "x"} tone={verified ? "good" : "bad"} /> {verified ? "agrees" : "does not agree"}
      </>
    ),
  },
  {
    id: "hash",
    head: "State after",
    extra: true,
    className: "t3 p2",
    cell: ({ state_after }) => <code>{state_after.hash.slice(0, 12)}</code>,
  },
  { id: "at", head: "Written", className: "num t3 p2", cell: ({ at }) => <Ago at={at} /> },
];

export const LEDGER: ListKind<LedgerLine, readonly LedgerLine[]> = {
  label: "Ledger",
  keyOf: ({ distillationId }) => distillationId,
  hrefOf: ({ distillationId }) => distillationHref(distillationId),
  columns: COLUMNS,
  rowsOf: (rows) => rows,
  detail: (row) => <LedgerFacts row={row} />,
  noMatch: { title: "No row matches", hint: "Rows of other repos and skills are hidden." },
};
