import type { FailureCode } from "@yardlet/core/run";
import type { Column } from "@/ui/list/columns.ts";
import type { ListKind } from "@/ui/list/kind.ts";
import { namespaceOf } from "./code-filter.ts";
import { SeverityWord } from "@/features/distil/severity-word.tsx";

const COLUMNS: readonly Column<FailureCode>[] = [
  {
    id: "code",
    head: "Code",
    name: true,
    className: "long",
    cell: ({ code, meaning }) => (
      <>
        <a className="place" id={code} href={`#${code}`}>
          <code>
            {namespaceOf(code)}/<wbr />
            {code.slice(namespaceOf(code).length + 1)}
          </code>
        </a>
        <div className="sub m-only">{meaning}</div>
      </>
    ),
  },
  { id: "meaning", head: "Means", className: "wrap t2 p2", cell: ({ meaning }) => meaning },
  { id: "remedy", head: "What to do", className: "wrap", cell: ({ missingActions }) => missingActions.join(" ") },
  {
    id: "severity",
    head: "Severity",
    className: "nw p2",
    cell: ({ severity }) => <SeverityWord severity={severity} />,
  },
  {
    id: "counts",
    head: "Counts",
    className: "t2 nw p3",
    cell: ({ infrastructure }) => (infrastructure ? "infrastructure" : "evidence"),
  },
];

export const FAILURE_CODE_ROWS: ListKind<FailureCode, readonly FailureCode[]> = {
  label: "Failure codes",
  keyOf: ({ code }) => code,
  columns: COLUMNS,
  rowsOf: (codes) => codes,
  search: "Search codes, meanings and remedies",
  noMatch: { title: "No code matches", hint: "Codes that are not listed are kept, and shown as unknown." },
};
