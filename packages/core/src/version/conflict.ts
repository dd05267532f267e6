import * as z from "zod";
import { canonicalJson } from "../skill/canonical.ts";
import { hashBytes } from "../skill/hash.ts";
import type { FileMode, Sha256 } from "../skill/types.ts";
import { COMPARE_LIMITS } from "./limits.ts";

/** Something as the common ancestor has it, and as the two who changed it have it. */
export interface Sides<T> {
  base: T;
  mine: T;
  theirs: T;
}

/** How a person answers a conflict: one side, `mine` followed by `theirs`, or a text of their own. */
export const Take = z.enum(["mine", "theirs", "base", "both", "text"]);
export type Take = z.infer<typeof Take>;

const ConflictId = z.string().regex(/^[0-9a-f]{16}$/, "a conflict's id has 16 lower-case hex digits");

/** A person's answer to one conflict. */
export const Resolution = z.discriminatedUnion("take", [
  z.strictObject({ conflict: ConflictId, take: Take.exclude(["text"]) }),
  z.strictObject({ conflict: ConflictId, take: z.literal("text"), text: z.string().max(COMPARE_LIMITS.fileBytes) }),
]);
export type Resolution = z.infer<typeof Resolution>;

/** `id` follows from the three sides: an answer never meets another conflict than the one it was given to. */
interface Open {
  id: string;
  path: string;
  takes: readonly Take[];
}

/** Lines that both sides changed, without line ends; `line` is the 1-based number of the first, `context` what is merged around. */
export interface LinesConflict extends Open, Sides<string[]> {
  kind: "lines";
  line: Sides<number>;
  context: { before: string[]; after: string[] };
}

/** A key of the frontmatter that both sides changed, as lines of text; null where it is not. `key` is the path to it. */
export interface ValueConflict extends Open, Sides<string[] | null> {
  kind: "value";
  key: string[];
}

/** A file that both sides added, executable in one of them. */
export interface ModeConflict extends Open, Sides<FileMode | null> {
  kind: "mode";
}

export interface FileFacts {
  path: string;
  mode: FileMode;
  bytes: number;
  hash: Sha256;
}

/**
 * A file to be taken whole. `removed`: one side removed what the other changed; `binary`, `too_large`: it cannot be merged by
 * lines; `folder`: it is a file on one side and a folder on another, so each side may have several files or none.
 */
export interface FileConflict extends Open, Sides<FileFacts[]> {
  kind: "file";
  reason: "removed" | "binary" | "too_large" | "folder";
}

export type Conflict = LinesConflict | ValueConflict | ModeConflict | FileConflict;

const TAKES = {
  lines: ["mine", "theirs", "base", "both", "text"],
  value: ["mine", "theirs", "base", "text"],
  mode: ["mine", "theirs"],
  file: ["mine", "theirs", "base"],
} as const satisfies Record<Conflict["kind"], readonly Take[]>;

const ID_DIGITS = 16;

/** What all conflicts of a kind have. `told` is what tells this one from all others of the file. */
export function openConflict<K extends Conflict["kind"]>(kind: K, path: string, told: Sides<unknown>, place: string) {
  const sides = [told.base, told.mine, told.theirs].map((side) => JSON.stringify(side) ?? "");
  const id = hashBytes(canonicalJson([kind, path, place, ...sides])).slice(0, ID_DIGITS);
  return { kind, id, path, takes: TAKES[kind] };
}
