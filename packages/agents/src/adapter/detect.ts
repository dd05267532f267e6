import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { agentEnvironment, type Environment, hostEnvironment } from "../environment.ts";
import { type InstalledAgent, INSTALLED_AGENTS } from "./adapters.ts";
import { findProgram } from "./find.ts";

export interface DetectedAgent {
  readonly name: InstalledAgent;
  readonly program: string;
  /** What the program says of itself, or undefined when it said nothing in time. */
  readonly version: string | undefined;
}

const run = promisify(execFile);

/** Which of the known agents this host has, and their versions. Nothing of the host's environment but the allow-list is passed on. */
export async function detectAgents(host: Environment = hostEnvironment()): Promise<DetectedAgent[]> {
  const found = await Promise.all(
    Object.values(INSTALLED_AGENTS).map(async ({ name, argv }) => {
      const program = await findProgram(argv[0], host["PATH"]);
      return program === undefined ? undefined : { name, program, version: await askVersion(program, host) };
    }),
  );
  return found.filter((agent) => agent !== undefined);
}

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
