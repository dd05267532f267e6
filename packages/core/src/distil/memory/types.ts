import * as z from "zod";

/** What a rule of forbidden input and output reads; `other` is what it cannot read. */
export const RuleLanguage = z.enum(["javascript", "python", "shell", "prose", "other"]);
export type RuleLanguage = z.infer<typeof RuleLanguage>;

/** A call that writes, and which of its arguments names where: an index, or the thing whose method is called. */
export interface WriteCall {
  path: string;
  target: number | "receiver";
  /** The argument that says for what a file is opened, and may be given by the name `mode`; only some of it writes. */
  mode?: number;
}

/** What a rule looks for in JavaScript or Python; paths are those of `Chain`, and hold for what is reached through them too. */
export interface CodePattern {
  /** Named at all. `*.touch` is a member of anything. */
  paths?: readonly string[];
  /** Called without arguments: `new Date()` asks the clock, `new Date(text)` does not. */
  emptyCalls?: readonly string[];
  /** Handed on as a whole, so that nobody can see what is done with it. */
  carriers?: readonly string[];
  writes?: readonly WriteCall[];
  /** Texts that stand for a path or an address. */
  texts?: RegExp;
}

/** What a rule looks for in shell. Commands are named without their folder. */
export interface ShellPattern {
  /** By command: any use, or one whose words match. */
  commands?: Readonly<Record<string, RegExp | true>>;
  /** Words of any command, with their quotes resolved. */
  words?: RegExp;
  variables?: RegExp;
}

export interface ForbiddenRule {
  /** What is forbidden, in a few words. */
  what: string;
  why: string;
  /** What to do instead. */
  remedy: string;
  javascript?: CodePattern;
  python?: CodePattern;
  shell?: ShellPattern;
  /** Sentences that ask for it. */
  prose?: RegExp;
  /** By language, a line that it finds. */
  examples: Readonly<Partial<Record<RuleLanguage, string>>>;
}

/** A rule that something in a candidate sets off. `file` is a file's path, or the path of a text in the operations. Untrusted text. */
export const MemoryHit = z.strictObject({
  rule: z.string(),
  language: RuleLanguage,
  file: z.string(),
  /** From 1, within `file`. */
  line: z.number().int().positive(),
  excerpt: z.string(),
  why: z.string(),
  remedy: z.string(),
});
export type MemoryHit = z.infer<typeof MemoryHit>;
