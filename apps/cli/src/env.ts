import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseInput } from "@yardlet/core/error";
import * as z from "zod";

/** What the command reads of its surroundings, once, at the start. */
export interface Environment {
  /** The folder relative paths start from. */
  cwd: string;
  home: string;
  noColor: string | undefined;
  /** The server a person chose, and the key to report to it with. Empty counts as absent. */
  server: string | undefined;
  key: string | undefined;
  /** Where this person's keys lie. */
  config: string;
  /** Where this person's yardlet keeps what has to outlive a command. */
  state: string;
  /** How long a server may take to answer, in milliseconds. */
  timeoutMs: number;
  /** The agent of a person's choice as an argument list, and the variables it signs in with. */
  agentCommand: readonly string[] | undefined;
  agentCredentials: readonly string[];
  /** All variables, of which an agent gets what its adapter allows. */
  variables: Readonly<Record<string, string | undefined>>;
}

const ARGUMENTS = 'a JSON list of texts is expected, such as ["my-agent", "{result}"]';

const AgentCommand = z.string().transform((text, context) => {
  if (text === "") return undefined;
  const parsed = z.array(z.string()).min(1).safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  context.issues.push({ code: "custom", input: text, message: ARGUMENTS });
  return z.NEVER;
});

const Variables = z.object({
  NO_COLOR: z.string().optional(),
  YARDLET_SERVER: z.string().optional(),
  YARDLET_KEY: z.string().optional(),
  YARDLET_STATE: z.string().optional(),
  YARDLET_TIMEOUT: z
    .string()
    .regex(/^\d+(\.\d+)?$/, "a number of seconds is expected, such as 20")
    .default("20")
    .transform(Number)
    .pipe(z.number().min(0.1).max(600)),
  YARDLET_AGENT_COMMAND: AgentCommand.optional(),
  YARDLET_AGENT_COMMAND_CREDENTIALS: z.string().default(""),
});

export function readEnvironment(): Environment {
  const variables = parseInput(Variables, process.env, "the environment");
  const cwd = process.cwd();
  const home = homedir();
  return {
    cwd,
    home,
    noColor: variables.NO_COLOR,
    server: variables.YARDLET_SERVER || undefined,
    key: variables.YARDLET_KEY || undefined,
    config: join(home, ".config", "yardlet"),
    state: resolve(cwd, variables.YARDLET_STATE || join(home, ".local", "state", "yardlet")),
    timeoutMs: variables.YARDLET_TIMEOUT * 1000,
    agentCommand: variables.YARDLET_AGENT_COMMAND,
    agentCredentials: variables.YARDLET_AGENT_COMMAND_CREDENTIALS.split(/[\s,]+/).filter((name) => name !== ""),
    variables: process.env,
  };
}

/** Undefined where the text is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
