import { setTimeout as wait } from "node:timers/promises";
import { type HostProcess, hasVariable, listProcesses } from "./table.ts";

/** Everything that one run started, also what left its process group or lost its parent. */
export interface Family {
  /** Who of it is alive. */
  members(): number[];
  /** Ends all of it, and says who had to be killed. */
  end(): Promise<number[]>;
  /** Ends the watching. */
  leave(): void;
}

const LOOK_EVERY_MS = 150;
const BETWEEN_ROUNDS_MS = 5;
const ROUNDS = 400;

/**
 * Follows a process group from its start. A process belongs to it by group, session, parent, or the run's mark in its
 * environment; once seen it is known, whatever it does later. `leader` is undefined where only the mark is left to go by.
 */
export function watchFamily(leader: number | undefined, mark: string): Family {
  const known = new Map<number, string>();
  const strangers = new Map<number, string>();

  const belongs = (one: HostProcess) => {
    if (known.get(one.pid) === one.started) return true;
    if (known.has(one.parent) || (leader !== undefined && [one.pid, one.group, one.session].includes(leader)))
      return true;
    if (strangers.get(one.pid) === one.started) return false;
    return hasVariable(one.pid, mark);
  };

  const look = () => {
    const alive = listProcesses().filter(({ pid }) => pid !== process.pid);
    for (let grown = true; grown;) {
      grown = false;
      for (const one of alive) {
        if (known.get(one.pid) === one.started) continue;
        if (belongs(one)) {
          known.set(one.pid, one.started);
          grown = true;
        } else strangers.set(one.pid, one.started);
      }
    }
    for (const [pid, started] of known)
      if (!alive.some((one) => one.pid === pid && one.started === started)) known.delete(pid);
    return [...known.keys()];
  };

  const timer = leader === undefined ? undefined : setInterval(look, LOOK_EVERY_MS);
  timer?.unref();

  return {
    members: look,
    async end() {
      const ended = new Set<number>();
      for (let round = 0; round < ROUNDS; round += 1) {
        if (leader !== undefined) kill(-leader);
        const alive = look();
        if (alive.length === 0) break;
        for (const pid of alive) {
          kill(pid);
          ended.add(pid);
        }
        await wait(BETWEEN_ROUNDS_MS);
      }
      return [...ended];
    },
    leave: () => clearInterval(timer),
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself in the meantime.
  }
}
