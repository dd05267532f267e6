import { runSurveyor } from "@yardlet/agents/surveyor";
import { readEnvironment } from "../env.ts";

/** The command as the surveyor's process: reads a packet on standard input, writes the result file, and ends. */
export async function beSurveyor(): Promise<0> {
  const { cwd, variables } = readEnvironment();
  await runSurveyor({ stdin: process.stdin, cwd, env: variables });
  return 0;
}
