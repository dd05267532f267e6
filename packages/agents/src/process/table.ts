import { readdirSync, readFileSync } from "node:fs";

/** One process of this host. `started` tells it from a later one with the same number. */
export interface HostProcess {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly started: string;
}

/**
 * Every process that is alive, read from /proc; empty on a host without one. Zombies are not alive. Read in one go: what is
 * forked between two reads must not be missed for longer than that.
 */
export function listProcesses(): HostProcess[] {
  return read(() => readdirSync("/proc"), [])
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid > 0)
    .flatMap(readProcess);
}

function readProcess(pid: number): HostProcess[] {
  const text = read(() => readFileSync(`/proc/${pid}/stat`, "latin1"), "");
  // The name stands in brackets and may hold anything, brackets too.
  const [state, parent, group, session, ...rest] = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const started = rest[15];
  if (state === "Z" || state === "X" || started === undefined) return [];
  return [{ pid, parent: Number(parent), group: Number(group), session: Number(session), started }];
}

/** Whether a process was started with this variable, `NAME=value`. False for processes of other users. */
export function hasVariable(pid: number, variable: string): boolean {
  return read(() => readFileSync(`/proc/${pid}/environ`, "utf8"), "")
    .split("\0")
    .includes(variable);
}

/** Processes end while they are read. */
function read<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
