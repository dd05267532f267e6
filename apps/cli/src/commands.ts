import type { Command, OptionName } from "./command.ts";

const ANY = Number.POSITIVE_INFINITY;

/** Options that every command takes. */
export const COMMON_OPTIONS: readonly OptionName[] = ["json", "repo", "help"];

/** Every command, in the order of the help. A command's code is read only when it runs. */
export const COMMANDS = [
  {
    words: ["skill", "list"],
    args: "",
    arity: { min: 0, max: 0 },
    options: ["why"],
    what: "what is detected, equipped, available and missing in this repository",
    load: async () => (await import("./commands/list.ts")).listSkills,
  },
  {
    words: ["skill", "suggest"],
    args: "",
    arity: { min: 0, max: 0 },
    options: ["why"],
    what: "what equip would do here, and what no library has",
    load: async () => (await import("./commands/suggest.ts")).suggestSkills,
  },
  {
    words: ["skill", "equip"],
    args: "[<preset|name>...]",
    arity: { min: 0, max: ANY },
    options: ["link"],
    what: "place skills and commit; without names what suggest says",
    load: async () => (await import("./commands/equip.ts")).equipSkills,
  },
  {
    words: ["skill", "unequip"],
    args: "<name>...",
    arity: { min: 1, max: ANY },
    options: [],
    what: "remove skills and commit; remembered as a veto until equipped by name",
    load: async () => (await import("./commands/unequip.ts")).unequipSkills,
  },
  {
    words: ["skill", "versions"],
    args: "<name>",
    arity: { min: 1, max: 1 },
    options: [],
    what: "the versions of a skill, as the history of this repository tells them",
    load: async () => (await import("./commands/versions.ts")).listVersions,
  },
  {
    words: ["skill", "diff"],
    args: "<name>",
    arity: { min: 1, max: 1 },
    options: ["from", "to"],
    what: "what changed between two versions: a number, a commit, library or working",
    load: async () => (await import("./commands/diff.ts")).diffVersions,
  },
  {
    words: ["skill", "deprecate"],
    args: "<name>",
    arity: { min: 1, max: 1 },
    options: ["reason", "replaced-by"],
    what: "take a skill out of use here: removed in one commit and vetoed; its text stays in the history for restore",
    load: async () => (await import("./commands/deprecate.ts")).deprecateSkill,
  },
  {
    words: ["skill", "restore"],
    args: "<name>",
    arity: { min: 1, max: 1 },
    options: ["reason"],
    what: "bring back a skill that was deprecated or unequipped: the same bytes and number, from the history",
    load: async () => (await import("./commands/restore.ts")).restoreSkill,
  },
  {
    words: ["skill", "validate"],
    args: "[<path>...]",
    arity: { min: 0, max: ANY },
    options: ["profile"],
    what: "check skill folders against the open format; without paths those equipped here",
    load: async () => (await import("./commands/validate.ts")).validateSkills,
  },
  {
    words: ["skill", "score"],
    args: "[<name>[@<version>]]",
    arity: { min: 0, max: 1 },
    options: ["receipt", "verify", "server"],
    what: "scores of skill versions from their runs, each with interval, grade and decision",
    load: async () => (await import("./commands/score.ts")).scoreSkills,
  },
  {
    words: ["run", "report"],
    args: "[<file|->]",
    arity: { min: 0, max: 1 },
    options: ["server", "flush"],
    what: "report runs: one record, a list, or one a line; to the server, else to .agents/telemetry",
    load: async () => (await import("./commands/report.ts")).reportRuns,
  },
  {
    words: ["run", "import"],
    args: "<file>",
    arity: { min: 1, max: 1 },
    options: ["format", "skill", "server"],
    what: "report the runs of a file of runs, or of skill-creator's grading.json or benchmark.json",
    load: async () => (await import("./commands/import.ts")).importFile,
  },
  {
    words: ["schema"],
    args: "[<name>]",
    arity: { min: 0, max: 1 },
    options: [],
    what: "print the JSON Schema of a file or an answer; without a name the list of schemas",
    load: async () => (await import("./commands/schema.ts")).printSchema,
  },
] as const satisfies readonly Command[];
