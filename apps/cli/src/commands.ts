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
    words: ["skill", "validate"],
    args: "[<path>...]",
    arity: { min: 0, max: ANY },
    options: ["profile"],
    what: "check skill folders against the open format; without paths those equipped here",
    load: async () => (await import("./commands/validate.ts")).validateSkills,
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
