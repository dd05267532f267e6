import { structuredPatch } from "diff";
import { compareText } from "../skill/order.ts";
import type { FileMode, SkillFile } from "../skill/types.ts";
import { type Effort, effortOf } from "./effort.ts";
import { type TextReading, readText } from "./text.ts";

/**
 * A line of a hunk, without its line feed; a carriage return stays. `before` and `after` are its 1-based numbers, null where it
 * is not. `ended` is false for a last line without a line feed.
 */
export interface DiffLine {
  kind: "same" | "added" | "removed";
  text: string;
  before: number | null;
  after: number | null;
  ended: boolean;
}

/** Lines that changed, with three lines around them. `from` is the 1-based number of the first, 0 where there is none. */
export interface DiffHunk {
  before: { from: number; lines: number };
  after: { from: number; lines: number };
  lines: DiffLine[];
}

/** What changed inside a file. `too_large`: more than the limits let a diff compare; both files are to be shown as they are. */
export type ContentDiff =
  | { kind: "same" | "binary" | "too_large" }
  | { kind: "text"; added: number; removed: number; hunks: DiffHunk[] };

/** One file of two versions. A file is `changed` by its bytes or by its mode; sizes in bytes, null where it is not. */
export interface FileDiff {
  path: string;
  state: "added" | "removed" | "changed" | "same";
  mode: { before: FileMode | null; after: FileMode | null };
  bytes: { before: number | null; after: number | null };
  content: ContentDiff;
}

const CONTEXT_LINES = 3;
const NO_TEXT = new Uint8Array();

/** Every file of two versions of a skill, in order of path. The order of the input does not matter. */
export function diffFiles(before: readonly SkillFile[], after: readonly SkillFile[]): FileDiff[] {
  const [old, now] = [byPath(before), byPath(after)];
  const effort = effortOf();
  return [...new Set([...old.keys(), ...now.keys()])]
    .toSorted(compareText)
    .map((path) => diffFile(path, old.get(path), now.get(path), effort));
}

/** What of the hunks lies in the first lines of each side: a changed line counts where it is, `same` ones on both. */
export function hunksAbove(hunks: readonly DiffHunk[], heads: { before: number; after: number }): DiffHunk[] {
  const isAbove = ({ before, after }: DiffLine) =>
    (before === null || before <= heads.before) && (after === null || after <= heads.after);
  return hunks.flatMap((hunk): DiffHunk[] => {
    const lines = hunk.lines.filter(isAbove);
    if (lines.every(({ kind }) => kind === "same")) return [];
    const side = (kind: DiffLine["kind"], { from }: { from: number }) => {
      const count = lines.filter((line) => line.kind !== kind).length;
      return { from: count === 0 ? 0 : from, lines: count };
    };
    return [{ before: side("added", hunk.before), after: side("removed", hunk.after), lines }];
  });
}

function byPath(files: readonly SkillFile[]): Map<string, SkillFile> {
  return new Map(files.map((file) => [file.path, file]));
}

function diffFile(path: string, old: SkillFile | undefined, now: SkillFile | undefined, effort: Effort): FileDiff {
  const content = diffContent(old?.bytes, now?.bytes, effort);
  return {
    path,
    state: stateOf(old, now, content),
    mode: { before: old?.mode ?? null, after: now?.mode ?? null },
    bytes: { before: old?.bytes.length ?? null, after: now?.bytes.length ?? null },
    content,
  };
}

function stateOf(old: SkillFile | undefined, now: SkillFile | undefined, content: ContentDiff): FileDiff["state"] {
  if (old === undefined) return "added";
  if (now === undefined) return "removed";
  return content.kind === "same" && old.mode === now.mode ? "same" : "changed";
}

function diffContent(old: Uint8Array | undefined, now: Uint8Array | undefined, effort: Effort): ContentDiff {
  if (old !== undefined && now !== undefined && sameBytes(old, now)) return { kind: "same" };
  const [before, after] = [readText(old ?? NO_TEXT), readText(now ?? NO_TEXT)];
  const not = whyNot(before) ?? whyNot(after);
  if (not !== undefined || !("text" in before && "text" in after)) return { kind: not ?? "binary" };
  return diffTexts(before.text, after.text, effort);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function whyNot(reading: TextReading): "binary" | "too_large" | undefined {
  return "not" in reading ? reading.not : undefined;
}

function diffTexts(before: string, after: string, effort: Effort): ContentDiff {
  // A text against nothing takes no search, however long it is.
  const limit = before === "" || after === "" ? {} : { maxEditLength: effort.edits() };
  const patch = structuredPatch("", "", before, after, "", "", { context: CONTEXT_LINES, ...limit });
  if (patch === undefined) {
    effort.spend(effort.edits(), 0);
    return { kind: "too_large" };
  }
  const hunks = patch.hunks.map(toHunk);
  const count = (kind: DiffLine["kind"]) =>
    hunks.flatMap(({ lines }) => lines).filter((line) => line.kind === kind).length;
  const [added, removed] = [count("added"), count("removed")];
  if ("maxEditLength" in limit) effort.spend(added + removed, 0);
  return { kind: "text", added, removed, hunks };
}

const KINDS = { " ": "same", "+": "added", "-": "removed" } as const;
const NOT_ENDED = "\\";

type Patch = NonNullable<ReturnType<typeof structuredPatch>>;

function toHunk({ oldStart, oldLines, newStart, newLines, lines }: Patch["hunks"][number]): DiffHunk {
  let [before, after] = [oldStart, newStart];
  const read = lines.flatMap((line, index): DiffLine[] => {
    const mark = line.charAt(0);
    if (mark !== " " && mark !== "+" && mark !== "-") return [];
    const kind = KINDS[mark];
    const ended = lines[index + 1]?.charAt(0) !== NOT_ENDED;
    const at = { before: kind === "added" ? null : before, after: kind === "removed" ? null : after };
    if (kind !== "added") before += 1;
    if (kind !== "removed") after += 1;
    return [{ kind, text: line.slice(1), ...at, ended }];
  });
  return {
    before: { from: oldLines === 0 ? 0 : oldStart, lines: oldLines },
    after: { from: newLines === 0 ? 0 : newStart, lines: newLines },
    lines: read,
  };
}
