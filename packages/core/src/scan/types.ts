import * as z from "zod";

/** How bad a scan finding is, worst first. `critical` keeps a skill from being saved and equipped. */
export const ScanSeverity = z.enum(["critical", "high", "medium", "low"]);
export type ScanSeverity = z.infer<typeof ScanSeverity>;

/** One thing the scan has to say. `line` is 1-based within `file`; `excerpt` is what stands there, cut short. Untrusted text. */
export const ScanFinding = z.strictObject({
  rule: z.string(),
  severity: ScanSeverity,
  message: z.string(),
  file: z.string(),
  line: z.number().int().positive(),
  excerpt: z.string(),
});
export type ScanFinding = z.infer<typeof ScanFinding>;

/** `yardlet skill scan --json`, in order of path: the SKILL.md relative to the current folder. `ok` is "nothing critical or high". */
export const SkillScanReport = z.strictObject({
  results: z.array(z.strictObject({ path: z.string(), ok: z.boolean(), findings: z.array(ScanFinding) })),
});
export type SkillScanReport = z.infer<typeof SkillScanReport>;

/** One way in which a rule shows itself. */
export interface ScanPattern {
  /** Global, and without an unbounded repetition in front of another: its time grows with the text only. */
  match: RegExp;
  severity: ScanSeverity;
  /** Matches that these words, found in the same line, make ordinary. */
  unless?: RegExp;
}

export interface ScanRule {
  /** What harm it does. */
  why: string;
  /** A line that it finds. */
  example: string;
  /** What to do when it is meant well. */
  waive: string;
  /** Said in quotes, as a warning or in a text about attacks, it weighs less. */
  lowered: boolean;
  patterns: readonly ScanPattern[];
  /** Of a rule without patterns, how bad it can be, the worst first. */
  severities?: readonly ScanSeverity[];
}
