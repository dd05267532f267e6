import path from "node:path";

/** The parts of a disposable folder. The caller makes `checkout`, the run makes and removes the rest. */
export interface AgentLayout {
  readonly checkout: string;
  /** The run folder: the only place that counts, and there only `result`. */
  readonly out: string;
  readonly result: string;
  readonly home: string;
  readonly tmp: string;
}

export function layoutOf(folder: string): AgentLayout {
  const out = path.join(folder, "out");
  return {
    checkout: path.join(folder, "checkout"),
    out,
    result: path.join(out, "skill-result.json"),
    home: path.join(folder, "home"),
    tmp: path.join(folder, "tmp"),
  };
}
