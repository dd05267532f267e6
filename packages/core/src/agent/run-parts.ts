import * as z from "zod";

/** The id of one run of an agent: it stands in paths and in the environment of what the agent starts. */
export const AgentRunId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/,
    "a run id has up to 128 letters, digits, - and _, and begins with a letter or digit",
  );
export type AgentRunId = z.infer<typeof AgentRunId>;

/** The names of a run's own parts in its folder; all else there is the draft (contracts.md, section 3). */
export const RUN_FILES = {
  packet: "packet.md",
  log: "agent.log",
  result: "skill-result.json",
  run: "run.json",
} as const;

export const RUN_PARTS: ReadonlySet<string> = new Set(Object.values(RUN_FILES));
