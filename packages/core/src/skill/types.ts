import * as z from "zod";

/** Git's two modes for a plain file. */
export const FileMode = z.enum(["100644", "100755"]);
export type FileMode = z.infer<typeof FileMode>;

/** One file of a skill folder; `path` is relative to the folder, with `/` separators. */
export interface SkillFile {
  path: string;
  mode: FileMode;
  bytes: Uint8Array;
}

export const Severity = z.enum(["error", "warning", "info"]);
export type Severity = z.infer<typeof Severity>;

/** One thing the validator has to say. `line` is 1-based within `file`. */
export const Finding = z.strictObject({
  rule: z.string(),
  severity: Severity,
  message: z.string(),
  file: z.string(),
  line: z.number().int().positive().optional(),
});
export type Finding = z.infer<typeof Finding>;

export const ValidationProfile = z.enum(["strict", "claude-code", "lenient"]);
export type ValidationProfile = z.infer<typeof ValidationProfile>;

/** Belongs to the skill and never changes. */
export const SkillSource = z.enum(["library", "learned", "created"]);
export type SkillSource = z.infer<typeof SkillSource>;

/** Whether a skill is offered: a deprecated one stays where it lies and is offered no more, a pruned one was taken away. */
export const SkillState = z.enum(["active", "deprecated", "pruned"]);
export type SkillState = z.infer<typeof SkillState>;

/** Belongs to a version: how this content came about. */
export const VersionOrigin = z.enum(["initial", "edited", "distilled", "merged", "restored"]);
export type VersionOrigin = z.infer<typeof VersionOrigin>;

/** sha256 as 64 lower-case hex digits. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a sha256 has 64 lower-case hex digits");
export type Sha256 = z.infer<typeof Sha256>;

/** Limits on one skill folder (contracts.md, section 1). Bytes and counts. */
export const SKILL_LIMITS = {
  skillFileBytes: 1024 * 1024,
  folderFiles: 512,
  folderBytes: 16 * 1024 * 1024,
} as const;
