import type { RepoListItem } from "@yardlet/services";
import { DELIVERIES, nameList } from "@/features/equip/words.ts";
import { Glyph } from "@/ui/glyph.tsx";
import { RowLink } from "@/ui/row-link.tsx";
import { Tag } from "@/ui/tag.tsx";
import { Ago } from "@/ui/time.tsx";

interface RepoRowProps {
  repo: RepoListItem;
  selected: boolean;
  onPeek(): void;
}

export function RepoRow({ repo, selected, onPeek }: RepoRowProps) {
  return (
    <tr className={selected ? "sel" : undefined} data-row={repo.slug}>
      <th scope="row">
        <RowLink href={`/repos/${repo.slug}`} onPeek={onPeek}>
          {repo.slug}
        </RowLink>
        <RepoState repo={repo} />
      </th>
      <td className="t2 p2">
        <PresetNames presets={repo.presets} />
      </td>
      <Amount value={repo.equipped} />
      <Amount value={repo.behind} glyph="up" className="p2" />
      <Amount value={repo.suggested} />
      <Amount value={repo.gaps} className="p3 px" />
      <td className="t3 nw p2">{repo.syncedAt ? <Ago at={repo.syncedAt} /> : "—"}</td>
      <td className="t2 p3 px">{DELIVERIES[repo.delivery].word}</td>
      <td className="t2 p3 px">{repo.autoEquip ? "on" : "off"}</td>
    </tr>
  );
}

function RepoState({ repo: { state } }: { repo: RepoListItem }) {
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
function PresetNames({ presets }: { presets: RepoListItem["presets"] }) {
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

function Amount({ value, glyph, className = "" }: { value: number; glyph?: "up"; className?: string }) {
  if (value === 0) return <td className={`num t3 ${className}`}>0</td>;
  return (
    <td className={`num ${className}`}>
      {glyph ? <Glyph name={glyph} tone="warn" /> : null} {value}
    </td>
  );
}
