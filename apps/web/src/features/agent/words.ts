import type { AgentIsolation, AgentName, AuthoringAccess } from "@yardlet/core/agent";

/** The agents: what each is, for people. */
export const AGENTS = {
  surveyor: {
    word: "surveyor",
    means: "built in, no model: it drafts from what lies in the repo, every line with its file and line",
  },
  claude: { word: "Claude Code", means: "the program claude, as the worker’s host has it" },
  codex: { word: "Codex", means: "the program codex, as the worker’s host has it" },
  command: { word: "own command", means: "the program that the worker’s host names in YARDLET_AGENT_COMMAND" },
  api: {
    word: "model by API",
    means: "a model behind a key that the worker’s host holds; it is given files of the repo and runs nothing",
  },
} as const satisfies Record<AgentName, { word: string; means: string }>;

/** The one that is there without anything installed comes first. */
export const AGENT_NAMES = ["surveyor", "claude", "codex", "command", "api"] as const satisfies readonly AgentName[];

/** How far an agent is kept from the host, in words. */
export const ISOLATIONS = {
  bubblewrap: "it sees the host read-only and without sign-ins, and writes to its own folders alone",
  namespace:
    "nothing it starts outlives it, but it may write where the worker’s user may; install bubblewrap for a wall",
  process: "it is a group of processes that ends with it, without a wall; install bubblewrap for one",
} as const satisfies Record<AgentIsolation, string>;

/** What an agent may reach. */
export const ACCESSES = {
  repo: { word: "the repo alone", means: "no network but its model’s" },
  full: { word: "the network too", means: "it may read what it likes on the web" },
} as const satisfies Record<AuthoringAccess, { word: string; means: string }>;
