import type { TombstoneLine } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import type { Column } from "@/ui/list/columns.ts";
import type { ListKind } from "@/ui/list/kind.ts";
import { When } from "@/ui/time.tsx";
import { LiftAction } from "./lift-action.tsx";

const KINDS = { prune: "pruned", rejection: "rejected" } as const satisfies Record<TombstoneLine["kind"], string>;

const COLUMNS: readonly Column<TombstoneLine>[] = [
  {
    id: "skill",
    head: "Skill",
    name: true,
    cell: ({ name, version, home, skillId }) => (
      <>
        {skillId === null ? (
          <UntrustedText text={name} />
        ) : (
          <Link href={`/skills/${home}/${name}`}>
            <UntrustedText text={name} />
          </Link>
        )}
        {version === null ? null : <span className="t3"> v{version}</span>}
        <div className="sub m-only">{home}</div>
      </>
    ),
  },
  { id: "home", head: "Home", className: "t2 p2", cell: ({ home }) => home },
  { id: "kind", head: "Why", className: "t2 nw", cell: ({ kind }) => KINDS[kind] },
  {
    id: "because",
    head: "Because",
    className: "t2 p2 because wrap",
    cell: ({ reason }) => <UntrustedText text={reason} />,
  },
  { id: "by", head: "By", className: "t2 p2", cell: ({ by }) => by },
  { id: "since", head: "Since", className: "num t3 p2", cell: ({ at }) => <When at={at} as="day" /> },
  {
    id: "hash",
    head: "Content",
    extra: true,
    className: "t3 p2",
    cell: ({ contentHash }) => <code>{contentHash.slice(0, 12)}</code>,
  },
  {
    id: "state",
    head: "State",
    className: "nw",
    cell: ({ liftedAt, liftedBy }) =>
      liftedAt === null ? (
        <>
          <Glyph name="x" tone="mid" /> stands
        </>
      ) : (
        <span className="t3">
          lifted by {liftedBy ?? "somebody"}, <When at={liftedAt} as="day" />
        </span>
      ),
  },
  {
    id: "act",
    head: "Action",
    acts: true,
    className: "num",
    cell: (tombstone) => (tombstone.liftedAt === null ? <LiftAction tombstone={tombstone} /> : null),
  },
];

type Pages = { pages: readonly { tombstones: readonly TombstoneLine[] }[] };

export const TOMBSTONES: ListKind<TombstoneLine, Pages> = {
  label: "Tombstones",
  keyOf: ({ id }) => id,
  columns: COLUMNS,
  rowsOf: ({ pages }) => pages.flatMap((page) => page.tombstones),
  search: "Search names and reasons",
  noMatch: { title: "No tombstone matches", hint: "Search looks at names and reasons." },
};
