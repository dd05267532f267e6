import type { AuditLine } from "@yardlet/services";
import { reasonWord } from "@/features/score/words.ts";
import { Link } from "@/ui/link.tsx";
import type { Column } from "@/ui/list/columns.ts";
import type { ListKind } from "@/ui/list/kind.ts";
import { When } from "@/ui/time.tsx";
import { entryHref } from "./entry-href.ts";
import { UndoAction, UndoWords } from "./undo-action.tsx";
import { didWord } from "./words.ts";

const COLUMNS: readonly Column<AuditLine>[] = [
  { id: "when", head: "When, UTC", className: "t3 nw", cell: ({ at }) => <When at={at} /> },
  { id: "who", head: "Who", className: "nw p2", cell: ({ actorName }) => actorName },
  { id: "did", head: "Did", className: "nw p2", cell: ({ action }) => <span title={action}>{didWord(action)}</span> },
  {
    id: "what",
    head: "What",
    cell: (entry) => (
      <>
        <span className="sub m-only">{didWord(entry.action)}</span>
        <span className="clamp">
          <Subject entry={entry} />
        </span>
        <span className="sub m-only">
          {entry.actorName}: {reasonWord(entry.reason)}
        </span>
      </>
    ),
  },
  { id: "because", head: "Because", className: "t2 p2 because", cell: ({ reason }) => reasonWord(reason) },
  { id: "undo", head: "Undo", acts: true, className: "num", cell: (entry) => <UndoAction entry={entry} /> },
];

const WHERE: Column<AuditLine> = {
  id: "where",
  head: "Where",
  className: "t2 p3 short",
  cell: ({ repoSlug }) => (
    <div className="cut">{repoSlug ? <Link href={`/repos/${repoSlug}`}>{repoSlug}</Link> : "—"}</div>
  ),
};

type Pages = { pages: readonly { entries: readonly AuditLine[] }[] };

const LOG = {
  keyOf: ({ id }) => id,
  rowsOf: ({ pages }) => pages.flatMap((page) => page.entries),
  dense: true,
} as const satisfies Partial<ListKind<AuditLine, Pages>>;

/** What was done to one repo. */
export const ACTIVITY: ListKind<AuditLine, Pages> = { ...LOG, label: "Activity", columns: COLUMNS };

/** What was done anywhere, with all that is known of it. */
export const AUDIT: ListKind<AuditLine, Pages> = {
  ...LOG,
  label: "Audit log",
  columns: COLUMNS.flatMap((column) => (column.id === "because" ? [WHERE, column] : column)),
  search: "Search subjects and reasons",
  detail: (entry) => (
    <>
      <UndoWords entry={entry} />
      {Object.keys(entry.details).length > 0 ? (
        <pre className="json">{JSON.stringify(entry.details, null, 2)}</pre>
      ) : null}
    </>
  ),
  noMatch: { title: "No entry matches", hint: "Nobody has done such a thing yet; every change appears here." },
};

function Subject({ entry }: { entry: AuditLine }) {
  const href = entryHref(entry);
  return href === undefined ? entry.subject : <Link href={href}>{entry.subject}</Link>;
}
