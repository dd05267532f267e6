import { dirname } from "node:path";
import { type AgentAdapter, type AgentSettings, INSTALLED_AGENTS, adapterFor, detectAgents } from "@yardlet/agents";
import { AgentName, AuthoringAccess } from "@yardlet/core/agent";
import { DomainError } from "@yardlet/core/error";
import type * as z from "zod";
import { AS_SURVEYOR, ENTRY } from "../entry.ts";
import type { Environment } from "../env.ts";
import { UsageError } from "../usage-error.ts";

/** The agent that answers, with what it says its version is. */
export interface ChosenAgent {
  adapter: AgentAdapter;
  version: string | null;
  notes: string[];
}

/**
 * The agent that `--agent` names; else the command of YARDLET_AGENT_COMMAND; else claude or codex, where it is installed and its
 * key is set; else the surveyor.
 * @throws UsageError for a name that is none, DomainError `unavailable` for an agent that is not here
 */
export async function chooseAgent(asked: string | undefined, environment: Environment): Promise<ChosenAgent> {
  const settings = settingsOf(environment);
  const named = environment.agentCommand === undefined ? undefined : "command";
  const name = asked === undefined ? named : parseAgent(asked);
  const installed = await detectAgents(environment.variables, settings);
  const find = (one: AgentName) => installed.find((agent) => agent.name === one);
  const ready = PREFERRED.find((one) => find(one) !== undefined && hasKey(one, environment)) ?? "surveyor";
  const agent = find(name ?? ready);
  if (agent === undefined) throw missing(name ?? ready);
  const keyless = name === undefined ? installed.filter((one) => !hasKey(one.name, environment)) : [];
  return {
    adapter: adapterFor(agent.name, settings),
    version: agent.version ?? null,
    notes: keyless.map(
      (one) => `${one.name} is installed, but ${keysOf(one.name).join(" or ")} is not set: it is left out`,
    ),
  };
}

/** Which agent answers where nobody names one: the first that is here and has its key. */
const PREFERRED = ["claude", "codex", "surveyor"] as const;

const REMEDY = {
  surveyor: "install Yardlet again",
  claude: "install it, or take --agent surveyor, which is built in",
  codex: "install it, or take --agent surveyor, which is built in",
  command: 'set YARDLET_AGENT_COMMAND to a JSON list such as ["my-agent", "{result}"] that begins with a program',
} as const satisfies Record<z.infer<typeof HERE>, string>;

function missing(name: z.infer<typeof HERE>): DomainError {
  return new DomainError("unavailable", `the agent ${name} is not here, or not on the PATH; ${REMEDY[name]}`, {
    agent: name,
  });
}

/** @throws UsageError for what is no access */
export function parseAccess(text: string | undefined): AuthoringAccess {
  const parsed = AuthoringAccess.safeParse(text ?? "repo");
  if (parsed.success) return parsed.data;
  throw new UsageError(`--access takes ${AuthoringAccess.options.join(" or ")}, not ${JSON.stringify(text)}`);
}

/** A model that is asked over HTTP is for workers alone: its library needs more than this command carries. */
const HERE = AgentName.exclude(["api"]);

function parseAgent(text: string) {
  const parsed = HERE.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`--agent takes ${HERE.options.join(", ")}, not ${JSON.stringify(text)}`);
}

function settingsOf({ agentCommand, agentCredentials }: Environment): AgentSettings {
  return {
    command: agentCommand,
    commandCredentials: agentCredentials,
    surveyor: { argv: [process.execPath, ENTRY, AS_SURVEYOR], readable: [dirname(ENTRY)] },
  };
}

/** Whether an agent has what it signs in with; one that is installed and has not would fail. */
function hasKey(name: AgentName, environment: Environment): boolean {
  const keys = keysOf(name);
  return keys.length === 0 || keys.some((variable) => (environment.variables[variable] ?? "") !== "");
}

function keysOf(name: AgentName): readonly string[] {
  return name === "claude" || name === "codex" ? INSTALLED_AGENTS[name].credentials : [];
}
