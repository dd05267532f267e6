import type { FileMode } from "@yardlet/core/skill";

/** A file of a skill as it is being edited. */
export interface DraftFile {
  path: string;
  mode: FileMode;
  /** Its path in the version that the draft began with; null for a new file. */
  was: string | null;
  /** Null while its content is still that version's. */
  text: string | null;
  /** Content that is no text and no file of that version has: a merge brought it. */
  base64?: string | undefined;
}

/** Work on a skill that is not saved: it lies in the browser until it is. */
export interface Draft {
  /** The version that the person saw. */
  base: number;
  files: DraftFile[];
  reason: string;
}

/** A file of the version that a draft began with; its text is null where it cannot be edited. */
export interface BaseFile {
  path: string;
  mode: FileMode;
  text: string | null;
}

export function openDraft(base: number, files: readonly BaseFile[]): Draft {
  return { base, files: files.map(({ path, mode }) => ({ path, mode, was: path, text: null })), reason: "" };
}

/** Changes one file; a text that is the base's again is no change. */
export function editFile(
  draft: Draft,
  path: string,
  change: Partial<Pick<DraftFile, "text" | "mode" | "path">>,
): Draft {
  return { ...draft, files: inOrder(draft.files.map((file) => (file.path === path ? { ...file, ...change } : file))) };
}

export function addFile(draft: Draft, path: string): Draft {
  return withFile(draft, { path, mode: "100644", was: null, text: "" });
}

/** A file of the base that was deleted, as it was. */
export function bringBack(draft: Draft, { path, mode }: Pick<BaseFile, "path" | "mode">): Draft {
  return withFile(draft, { path, mode, was: path, text: null });
}

export function removeFile(draft: Draft, path: string): Draft {
  return { ...draft, files: draft.files.filter((file) => file.path !== path) };
}

/** A file that was deleted, with what was typed in it; where its place is taken by now, the draft stays as it is. */
export function putBack(draft: Draft, file: DraftFile): Draft {
  return pathFault(draft, file.path) === undefined ? withFile(draft, file) : draft;
}

export type FileState = "same" | "changed" | "added" | "renamed";

/** How a file stands to the base. */
export function stateOf(file: DraftFile, base: readonly BaseFile[]): FileState {
  if (file.was === null) return "added";
  if (file.was !== file.path) return "renamed";
  return file.text !== null ||
    file.base64 !== undefined ||
    base.find(({ path }) => path === file.was)?.mode !== file.mode
    ? "changed"
    : "same";
}

export function isChanged(draft: Draft, base: readonly BaseFile[]): boolean {
  return draft.files.length !== base.length || draft.files.some((file) => stateOf(file, base) !== "same");
}

/** The text of a file as it stands in the draft; null where it cannot be shown. */
export function textOf(file: DraftFile, base: readonly BaseFile[]): string | null {
  if (file.base64 !== undefined) return null;
  return file.text ?? base.find(({ path }) => path === file.was)?.text ?? null;
}

const LONGEST_PATH = 200;

/** Why a file cannot have this path; undefined when it can. */
export function pathFault({ files }: Draft, path: string, own?: string): string | undefined {
  const others = files.filter((file) => file.path !== own).map((file) => file.path);
  const parts = path.split("/");
  if (path === "") return "give the file a name";
  if (path.length > LONGEST_PATH) return `a path has at most ${LONGEST_PATH} characters`;
  if (parts.some((part) => part === "" || part === "." || part === ".." || part.trim() !== part))
    return "a path is names with / between, inside the skill’s folder";
  if (others.includes(path)) return `there is a file ${path} already`;
  if (others.some((other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`)))
    return `${path} would be a file and a folder at once`;
  return undefined;
}

function withFile(draft: Draft, file: DraftFile): Draft {
  return { ...draft, files: inOrder([...draft.files, file]) };
}

function inOrder(files: readonly DraftFile[]): DraftFile[] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
}
