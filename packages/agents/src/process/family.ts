import { setTimeout as wait } from "node:timers/promises";
import { bearsMark, type RunMark, shedsMark } from "./mark.ts";
import { type HostProcess, hasVariable, listProcesses, markLimitsOf, standardFilesOf, touches } from "./table.ts";

/** Everything that one run started, also what left its process group or lost its parent. */
export interface Family {
  /** Who of it is alive. */
  members(): number[];
  /** Ends all of it, and says who had to be killed. */
  end(): Promise<number[]>;
  /** Ends the watching. */
  leave(): void;
}

/** The process that a run began with, and its disposable folder. */
export interface FamilyHead {
  readonly leader: number;
  readonly folder: string;
}

const LOOK_EVERY_MS = 150;
const BETWEEN_ROUNDS_MS = 5;
const ROUNDS = 400;

/**
 * Follows a run from its start. A process belongs to it by group, session, parent or mark; once seen it is known, whatever it
 * does later. One that was orphaned since also belongs to it when it stands in the run's folder, holds its output open, or has
 * lowered its mark. Without a head only the mark is left to go by.
 */
export function watchFamily(head: FamilyHead | undefined, mark: RunMark): Family {
  const known = new Map<number, number>();
  const strangers = new Map<number, number>();
  const orphans = head === undefined ? undefined : watchOrphans(head);
  const leader = head?.leader;

  const belongs = (one: HostProcess) => {
    if (known.has(one.parent) || (leader !== undefined && [one.pid, one.group, one.session].includes(leader)))
      return true;
    if (strangers.get(one.pid) === one.started) return false;
    return hasVariable(one.pid, mark.variable) || bearsMark(markLimitsOf(one.pid), mark);
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
    for (const one of orphans?.suspects(alive) ?? []) known.set(one.pid, one.started);
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

/**
 * Finds what shook its mark off. Only a process that began after the run did and hangs, over such processes alone, from who
 * adopts orphans here is looked at: a shell that a person opens in the folder meanwhile has a parent of its own.
 */
function watchOrphans({ leader, folder }: FamilyHead) {
  const began = listProcesses().find(({ pid }) => pid === leader)?.started ?? Number.POSITIVE_INFINITY;
  const output = standardFilesOf(leader);
  const own = markLimitsOf("self");
  const marksTell = own.residentBytes === undefined && own.fileLocks === undefined;

  return {
    suspects(alive: readonly HostProcess[]): HostProcess[] {
      const young = new Map(alive.filter(({ started }) => started >= began).map((one) => [one.pid, one]));
      const reapers = ancestorsOfUs(alive);
      const isOrphan = (one: HostProcess): boolean => {
        const parent = young.get(one.parent);
        return parent === undefined ? reapers.has(one.parent) : parent.pid !== one.pid && isOrphan(parent);
      };
      return [...young.values()].filter(
        (one) => isOrphan(one) && ((marksTell && shedsMark(markLimitsOf(one.pid))) || touches(one.pid, folder, output)),
      );
    },
  };
}

/** Orphans go to one of the processes above the worker, mostly the first of the host. */
function ancestorsOfUs(alive: readonly HostProcess[]): ReadonlySet<number> {
  const parents = new Map(alive.map(({ pid, parent }) => [pid, parent]));
  const found = new Set([1]);
  for (let pid = process.ppid; pid > 1 && !found.has(pid); pid = parents.get(pid) ?? 1) found.add(pid);
  return found;
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself in the meantime.
  }
}
