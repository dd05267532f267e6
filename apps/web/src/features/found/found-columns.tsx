import type { InventoryPage, InventoryRow } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Link } from "@/ui/link.tsx";
import type { Column } from "@/ui/list/columns.ts";
import type { ListKind } from "@/ui/list/kind.ts";
import { FoundActs } from "./found-acts.tsx";
import { FoundStandingWord } from "./found-standing.tsx";

const COLUMNS: readonly Column<InventoryRow>[] = [
  {
    id: "skill",
    head: "Skill",
    name: true,
    sort: "skill",
    ascending: true,
    cell: ({ name, repo }) => (
      <>
        <UntrustedText text={name} />
        <div className="sub m-only">{repo}</div>
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
  {
    id: "standing",
    head: "Against the library",
    sort: "standing",
    ascending: true,
    cell: (row) => <FoundStandingWord row={row} />,
  },
  { id: "folder", head: "Folder", className: "mono t2 p2", cell: ({ path }) => <UntrustedText text={path} /> },
  {
    id: "description",
    head: "Description",
    extra: true,
    className: "t2 p3",
    cell: ({ description }) => (
      <span className="clamp">
        <UntrustedText text={description} />
      </span>
    ),
  },
  { id: "act", head: "Action", acts: true, className: "num", cell: (row) => <FoundActs row={row} /> },
];

type Pages = { pages: readonly InventoryPage[] };

export const FOUND: ListKind<InventoryRow, Pages> = {
  label: "Found",
  keyOf: ({ repo, path }) => `${repo}/${path}`,
  columns: COLUMNS,
  rowsOf: ({ pages }) => pages.flatMap((page) => page.rows),
  noMatch: {
    title: "Nothing found matches",
    hint: "What stands otherwise to the library, or lies in other repos, is hidden.",
  },
};
