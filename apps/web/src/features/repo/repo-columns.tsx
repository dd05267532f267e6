import type { RepoListItem } from "@yardlet/services";
import { DELIVERIES, nameList } from "@/features/equip/words.ts";
import { Glyph } from "@/ui/glyph.tsx";
import type { Column } from "@/ui/list/columns.ts";
import { allRows, type ListKind } from "@/ui/list/kind.ts";
import { Tag } from "@/ui/tag.tsx";
import { Ago } from "@/ui/time.tsx";

const COLUMNS: readonly Column<RepoListItem>[] = [
  {
    id: "repo",
    head: "Repo",
    sort: "name",
    ascending: true,
    name: true,
    cell: (repo, link) => (
      <>
        {link(repo.slug)}
        <RepoState state={repo.state} />
      </>
    ),
  },
  { id: "presets", head: "Presets", className: "t2 p2", cell: (repo) => <PresetNames presets={repo.presets} /> },
  { id: "equipped", head: "Equipped", sort: "equipped", className: "num", cell: (repo) => amount(repo.equipped) },
  {
    id: "behind",
    head: "Behind",
    sort: "behind",
    className: "num p2",
    cell: ({ behind }) => (
      <>
        {behind > 0 ? <Glyph name="up" tone="warn" /> : null} {amount(behind)}
      </>
    ),
  },
  { id: "suggested", head: "Suggested", sort: "suggested", className: "num", cell: (repo) => amount(repo.suggested) },
  { id: "gaps", head: "Gaps", sort: "gaps", className: "num p3 px", cell: (repo) => amount(repo.gaps) },
  {
    id: "synced",
    head: "Last sync",
    sort: "synced",
    className: "t3 nw p2",
    cell: ({ syncedAt }) => (syncedAt ? <Ago at={syncedAt} /> : "—"),
  },
  { id: "delivery", head: "Delivery", className: "t2 p3 px", cell: (repo) => DELIVERIES[repo.delivery].word },
  { id: "auto_equip", head: "auto_equip", className: "t2 p3 px", cell: (repo) => (repo.autoEquip ? "on" : "off") },
  {
    id: "location",
    head: "Location",
    extra: true,
    className: "t2 p2 px short",
    cell: ({ location }) => <div className="cut">{location}</div>,
  },
];

export const REPOS: ListKind<RepoListItem, readonly RepoListItem[]> = {
  label: "Repos",
  keyOf: ({ slug }) => slug,
  hrefOf: ({ slug }) => `/repos/${slug}`,
  columns: COLUMNS,
  rowsOf: allRows,
  search: "Search repos",
  noMatch: { title: "No repo matches", hint: "Search looks at names and locations." },
};

function RepoState({ state }: Pick<RepoListItem, "state">) {
  if (state === "ready") return null;
  return state === "error" ? (
    <>
      {" "}
      <Tag tone="bad">can’t be read</Tag>
    </>
  ) : (
    <>
      {" "}
      <Tag>first sync</Tag>
    </>
  );
}

/** Presets that hold; those that are only likely wear a glyph. `core` always applies and says nothing. */
function PresetNames({ presets }: Pick<RepoListItem, "presets">) {
  const named = presets.filter((preset) => preset.name !== "core");
  const certain = named.filter((preset) => preset.confidence === "certain").map((preset) => preset.name);
  const likely = named.length - certain.length;
  if (named.length === 0) return <span className="t3">core alone</span>;
  return (
    <>
      {nameList(certain)}
      {likely > 0 ? (
        <span className="t3 nw">
          {certain.length > 0 ? " + " : ""}
          <Glyph name="mid" tone="unk" /> {likely} likely
        </span>
      ) : null}
    </>
  );
}

function amount(value: number) {
  return value === 0 ? <span className="t3">0</span> : value;
}
