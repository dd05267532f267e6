import { chooseListing, type ListingChoice, type ListingFacts, type Placed } from "@yardlet/core/equip";
import { findPinnedVersions, listStandingHeads, type EquippedRow } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import type { ScoreBrief } from "../score/brief.ts";
import { scoreOfRow, type EquippedScores } from "./scores.ts";

/** What the listing budget of a repo is best spent on, by its evidence there, else by that of all repos. */
export async function chooseListingOf(
  ctx: ServiceContext,
  placed: readonly Placed[],
  { equipped, scores }: { equipped: readonly EquippedRow[]; scores: EquippedScores },
): Promise<ListingChoice> {
  const ids = equipped.flatMap(({ versionId }) => versionId ?? []);
  const [heads, pinned] = await Promise.all([listStandingHeads(ctx.db, ids), findPinnedVersions(ctx.db, ids)]);
  const uplifts = new Map(heads.map(({ versionId, epoch, uplift }) => [`${versionId}@${epoch}`, uplift]));
  const rows = new Map(equipped.map((row) => [row.name, row]));
  return chooseListing(
    placed
      .filter(({ treeHash }) => treeHash !== undefined)
      .map(({ name, description, entry }): ListingFacts => {
        const row = rows.get(name);
        const versionId = row?.versionId ?? "";
        const brief = row === undefined ? null : scoreOfRow(scores, row);
        const key = scores.all.get(versionId)?.key;
        const uplift = key && uplifts.get(`${key.versionId}@${key.epoch}`);
        return {
          name,
          description,
          why: entry?.why ?? [],
          isOwn: entry === undefined || pinned.has(versionId),
          score: brief === null ? null : (enough(brief.here) ?? enough(brief.all)),
          uplift: uplift?.comparable ? uplift.rd : null,
        };
      }),
  );
}

function enough({ score, floor, intents, minIntents }: ScoreBrief): ListingFacts["score"] {
  return score === null || intents < minIntents ? null : { value: score, floor };
}
