import { ApiProvider } from "@yardlet/core/agent";
import { parseEnvironment, ServiceEnvironment, type AgentSettings } from "@yardlet/services";

import * as z from "zod";

/** A program with its arguments: JSON, so that no shell has to be asked how to cut it. */
const Argv = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({
        code: "custom",
        message: 'a JSON list of texts is expected, such as ["my-agent", "{result}"]',
      });
      return z.NEVER;
    }
  })
  .pipe(z.array(z.string()).min(1));

export const WorkerEnvironment = ServiceEnvironment.extend({
  /** How many repos and how many other jobs this worker takes on at a time. */
  YARDLET_WORKER_REPOS: z.coerce.number().int().min(1).max(64).default(2),
  YARDLET_WORKER_JOBS: z.coerce.number().int().min(1).max(64).default(2),
  /** How many agents it runs at a time, and as many again for what only its host can do. */
  YARDLET_WORKER_AGENTS: z.coerce.number().int().min(1).max(64).default(1),
  /** The agent `command`: any program, with the names of the variables that it signs in with. */
  YARDLET_AGENT_COMMAND: Argv.optional(),
  YARDLET_AGENT_COMMAND_CREDENTIALS: z
    .string()
    .transform((names) => names.split(/[\s,]+/).filter(Boolean))
    .optional(),
  /** The agent `api`: a model that is asked with the key in YARDLET_AGENT_API_KEY. */
  YARDLET_AGENT_API_PROVIDER: ApiProvider.optional(),
  YARDLET_AGENT_API_MODEL: z.string().min(1).optional(),
  YARDLET_AGENT_API_URL: z.url({ protocol: /^https?$/ }).optional(),
}).refine((env) => (env.YARDLET_AGENT_API_PROVIDER === undefined) === (env.YARDLET_AGENT_API_MODEL === undefined), {
  path: ["YARDLET_AGENT_API_MODEL"],
  message: "the agent api needs a provider and a model, both",
});
export type WorkerEnvironment = z.infer<typeof WorkerEnvironment>;

/** The only reader of the environment in this app. */
export function readEnv(): WorkerEnvironment {
  return parseEnvironment(WorkerEnvironment, process.env);
}

/** The agents that this host's owner set up. */
export function agentSettingsOf(env: WorkerEnvironment): AgentSettings {
  const provider = env.YARDLET_AGENT_API_PROVIDER;
  const model = env.YARDLET_AGENT_API_MODEL;
  return {
    command: env.YARDLET_AGENT_COMMAND,
    commandCredentials: env.YARDLET_AGENT_COMMAND_CREDENTIALS,
    api:
      provider === undefined || model === undefined ? undefined : { provider, model, url: env.YARDLET_AGENT_API_URL },
  };
}
