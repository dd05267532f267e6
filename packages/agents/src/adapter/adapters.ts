import type { AgentFailureKind, AgentName, AuthoringAccess } from "@yardlet/core/agent";
import { DomainError } from "@yardlet/core/error";
import type { CostDialect } from "./cost.ts";

/** How one agent is called. Its packet always comes on stdin, its result is always the file `{result}`. */
export interface AgentAdapter {
  readonly name: AgentName;
  /** An argument array, never a shell line. `{checkout}`, `{out}` and `{result}` stand for this run's paths. */
  readonly argv: readonly [string, ...string[]];
  /** Names of the variables with what the agent signs in with, taken from the worker's environment. */
  readonly credentials: readonly string[];
  /** Variables that name the agent's own folder for settings and state: it gets an empty one of this run. */
  readonly stateFolder: readonly string[];
  /** Files and folders of the host without which it can't run, seen also where the folder around them is hidden. */
  readonly readable?: readonly string[];
  /** Exit statuses that say more than that it failed. */
  readonly exits?: Readonly<Record<number, AgentFailureKind>>;
  /** Arguments that others take the place of where it is given the network (decision 39). */
  readonly withNetwork?: Readonly<Record<string, string>>;
  /** How it tells what it used. */
  readonly says?: CostDialect;
}

/** Agents that are used when the host has them. They are never bundled. */
export const INSTALLED_AGENTS = {
  // Only the user's settings, which are an empty folder here: the repository's own hooks, skills and servers stay off.
  claude: {
    name: "claude",
    argv: [
      "claude",
      "-p",
      "--output-format",
      "stream-json",
      "--verbose",
      "--permission-mode",
      "dontAsk",
      "--tools",
      "Read,Grep,Glob,Write",
      "--allowedTools",
      "Read,Grep,Glob,Write",
      "--add-dir",
      "{out}",
      "--setting-sources=user",
      "--strict-mcp-config",
      "--no-session-persistence",
      "--max-turns",
      "40",
    ],
    credentials: ["ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN"],
    stateFolder: ["CLAUDE_CONFIG_DIR"],
    withNetwork: { "Read,Grep,Glob,Write": "Read,Grep,Glob,Write,WebFetch,WebSearch" },
    says: "claude",
  },
  codex: {
    name: "codex",
    argv: [
      "codex",
      "exec",
      "--json",
      "-C",
      "{checkout}",
      "--add-dir",
      "{out}",
      "-s",
      "workspace-write",
      "-c",
      "sandbox_workspace_write.network_access=false",
      "-c",
      'approval_policy="never"',
      "-c",
      'web_search="disabled"',
      "--ephemeral",
      "--ignore-user-config",
      "--ignore-rules",
      "--skip-git-repo-check",
      "-",
    ],
    credentials: ["CODEX_API_KEY"],
    stateFolder: ["CODEX_HOME"],
    withNetwork: {
      "sandbox_workspace_write.network_access=false": "sandbox_workspace_write.network_access=true",
      'web_search="disabled"': 'web_search="live"',
    },
    says: "codex",
  },
} as const satisfies Record<string, AgentAdapter>;

export type InstalledAgent = keyof typeof INSTALLED_AGENTS;

/** The adapter for what an agent may reach. `repo` is how each of them is called; others than the known ones differ in nothing. */
export function withAccess(adapter: AgentAdapter, access: AuthoringAccess): AgentAdapter {
  const { argv, withNetwork } = adapter;
  if (access === "repo" || withNetwork === undefined) return adapter;
  const [program, ...args] = argv;
  const others = new Map(Object.entries(withNetwork));
  return { ...adapter, argv: [program, ...args.map((arg) => others.get(arg) ?? arg)] };
}

/**
 * Any program as an agent.
 * @throws DomainError `invalid` when the template names no program or holds a NUL.
 */
export function commandAdapter(argv: readonly string[], credentials: readonly string[] = []): AgentAdapter {
  const [program, ...rest] = argv;
  if (
    program === undefined ||
    program.trim() === "" ||
    program.startsWith("-") ||
    argv.some((part) => part.includes("\0"))
  )
    throw new DomainError(
      "invalid",
      'a command agent is a list of texts that begins with a program, such as ["my-agent", "{result}"]',
    );
  return { name: "command", argv: [program, ...rest], credentials, stateFolder: [] };
}

/** The arguments of one run. Only the program's place names are replaced: other braces, as in JSON, stay. */
export function fillArgv(
  argv: readonly string[],
  places: Readonly<Record<"checkout" | "out" | "result", string>>,
): string[] {
  return argv.map((part) =>
    part.replaceAll(
      /\{(checkout|out|result)\}/g,
      (whole, name: string) => new Map(Object.entries(places)).get(name) ?? whole,
    ),
  );
}
