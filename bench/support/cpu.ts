import { readdirSync, readFileSync } from "node:fs";

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/**
 * Milliseconds of processor that these processes and their children have taken so far: what a call costs whoever else is at work on
 * the machine. Undefined where there is no /proc.
 */
export function cpuOf(pids: readonly (number | undefined)[]): number | undefined {
  const all = processes();
  if (all === undefined) return undefined;
  return all
    .filter(({ pid, parent }) => pids.includes(pid) || pids.includes(parent))
    .reduce((sum, { ticks }) => sum + ticks * TICK_MS, 0);
}

function processes(): { pid: number; parent: number; ticks: number }[] | undefined {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statOf(name) ?? []);
  } catch {
    return undefined;
  }
}

/** A process that has ended meanwhile has none. Fields: see proc_pid_stat(5), behind the name, which may hold anything. */
function statOf(pid: string): { pid: number; parent: number; ticks: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    return { pid: Number(pid), parent: fields[1] ?? 0, ticks: (fields[11] ?? 0) + (fields[12] ?? 0) };
  } catch {
    return undefined;
  }
}
