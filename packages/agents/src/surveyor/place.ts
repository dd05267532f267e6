import type { Readable } from "node:stream";
import type { Environment } from "../environment.ts";

/** What an agent's process has: a packet to read, a checkout to stand in, and an environment that says where the answer goes. */
export interface AgentPlace {
  readonly stdin: Readable;
  readonly cwd: string;
  readonly env: Environment;
  /** Where its log goes, a line at a time; by default stdout. */
  readonly say?: (line: string) => void;
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
