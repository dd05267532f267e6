import type { ApiKey } from "@yardlet/core/team";
import { RowAction } from "@/ui/button.tsx";
import { Link } from "@/ui/link.tsx";
import type { Column } from "@/ui/list/columns.ts";
import { allRows, type ListKind } from "@/ui/list/kind.ts";
import { Tag } from "@/ui/tag.tsx";
import { Ago, When } from "@/ui/time.tsx";

const FACTS: readonly Column<ApiKey>[] = [
  {
    id: "name",
    head: "Key",
    name: true,
    className: "long",
    cell: ({ name, start, revokedAt, lastUsedAt }) => (
      <>
        {name} {revokedAt ? <Tag>revoked</Tag> : null}
        <span className="sub m-only">
          {start}… used <LastUse at={lastUsedAt} />
        </span>
      </>
    ),
  },
  { id: "start", head: "Starts with", className: "mono t2 nw p2", cell: ({ start }) => `${start}…` },
  { id: "scopes", head: "May", className: "t2", cell: ({ scopes }) => scopes.join(", ") || "nothing" },
  { id: "role", head: "As", className: "t2 p2", cell: ({ role }) => role },
  {
    id: "repo",
    head: "Repo",
    className: "t2 p2",
    cell: ({ repoSlug }) =>
      repoSlug ? <Link href={`/repos/${repoSlug}`}>{repoSlug}</Link> : <span className="t3">any</span>,
  },
  {
    id: "used",
    head: "Last used",
    className: "t3 nw p2",
    cell: ({ lastUsedAt }) => <LastUse at={lastUsedAt} />,
  },
  {
    id: "made",
    head: "Made, UTC",
    className: "t3 nw p2 p3",
    cell: ({ createdAt }) => <When at={createdAt} as="day" />,
  },
  { id: "by", head: "Made by", extra: true, className: "t2 p2", cell: ({ createdBy }) => createdBy },
];

/** The list of keys. `onRevoke` asks before it ends one: its question stands outside the table. */
export function keysList(onRevoke: (key: ApiKey) => void): ListKind<ApiKey, readonly ApiKey[]> {
  const revoke: Column<ApiKey> = {
    id: "revoke",
    head: "Revoke",
    acts: true,
    className: "num",
    cell: (key) =>
      key.revokedAt ? (
        <span className="t3 p2">
          <When at={key.revokedAt} as="day" /> by {key.revokedBy}
        </span>
      ) : (
        <RowAction onClick={() => onRevoke(key)} aria-label={`revoke ${key.name}`}>
          revoke
        </RowAction>
      ),
  };
  return {
    label: "Keys",
    keyOf: ({ id }) => id,
    columns: [...FACTS, revoke],
    rowsOf: allRows,
    noMatch: { title: "No key matches", hint: "Keys of the other state are hidden." },
  };
}

function LastUse({ at }: { at: Date | null }) {
  return at ? <Ago at={at} /> : "never";
}
