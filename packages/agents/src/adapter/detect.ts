import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { AgentName } from "@yardlet/core/agent";
import { SURVEY_VERSION } from "@yardlet/core/agent/survey";
import { agentEnvironment, type Environment, hostEnvironment } from "../environment.ts";
import { type AgentSettings, findAdapter } from "./choose.ts";
import { findProgram } from "./find.ts";
import { API_KEY } from "./own.ts";

export interface DetectedAgent {
  readonly name: AgentName;
  readonly program: string;
  /** What the program says of itself, or undefined when it said nothing in time. */
  readonly version: string | undefined;
}

const run = promisify(execFile);

/**
 * Which agents this host can run, and their versions, the surveyor always. Only `claude` and `codex` are asked: what another
 * program would do with `--version` nobody knows. Nothing of the host's environment but the allow-list is passed on.
 */
export async function detectAgents(
  host: Environment = hostEnvironment(),
  settings: AgentSettings = {},
): Promise<DetectedAgent[]> {
  const found = await Promise.all(
    AgentName.options.map(async (name) => {
      const adapter = findAdapter(name, settings);
      if (adapter === undefined || (name === "api" && !host[API_KEY])) return undefined;
      const program = await findProgram(adapter.argv[0], host["PATH"]);
      return program === undefined
        ? undefined
        : { name, program, version: await VERSION[name](program, host, settings) };
    }),
  );
  return found.filter((agent) => agent !== undefined);
}

type Version = (program: string, host: Environment, settings: AgentSettings) => Promise<string | undefined>;

const VERSION = {
  surveyor: () => Promise.resolve(String(SURVEY_VERSION)),
  claude: askVersion,
  codex: askVersion,
  command: (program) => Promise.resolve(path.basename(program)),
  api: (_program, _host, { api }) => Promise.resolve(api && `${api.provider} ${api.model}`),
} as const satisfies Record<AgentName, Version>;

async function askVersion(program: string, host: Environment): Promise<string | undefined> {
  const { variables } = agentEnvironment({ credentials: [], given: {} }, host);
  try {
    const { stdout } = await run(program, ["--version"], {
      env: { NODE_ENV: "production", ...variables },
      timeout: 10_000,
      killSignal: "SIGKILL",
      maxBuffer: 64 * 1024,
    });
    return stdout.split("\n")[0]?.trim().slice(0, 100) || undefined;
  } catch {
    return undefined;
  }
}
