import { contentHash, hashBytes } from "../skill/hash.ts";
import { compareText } from "../skill/order.ts";
import { SKILL_FILE, type SkillDocument, readSkill } from "../skill/parse.ts";
import type { FileMode, SkillFile } from "../skill/types.ts";
import { type FileConflict, type FileFacts, type ModeConflict, type Sides, openConflict } from "./conflict.ts";
import { sameBytes } from "./diff.ts";
import type { Draft, HeadDraft, TextDraft } from "./draft.ts";
import type { Effort } from "./effort.ts";
import { mergeFrontmatter } from "./merge-frontmatter.ts";
import { mergeLines } from "./merge-lines.ts";
import { type AlignedTexts, alignTexts, toLines } from "./merge-text.ts";

/** Merges what the sides have in one place: a file, or files in a folder where another side has a file. */
export function mergePlace(place: string, sides: Sides<SkillFile[]>, effort: Effort): Draft {
  const unchanged = settleBy(sides, sameFiles) ?? settleBy(sides, sameProse);
  if (unchanged) return { kind: "settled", files: unchanged };
  const isFile = [...sides.base, ...sides.mine, ...sides.theirs].every(({ path }) => path === place);
  if (!isFile) return chooseWhole(place, "folder", sides);
  const [base, mine, theirs] = [sides.base[0], sides.mine[0], sides.theirs[0]];
  if (mine === undefined || theirs === undefined) return chooseWhole(place, "removed", sides);
  const aligned = alignTexts({ base: base?.bytes, mine: mine.bytes, theirs: theirs.bytes });
  if ("not" in aligned) return chooseWhole(place, aligned.not, sides);
  const merged = mergeTexts(place, aligned, base !== undefined, effort);
  if (merged === undefined) return chooseWhole(place, "too_large", sides);
  const mode = mergeMode(place, { base: base?.mode ?? null, mine: mine.mode, theirs: theirs.mode });
  return { kind: "text", path: place, mode, form: aligned.form, ...merged };
}

function settleBy(
  { base, mine, theirs }: Sides<SkillFile[]>,
  same: (a: SkillFile[], b: SkillFile[]) => boolean,
): SkillFile[] | undefined {
  if (same(mine, theirs) || same(theirs, base)) return mine;
  return same(mine, base) ? theirs : undefined;
}

function sameFiles(a: SkillFile[], b: SkillFile[]): boolean {
  return sameBy(a, b, (one, other) => sameBytes(one.bytes, other.bytes));
}

/** As `sameFiles`, but a SKILL.md with another stamp of Yardlet's, or another way to write the same frontmatter, is the same. */
function sameProse(a: SkillFile[], b: SkillFile[]): boolean {
  return sameBy(a, b, (one, other) => contentHash([one]) === contentHash([other]));
}

function sameBy(a: SkillFile[], b: SkillFile[], same: (one: SkillFile, other: SkillFile) => boolean): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return other !== undefined && one.path === other.path && one.mode === other.mode && same(one, other);
    })
  );
}

function chooseWhole(place: string, reason: FileConflict["reason"], sides: Sides<SkillFile[]>): Draft {
  const facts = { base: factsOf(sides.base), mine: factsOf(sides.mine), theirs: factsOf(sides.theirs) };
  return { kind: "whole", conflict: { ...openConflict("file", place, facts, reason), ...facts, reason }, sides };
}

function factsOf(files: readonly SkillFile[]): FileFacts[] {
  return files
    .map(({ path, mode, bytes }) => ({ path, mode, bytes: bytes.length, hash: hashBytes(bytes) }))
    .toSorted((a, b) => compareText(a.path, b.path));
}

function mergeMode(
  path: string,
  sides: Sides<FileMode | null> & { mine: FileMode; theirs: FileMode },
): TextDraft["mode"] {
  const { base, mine, theirs } = sides;
  if (mine === theirs || theirs === base) return { value: mine };
  if (mine === base) return { value: theirs };
  const conflict: ModeConflict = { ...openConflict("mode", path, sides, ""), base, mine, theirs };
  return { conflict };
}

type MergedTexts = Pick<TextDraft, "head" | "pieces">;

function mergeTexts(path: string, { texts }: AlignedTexts, hasBase: boolean, effort: Effort): MergedTexts | undefined {
  const skills = path === SKILL_FILE ? readSkills(texts, hasBase) : undefined;
  if (skills === undefined) {
    const lines = { base: toLines(texts.base), mine: toLines(texts.mine), theirs: toLines(texts.theirs) };
    const pieces = mergeLines(lines, { path, offset: { base: 0, mine: 0, theirs: 0 } }, effort);
    return pieces && { head: undefined, pieces };
  }
  const { base, mine, theirs } = skills;
  const bodies = { base: toLines(base?.body ?? ""), mine: toLines(mine.body), theirs: toLines(theirs.body) };
  const offset = { base: (base?.bodyLine ?? 1) - 1, mine: mine.bodyLine - 1, theirs: theirs.bodyLine - 1 };
  const pieces = mergeLines(bodies, { path, offset }, effort);
  const head: HeadDraft = {
    node: mergeFrontmatter(path, { base: base?.data ?? {}, mine: mine.data, theirs: theirs.data }),
    texts: { mine: headOf(mine), theirs: headOf(theirs) },
  };
  return pieces && { head, pieces };
}

/** Undefined where the frontmatter of a side cannot be read: then the file is merged as any text. */
function readSkills(
  texts: Sides<string>,
  hasBase: boolean,
): { base: SkillDocument | undefined; mine: SkillDocument; theirs: SkillDocument } | undefined {
  const [mine, theirs] = [readSkill(texts.mine), readSkill(texts.theirs)];
  const base = hasBase ? readSkill(texts.base) : undefined;
  return mine.lenient || theirs.lenient || base?.lenient ? undefined : { base, mine, theirs };
}

function headOf({ text, body }: SkillDocument): string {
  return text.slice(0, text.length - body.length);
}
