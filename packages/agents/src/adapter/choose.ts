import type { AgentName } from "@yardlet/core/agent";
import { DomainError } from "@yardlet/core/error";
import { type AgentAdapter, commandAdapter, INSTALLED_AGENTS } from "./adapters.ts";
import { type ApiModel, apiAdapter, type OwnProgram, surveyorAdapter } from "./own.ts";

/** What a host says about its agents; nothing of it ever comes from the web. */
export interface AgentSettings {
  /** The argument array of the `command` agent. */
  readonly command?: readonly string[] | undefined;
  /** Names of variables which that agent signs in with. */
  readonly commandCredentials?: readonly string[] | undefined;
  readonly api?: ApiModel | undefined;
  /** How the surveyor is started, where it does not run from its source. */
  readonly surveyor?: OwnProgram | undefined;
}

const MAKE = {
  surveyor: ({ surveyor }) => surveyorAdapter(surveyor),
  claude: () => INSTALLED_AGENTS.claude,
  codex: () => INSTALLED_AGENTS.codex,
  command: ({ command, commandCredentials }) => command && commandAdapter(command, commandCredentials),
  api: ({ api }) => api && apiAdapter(api),
} as const satisfies Record<AgentName, (settings: AgentSettings) => AgentAdapter | undefined>;

/** The adapter of an agent, or undefined where this host has not been told how to run it. */
export function findAdapter(name: AgentName, settings: AgentSettings): AgentAdapter | undefined {
  return MAKE[name](settings);
}

/**
 * The adapter of an agent.
 * @throws DomainError `unavailable` where this host has not been told how to run it.
 */
export function adapterFor(name: AgentName, settings: AgentSettings): AgentAdapter {
  const adapter = findAdapter(name, settings);
  if (adapter !== undefined) return adapter;
  throw new DomainError(
    "unavailable",
    `this host has no agent "${name}"; set it up for the worker, or choose another agent`,
    { agent: name },
  );
}
