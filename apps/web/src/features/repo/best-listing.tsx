"use client";

import type { ListingWorth } from "@yardlet/core/equip";
import type { RepoDetail } from "@yardlet/services";
import { useEquipActions } from "@/features/equip/actions.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { Button } from "@/ui/button.tsx";
import { formatCount, formatNumber } from "@/ui/format.ts";
import { Glyph } from "@/ui/glyph.tsx";
import { Table, TableHead } from "@/ui/table.tsx";

/** Where the listing is too long: what an agent misses today, and which skills would be worth most within the limit. */
export function BestListing({ detail }: { detail: RepoDetail }) {
  const { listing, equipped, repo } = detail;
  const mayEquip = useMay("equip.write");
  const { unequip, isPending } = useEquipActions(repo);
  const { out, cutToday, kept } = listing;
  if (out.length === 0) return null;
  const cut = new Set(cutToday.map(({ name }) => name));
  const left = new Set(out.map(({ name }) => name));
  const rows = [...kept, ...out].filter(({ name }) => cut.has(name) || left.has(name)).toSorted(byName);
  const removable = out.filter(({ name }) => equipped.some((skill) => skill.name === name)).map(({ name }) => name);
  return (
    <>
      <p className="sm under">
        Today an agent misses {formatCount(cutToday.length, "skill")}, cut by the alphabet. The best that fits in{" "}
        {formatNumber(listing.limit)} characters leaves out {formatCount(out.length, "skill")} and uses{" "}
        {formatNumber(listing.used)}; {swapWords(kept, out, cut)}.
      </p>
      <Table dense label="Best listing">
        <TableHead columns={["Skill", ["Characters", "num"], ["Worth", "p2"], "Today", "Best"]} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td className="num">{formatNumber(row.characters)}</td>
              <td className="t2 p2">{row.because.join(", ")}</td>
              <td>{seen(!cut.has(row.name), "seen", "cut")}</td>
              <td>{seen(!left.has(row.name), "kept", "left out")}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {mayEquip && removable.length > 0 ? (
        <p className="under">
          <Button
            disabled={isPending}
            onClick={() => unequip(removable, "the listing budget is spent better without it")}
          >
            Unequip {removable.length === 1 ? removable[0] : `the ${removable.length} left out`}
          </Button>
        </p>
      ) : null}
    </>
  );
}

function seen(is: boolean, yes: string, no: string) {
  return (
    <>
      <Glyph name={is ? "ok" : "x"} tone={is ? "good" : "bad"} /> {is ? yes : no}
    </>
  );
}

/** What an agent would see in place of what. */
function swapWords(kept: readonly ListingWorth[], out: readonly ListingWorth[], cut: ReadonlySet<string>): string {
  const seen = kept.filter(({ name }) => cut.has(name)).map(({ name }) => name);
  const gone = out.filter(({ name }) => !cut.has(name)).map(({ name }) => name);
  if (seen.length === 0) return "those are what is worth least";
  return `an agent then sees ${seen.join(", ")} in place of ${gone.length === 0 ? "nothing" : gone.join(", ")}`;
}

function byName(a: ListingWorth, b: ListingWorth): number {
  return a.name < b.name ? -1 : 1;
}
