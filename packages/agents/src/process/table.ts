import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { MarkLimits } from "./mark.ts";

/** One process of this host. `started` tells it from a later one with the same number. */
export interface HostProcess {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Ticks since the host started. */
  readonly started: number;
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
  return [{ pid, parent: Number(parent), group: Number(group), session: Number(session), started: Number(started) }];
}

/** Whether a process was started with this variable, `NAME=value`. False for processes of other users. */
export function hasVariable(pid: number, variable: string): boolean {
  return read(() => readFileSync(`/proc/${pid}/environ`, "utf8"), "")
    .split("\0")
    .includes(variable);
}

const RESIDENT = /^Max resident set +\S+ +(\d+)/m;
const LOCKS = /^Max file locks +\S+ +(\d+)/m;

/** The hard limits of a process in which a mark lies. */
export function markLimitsOf(pid: number | "self"): MarkLimits {
  const text = read(() => readFileSync(`/proc/${pid}/limits`, "latin1"), "");
  const limit = (pattern: RegExp) => {
    const digits = pattern.exec(text)?.[1];
    return digits === undefined ? undefined : BigInt(digits);
  };
  return { residentBytes: limit(RESIDENT), fileLocks: limit(LOCKS) };
}

/** What the first three open files of a process are, as in `socket:[123]`. */
export function standardFilesOf(pid: number): string[] {
  return [0, 1, 2].map((fd) => linkOf(`/proc/${pid}/fd/${fd}`)).filter((link) => /^(socket|pipe):/.test(link));
}

/** Whether a process stands in a folder, runs a program of it, or has a file of it or one of these files open. */
export function touches(pid: number, folder: string, files: readonly string[]): boolean {
  const links = ["cwd", "exe", "root"].map((name) => linkOf(`/proc/${pid}/${name}`));
  const open = read(() => readdirSync(`/proc/${pid}/fd`), []).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`));
  return [...links, ...open].some((link) => link === folder || link.startsWith(`${folder}/`) || files.includes(link));
}

function linkOf(path: string): string {
  return read(() => readlinkSync(path), "");
}

/** Processes end while they are read. */
function read<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
