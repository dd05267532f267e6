import { compareText } from "../skill/order.ts";
import type { SkillFile } from "../skill/types.ts";
import type { Sides } from "./conflict.ts";
import type { Merge } from "./draft.ts";
import { effortOf } from "./effort.ts";
import { mergePlace } from "./merge-file.ts";
import { buildDraft, conflictsOfDraft } from "./resolve.ts";

/**
 * Three-way merge of a skill's files, file by file, frontmatter by key, the rest by line. Never throws and never guesses: what
 * both changed differently is a conflict, and so is what is binary or too large to compare. A side that changed nothing leaves
 * the other byte for byte. Where both changed the frontmatter it is written anew, without its comments.
 */
export function mergeThree(sides: Sides<readonly SkillFile[]>): Merge {
  const effort = effortOf();
  const drafts = [...groupByPlace(sides)]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([place, found]) => mergePlace(place, found, effort));
  return {
    files: drafts
      .flatMap((draft) => (conflictsOfDraft(draft).length === 0 ? buildDraft(draft, new Map()) : []))
      .toSorted((a, b) => compareText(a.path, b.path)),
    conflicts: drafts.flatMap(conflictsOfDraft),
    drafts,
  };
}

/** A place is a path; where one is a file here and a folder there, both belong to one place. */
function groupByPlace({ base, mine, theirs }: Sides<readonly SkillFile[]>): Map<string, Sides<SkillFile[]>> {
  const paths = new Set([...base, ...mine, ...theirs].map(({ path }) => path));
  const places = new Map<string, Sides<SkillFile[]>>();
  const add = (side: keyof Sides<unknown>, files: readonly SkillFile[]) => {
    const unique = new Map(files.map((file) => [file.path, file]));
    for (const file of [...unique.values()].toSorted((a, b) => compareText(a.path, b.path))) {
      const place = placeOf(file.path, paths);
      const found = places.get(place) ?? { base: [], mine: [], theirs: [] };
      found[side].push(file);
      places.set(place, found);
    }
  };
  add("base", base);
  add("mine", mine);
  add("theirs", theirs);
  return places;
}

function placeOf(path: string, paths: ReadonlySet<string>): string {
  for (let end = path.indexOf("/"); end !== -1; end = path.indexOf("/", end + 1)) {
    const folder = path.slice(0, end);
    if (paths.has(folder)) return folder;
  }
  return path;
}
