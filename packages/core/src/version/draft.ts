import type { FileMode, SkillFile } from "../skill/types.ts";
import type { Conflict, FileConflict, ModeConflict, Sides } from "./conflict.ts";
import type { ValueNode } from "./merge-frontmatter.ts";
import type { Piece } from "./merge-lines.ts";
import type { TextForm } from "./merge-text.ts";

/** The frontmatter of a merged SKILL.md. `texts` are the heads of the sides, fences included, to be kept where they say the same. */
export interface HeadDraft {
  node: ValueNode;
  texts: { mine: string; theirs: string };
}

/** A file merged by its lines, with what is still open. */
export interface TextDraft {
  kind: "text";
  path: string;
  mode: { value: FileMode } | { conflict: ModeConflict };
  form: TextForm;
  head: HeadDraft | undefined;
  pieces: Piece[];
}

/** One place of the merged folder: settled, to be taken whole from one side, or merged by lines. */
export type Draft =
  | { kind: "settled"; files: SkillFile[] }
  | { kind: "whole"; conflict: FileConflict; sides: Sides<SkillFile[]> }
  | TextDraft;

/**
 * Two changes of one skill put together. `files` are settled, in order of path: without conflicts they are the whole result.
 * `conflicts` wait for a person, in order of path, frontmatter before lines.
 */
export interface Merge {
  files: SkillFile[];
  conflicts: Conflict[];
  /** Every place of the folder with what `applyResolutions` needs. */
  drafts: Draft[];
}
