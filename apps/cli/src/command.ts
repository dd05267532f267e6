import type { Environment } from "./env.ts";

/** Every option of every command: one table, so that a name means the same everywhere. */
export const OPTIONS = {
  help: { type: "boolean", short: "h", what: "show help" },
  version: { type: "boolean", what: "show the version of yardlet" },
  json: { type: "boolean", what: "print one JSON document on stdout" },
  repo: { type: "string", value: "<dir>", what: "the repository, else the current folder" },
  why: { type: "boolean", what: "show the evidence of each detection and the reason of each skill" },
  link: { type: "boolean", what: "link into the library's folder instead of copying; on this machine only" },
  profile: { type: "string", value: "<profile>", what: "strict (default), claude-code or lenient" },
  server: {
    type: "string",
    value: "<url>",
    what: "the server, else YARDLET_SERVER, else server: of .agents/yardlet.yaml; its key is YARDLET_KEY, else the login's",
  },
  local: { type: "boolean", what: "ask this repository, even where there is a server" },
  "dry-run": { type: "boolean", what: "say what would be done, and write nothing" },
  "key-stdin": { type: "boolean", what: "read the key from standard input" },
  flush: { type: "boolean", what: "send what waits in the spool" },
  format: { type: "string", value: "<format>", what: "runs, grading or benchmark; else told by the content" },
  skill: { type: "string", value: "<name>", what: "the skill that was tried, where the file does not say" },
  receipt: {
    type: "string",
    value: "[=<file>]",
    bare: "-",
    what: "print the receipt of a score, or write it to a file",
  },
  verify: { type: "string", value: "<file>", what: "compute a receipt again and compare" },
  reason: { type: "string", value: "<text>", what: "why, for the history" },
  "replaced-by": { type: "string", value: "<name>", what: "the skill to use instead" },
  from: {
    type: "string",
    value: "<from>",
    what: "diff: the older side; without it the version before --to. create: what the skill is about",
  },
  to: { type: "string", value: "<version>", what: "the newer side; without it what lies here now" },
  library: { type: "boolean", what: "write the skill into the library instead of this repository" },
  agent: {
    type: "string",
    value: "<agent>",
    what: "surveyor (built in, no model), claude, codex or command (YARDLET_AGENT_COMMAND)",
  },
  access: {
    type: "string",
    value: "<access>",
    what: "repo (default): no network but the model's; or full",
  },
  input: { type: "string", value: "<file|->", what: "the JSON document to judge; - is standard input" },
  output: { type: "string", value: "<file>", what: "where the answer is written, also when it is a refusal" },
} as const satisfies Record<string, OptionRow>;

interface OptionRow {
  type: "boolean" | "string";
  short?: string;
  value?: string;
  /** What the option means without its value. */
  bare?: string;
  what: string;
}

export type OptionName = keyof typeof OPTIONS;

/** Options as given: a flag that is absent is false, a text that is absent is undefined. */
export type Options = {
  readonly [Name in OptionName]: (typeof OPTIONS)[Name]["type"] extends "boolean" ? boolean : string | undefined;
};

/** What a command was asked. */
export interface Invocation {
  args: readonly string[];
  options: Options;
  environment: Environment;
}

/** What a command has to say: the same thing for machines and for people. */
export interface Answer {
  report: unknown;
  text: string;
  /** Remarks that are not the answer itself; always on stderr. */
  notes: readonly string[];
  exit: 0 | 1 | 2;
}

type Run = (invocation: Invocation) => Promise<Answer>;

export interface Command {
  words: readonly string[];
  /** What stands behind the words, as people write it. */
  args: string;
  arity: { min: number; max: number };
  options: readonly OptionName[];
  what: string;
  /** What its own help says besides, a paragraph each. */
  more?: readonly string[];
  load: () => Promise<Run>;
}
