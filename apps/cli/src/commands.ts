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
    args: "[<home>/]<name>",
    arity: { min: 1, max: 1 },
    options: ["server", "local"],
    what: "the versions of a skill, with author, reason and hash",
    more: [
      "With a server: those of its library, or of <home>. Else those that lay in this repository, as its commits tell: placed by Yardlet with the manifest's number; edited by hand, which for a library's copy has no number, since the library's numbers are not a repository's to give; or your own.",
    ],
    load: async () => (await import("./commands/versions.ts")).listVersions,
  },
  {
    words: ["skill", "diff"],
    args: "[<home>/]<name>",
    arity: { min: 1, max: 1 },
    options: ["from", "to", "server", "local"],
    what: "what changed between two versions: a number, a commit, library or working",
    more: [
      "Without --to it is what lies here now, on a server the version in force; without --from the version before that. working is the working tree, library the library's newest version as it would be placed. The text is a patch that git apply takes.",
    ],
    load: async () => (await import("./commands/diff.ts")).diffVersions,
  },
  {
    words: ["skill", "deprecate"],
    args: "[<home>/]<name>",
    arity: { min: 1, max: 1 },
    options: ["reason", "replaced-by", "server", "local"],
    what: "take a skill out of use: for the team on a server, else in this repository",
    more: [
      "On a server the library's skill is marked: nobody equips it anew, and it stays where it lies until it is unequipped there. A reason is due.",
      "In this repository what Yardlet placed is removed in one commit and vetoed, since without a server there is nobody else to keep it from coming back. Nothing is lost: the bytes and the manifest's line stay in the history, which is all that restore needs. A folder that Yardlet did not place is yours, and edits that are not committed are never removed: both are refused.",
    ],
    load: async () => (await import("./commands/deprecate.ts")).deprecateSkill,
  },
  {
    words: ["skill", "restore"],
    args: "[<home>/]<name>",
    arity: { min: 1, max: 1 },
    options: ["reason", "server", "local"],
    what: "bring back a skill that was deprecated, pruned or unequipped",
    more: [
      "On a server a deprecated skill is offered again, and a pruned one is written back, in the same version with its evidence anew. A reason is due.",
      "In this repository the copy that Yardlet last had here comes back byte for byte from the history, with its number and hand edits, and its veto is lifted, in one commit.",
    ],
    load: async () => (await import("./commands/restore.ts")).restoreSkill,
  },
  {
    words: ["skill", "research"],
    args: "<topic>",
    arity: { min: 1, max: 1 },
    options: ["agent", "access", "server", "local"],
    what: "let an agent draft a skill about a topic; nothing is installed",
    more: [
      "The agent reads a disposable clone of the newest commit, never your working tree. Without a server the draft lies in .agents/runs/<run-id>/, which git ignores, with the packet the agent was given, its log and the checks; edit SKILL.md there as you like, then apply it. On a server it waits in the review inbox.",
      'Without --agent it is the command of YARDLET_AGENT_COMMAND, a JSON list such as ["my-agent", "{result}"]; else claude or codex, where it is installed and its key is set; else the surveyor, which quotes what the repository itself says. Ctrl-C ends the agent.',
    ],
    load: async () => (await import("./commands/research.ts")).researchSkill,
  },
  {
    words: ["skill", "create"],
    args: "<name>",
    arity: { min: 1, max: 1 },
    options: ["from", "library", "agent", "access", "server", "local"],
    what: "let an agent write a skill, and install it at once",
    more: [
      "The name is checked before the agent starts. What the agent wrote is installed in one commit if it is valid, safe and like no other skill; else it is kept as a draft for a person to look at and apply. --library writes into the library that skill_library names, or ~/.yard/skills; it has to be a git repository.",
    ],
    load: async () => (await import("./commands/create.ts")).createSkill,
  },
  {
    words: ["skill", "review"],
    args: "",
    arity: { min: 0, max: 0 },
    options: ["server", "local"],
    what: "what waits for a decision, with a number each: drafts, gaps, proposals of runs, weak skills",
    more: [
      'The numbers belong to this list: "yardlet skill apply <n>" takes the entry that had the number in the list shown last.',
    ],
    load: async () => (await import("./commands/review.ts")).reviewSkills,
  },
  {
    words: ["skill", "apply"],
    args: "<run-id|n>",
    arity: { min: 1, max: 1 },
    options: ["server", "local"],
    what: "install a draft as it lies there now, or a proposal; by run id, or by its number in the last review",
    more: [
      "All checks run again. What is not valid or has a critical finding is refused; a near-duplicate is what you decide about by applying it.",
    ],
    load: async () => (await import("./commands/apply.ts")).applySkill,
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
    words: ["skill", "scan"],
    args: "[<path|name>...]",
    arity: { min: 0, max: ANY },
    options: [],
    what: "look for what could harm in skill folders, or in a skill equipped here; without any in all of those",
    more: [
      "Every file is read, nothing is run. What is quoted, warned of or part of a text about attacks weighs less. Anything critical or high makes the exit status 1.",
    ],
    load: async () => (await import("./commands/scan.ts")).scanSkills,
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
    words: ["distil"],
    args: "--input <file|-> [--output <file>]",
    arity: { min: 0, max: 0 },
    options: ["input", "output"],
    what: "make lessons and proposals from a file of experience and failure packets",
    more: [
      "The input is a yardlet.distil/1 document; yardlet schema distil says what is in it. The same input, in any order, gives the same bytes on every machine, and those of the server's own distillation. Nothing else is read: no repository and no server.",
      "The result is written whole or not at all, to output/experience-to-skill-distiller/result.json without --output. An input that is refused gives a result as well: it names every failure code with its path, and has no proposals.",
    ],
    load: async () => (await import("./commands/distil.ts")).distilPackets,
  },
  {
    words: ["distil", "candidate"],
    args: "--input <file|-> [--output <file>]",
    arity: { min: 0, max: 0 },
    options: ["input", "output"],
    what: "judge a memory design: its interface, and whether it does what is forbidden",
    more: [
      "The input is a yardlet.memory-candidate/1 document; yardlet schema memory-candidate says what is in it. The interface is computed, and so is what the design does: network, other programs, writes outside output/<plugin id>/, environment and credentials, outcomes on the retrieve side, live skills, dynamic code, clock and chance. Nothing of it is run.",
      "The answer is written whole or not at all, to output/experience-to-skill-distiller/memory_design_candidate.json without --output, also when it is a refusal: every failure code with its path, every hit with file and line.",
    ],
    load: async () => (await import("./commands/distil-candidate.ts")).distilCandidate,
  },
  {
    words: ["sync"],
    args: "[<repo>]",
    arity: { min: 0, max: 1 },
    options: ["server", "dry-run"],
    what: "place what a server wants in this repository, in one commit, and report it",
    more: [
      "<repo> is the repository's name on the server; without it the remote origin tells. What is yours, edited by hand or vetoed in .agents/yardlet.yaml stays as it is. What counts is what the server sees: push the commit. A report that cannot be delivered waits in YARDLET_STATE and goes with the next sync.",
    ],
    load: async () => (await import("./commands/sync.ts")).syncRepository,
  },
  {
    words: ["login"],
    args: "<url>",
    arity: { min: 1, max: 1 },
    options: ["key-stdin"],
    what: "check a key against a server and keep it for this person",
    more: [
      "The key is typed unseen or read from --key-stdin, and kept in ~/.config/yardlet/credentials.json, which nobody else may read. sync, skill versions, diff, deprecate, restore, research, create, review and apply then ask this server where no other is named.",
      "Which server runs are reported to is for --server, YARDLET_SERVER or .agents/yardlet.yaml to say: a login alone sends nobody's runs anywhere. YARDLET_KEY wins over the key that is kept.",
    ],
    load: async () => (await import("./commands/login.ts")).logIn,
  },
  {
    words: ["logout"],
    args: "[<url>]",
    arity: { min: 0, max: 1 },
    options: [],
    what: "forget the key of a server, else of the one logged in to last",
    load: async () => (await import("./commands/logout.ts")).logOut,
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

/** The command that these words begin with; of several the one with the most words. */
export function findCommand(words: readonly string[]): Command | undefined {
  const matching = COMMANDS.filter((command) => command.words.every((word, index) => words[index] === word));
  return matching.toSorted((a, b) => b.words.length - a.words.length)[0];
}
