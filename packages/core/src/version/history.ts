import type { ManifestEntry } from "../equip/types.ts";

/**
 * A skill's folder as one commit left it. Without a hash no folder lay there; an empty one is a folder that cannot be read.
 * `fileVersion` is what its SKILL.md says of itself, `entry` its line in the manifest of that commit.
 */
export interface SkillMoment {
  contentHash: string | undefined;
  fileVersion: number | undefined;
  entry: Pick<ManifestEntry, "version" | "hash" | "origin"> | undefined;
}

/**
 * How a folder came to be as it was. `placed`: Yardlet wrote it. `edited`: by hand, over what Yardlet wrote. `own`: a folder that
 * Yardlet never placed. `removed`: no folder. `unreadable`: over a limit, or with links out of it.
 */
export type MomentState = "placed" | "edited" | "own" | "removed" | "unreadable";

export interface NumberedMoment<M extends SkillMoment> {
  moment: M;
  state: MomentState;
  /** Null where nothing could be read, and for a hand edit of a library copy: the library's numbers are not a repo's to give. */
  number: number | null;
}

/**
 * Numbers the versions of one skill in one repo, oldest first. The manifest's number counts where the text is the one it names;
 * a text that was there before keeps its number; any other text at home here gets the next, or its file's own if that is higher:
 * provisional, as all numbers of file mode. Moments that change neither text nor number are left out. Source: decisions.md, 4 and 5.
 */
export function numberHistory<M extends SkillMoment>(moments: readonly M[]): NumberedMoment<M>[] {
  const numbers = new Map<string, number>();
  const rows: NumberedMoment<M>[] = [];
  for (const moment of moments) {
    const state = stateOf(moment);
    const number = numberOf(moment, state, numbers);
    if (number !== null && moment.contentHash) numbers.set(moment.contentHash, number);
    const before = rows.at(-1);
    const isSame = before?.state === state && before.number === number;
    if (!isSame || before.moment.contentHash !== moment.contentHash) rows.push({ moment, state, number });
  }
  return rows;
}

function stateOf({ contentHash, entry }: SkillMoment): MomentState {
  if (contentHash === undefined) return "removed";
  if (contentHash === "") return "unreadable";
  if (entry === undefined) return "own";
  return entry.hash === contentHash ? "placed" : "edited";
}

function numberOf(
  { contentHash, fileVersion = 0, entry }: SkillMoment,
  state: MomentState,
  numbers: ReadonlyMap<string, number>,
): number | null {
  if (!contentHash) return null;
  if (state === "placed") return entry?.version ?? null;
  if (state === "edited" && entry?.origin === "library") return null;
  const highest = Math.max(0, entry?.version ?? 0, ...numbers.values());
  return numbers.get(contentHash) ?? Math.max(highest + 1, fileVersion);
}
