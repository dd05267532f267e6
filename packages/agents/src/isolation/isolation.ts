import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { promisify } from "node:util";
import type { AgentLayout } from "../folder/layout.ts";
import { markedLine, type RunMark } from "../process/mark.ts";
import { viewArguments } from "./hidden.ts";

/**
 * How far an agent is kept from the host, best first. `bubblewrap`: it sees the host read-only, without sign-ins, and writes
 * to its own folders alone. `namespace`: what it starts can't outlive it, but it may write where this user may. `process`:
 * what it starts is looked for by group, parent and mark and ended, however it detaches; not found is what removes its marks
 * as root or forges another run's, and what a service of the host (cron, systemd, docker) starts for it.
 */
export type Isolation = "bubblewrap" | "namespace" | "process";

export interface Enclosure {
  readonly layout: AgentLayout;
  readonly folder: string;
  readonly program: string;
  /** The home folder of the worker's user. */
  readonly home: string | undefined;
  /** More that an agent may not read, such as the data folder. */
  readonly hidden: readonly string[];
  /** What the agent's program needs to read beside itself. */
  readonly readable: readonly string[];
  readonly mark: RunMark;
}

const BUBBLEWRAP = [
  "bwrap",
  "--die-with-parent",
  "--new-session",
  "--unshare-user",
  "--unshare-pid",
  "--unshare-ipc",
  "--unshare-uts",
  "--unshare-cgroup-try",
  "--cap-drop",
  "ALL",
  "--ro-bind",
  "/",
  "/",
  "--dev",
  "/dev",
  "--proc",
  "/proc",
] as const;

/** Root needs no user namespace, and everybody else has no other way. */
const NAMESPACE = [
  "unshare",
  ...(process.getuid?.() === 0 ? [] : ["--user", "--map-current-user"]),
  "--pid",
  "--mount-proc",
  "--fork",
  "--kill-child=SIGKILL",
  "--",
] as const;

const WRAP = {
  bubblewrap: ({ layout, folder, program, home, hidden, readable }) => [
    ...BUBBLEWRAP,
    ...viewArguments(program, home, [tmpdir(), ...hidden], readable),
    "--ro-bind",
    folder,
    folder,
    ...[layout.out, layout.home, layout.tmp].flatMap((place) => ["--bind", place, place]),
    "--chdir",
    layout.checkout,
    "--",
  ],
  namespace: () => NAMESPACE,
  process: ({ mark }) => markedLine(mark),
} as const satisfies Record<Isolation, (enclosure: Enclosure) => readonly string[]>;

/** The command line that runs `argv` in an isolation. */
export function enclose(isolation: Isolation, enclosure: Enclosure, argv: readonly string[]): string[] {
  return [...WRAP[isolation](enclosure), ...argv];
}

const run = promisify(execFile);

async function works(line: readonly string[]): Promise<boolean> {
  const [program = "", ...args] = line;
  try {
    await run(program, args, { timeout: 5_000 });
    return true;
  } catch {
    return false;
  }
}

/** The isolations that work here, best first: each is tried, for a program that is installed may still not be allowed to. */
export async function detectIsolations(): Promise<Isolation[]> {
  const found: Isolation[] = ["process"];
  if (await works([...NAMESPACE, "true"])) found.unshift("namespace");
  if (await works([...BUBBLEWRAP, "--", "true"])) found.unshift("bubblewrap");
  return found;
}
