/** The names of a run's own parts in its folder; all else there is the draft (contracts.md, section 3). */
export const RUN_FILES = {
  packet: "packet.md",
  log: "agent.log",
  result: "skill-result.json",
  run: "run.json",
} as const;

export const RUN_PARTS: ReadonlySet<string> = new Set(Object.values(RUN_FILES));
