import { homedir } from "node:os";
import * as z from "zod";

/** What the command reads of its surroundings, once, at the start. */
export interface Environment {
  /** The folder relative paths start from. */
  cwd: string;
  home: string;
  noColor: string | undefined;
}

const Variables = z.object({ NO_COLOR: z.string().optional() });

export function readEnvironment(): Environment {
  const { NO_COLOR } = Variables.parse(process.env);
  return { cwd: process.cwd(), home: homedir(), noColor: NO_COLOR };
}
