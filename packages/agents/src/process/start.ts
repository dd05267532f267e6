import { spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { processEnvironment } from "../environment.ts";
import type { AgentLog } from "../log/log.ts";
import { watchFamily } from "./family.ts";
import type { RunMark } from "./mark.ts";

export interface AgentProcess {
  readonly line: readonly string[];
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly mark: RunMark;
  /** The disposable folder of the run. */
  readonly folder: string;
  readonly stdin: string;
  readonly log: AgentLog;
  readonly wallMs: number;
  readonly outputBytes: number;
  readonly signal: AbortSignal | undefined;
}

export interface AgentEnd {
  /** Why it was ended from outside; undefined when it ended by itself. */
  readonly stopped: "cancelled" | "timed_out" | "output_too_large" | "not_started" | undefined;
  readonly exitCode: number | undefined;
  readonly killedBy: string | undefined;
  /** How many processes were alive after the agent had ended by itself. */
  readonly leftProcesses: number;
}

/** What ends together with the agent, such as a helper that sees its pipe close, is given this long. */
const SETTLE_MS = 300;
const SETTLE_LOOKS = 6;
/** After everything is dead the pipes close; a process nobody could find may keep them open. */
const PIPES_MS = 500;

/** Runs a process to its end or to a limit. When this returns, nothing that it started is alive. */
export async function runProcess(run: AgentProcess): Promise<AgentEnd> {
  if (run.signal?.aborted) return { stopped: "cancelled", exitCode: undefined, killedBy: undefined, leftProcesses: 0 };
  const [program = "", ...args] = run.line;
  const child = spawn(program, args, {
    cwd: run.cwd,
    env: processEnvironment(run.variables),
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const family = watchFamily(child.pid === undefined ? undefined : { leader: child.pid, folder: run.folder }, run.mark);

  let stopped: AgentEnd["stopped"];
  let stop: () => void = () => {};
  const stopCalled = new Promise<void>((resolve) => (stop = resolve));
  const stopFor = (reason: NonNullable<AgentEnd["stopped"]>) => {
    stopped ??= reason;
    stop();
  };
  const timer = setTimeout(() => stopFor("timed_out"), run.wallMs);
  const onAbort = () => stopFor("cancelled");
  run.signal?.addEventListener("abort", onAbort, { once: true });

  const exited = new Promise<{ exitCode: number | undefined; killedBy: string | undefined }>((resolve) => {
    child.once("exit", (code, killedBy) => resolve({ exitCode: code ?? undefined, killedBy: killedBy ?? undefined }));
    child.once("error", () => {
      stopFor("not_started");
      resolve({ exitCode: undefined, killedBy: undefined });
    });
  });
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));

  for (const source of ["stdout", "stderr"] as const)
    child[source].on("data", (chunk: Buffer) => {
      if (run.log.bytes > run.outputBytes) return;
      run.log.write(source, chunk);
      if (run.log.bytes > run.outputBytes) stopFor("output_too_large");
    });
  // An agent need not read its packet; its result tells the story.
  child.stdin.on("error", () => {});
  child.stdin.end(run.stdin);

  try {
    await Promise.race([exited, stopCalled]);
    let left: readonly number[] = [];
    if (stopped === undefined)
      for (let looks = 0; looks < SETTLE_LOOKS; looks += 1) {
        left = family.members();
        if (left.length === 0) break;
        await wait(SETTLE_MS / SETTLE_LOOKS);
      }
    await family.end();
    const end = await exited;
    await Promise.race([closed, wait(PIPES_MS)]);
    return { stopped, ...end, leftProcesses: stopped === undefined ? left.length : 0 };
  } finally {
    clearTimeout(timer);
    run.signal?.removeEventListener("abort", onAbort);
    family.leave();
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    run.log.end();
  }
}

/** Ends what a run left alive whose worker died. Harmless when there is nothing. */
export async function endProcessesOf(mark: RunMark): Promise<number> {
  return (await watchFamily(undefined, mark).end()).length;
}
