import type { DriftPage, DriftRow } from "@yardlet/services";
import { Link } from "@/ui/link.tsx";
import type { Column } from "@/ui/list/columns.ts";
import type { ListKind } from "@/ui/list/kind.ts";
import { DriftActs } from "./drift-acts.tsx";
import { DriftWord } from "./drift-word.tsx";

const COLUMNS: readonly Column<DriftRow>[] = [
  {
    id: "skill",
    head: "Skill",
    name: true,
    sort: "skill",
    ascending: true,
    cell: (row) => (
      <>
        <Link href={`/skills/${row.own === null ? "library" : row.repo}/${row.name}`}>{row.name}</Link>
        <div className="sub m-only">{row.repo}</div>
      </>
    ),
  },
  {
    id: "repo",
    head: "Repo",
    sort: "repo",
    ascending: true,
    className: "p2",
    cell: ({ repo }) => <Link href={`/repos/${repo}`}>{repo}</Link>,
  },
  { id: "state", head: "Drift", sort: "state", ascending: true, cell: (row) => <DriftWord row={row} /> },
  {
    id: "here",
    head: "Here",
    className: "num p2",
    cell: ({ placed, own, drift }) => (drift.state === "forked" && own !== null ? `own v${own}` : `v${placed}`),
  },
  {
    id: "library",
    head: "Library",
    className: "num p2",
    cell: ({ latest }) => (latest === null ? <span className="t3">—</span> : `v${latest}`),
  },
  { id: "act", head: "Action", acts: true, className: "num", cell: (row) => <DriftActs row={row} /> },
];

type Pages = { pages: readonly DriftPage[] };

export const DRIFT: ListKind<DriftRow, Pages> = {
  label: "Drift",
  keyOf: ({ repo, name }) => `${repo}/${name}`,
  columns: COLUMNS,
  rowsOf: ({ pages }) => pages.flatMap((page) => page.rows),
  noMatch: { title: "No copy matches", hint: "Copies in other states, repos or of other skills are hidden." },
};
