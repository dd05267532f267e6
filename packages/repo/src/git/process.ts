import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { DomainError } from "@yardlet/core/error";
import { redact } from "@yardlet/core/redact";
import { errnoOf } from "../disk/errno.ts";
import type { Transport } from "../location/url.ts";
import { type GitCredential, secretsOf } from "./credential.ts";
import { gitEnvironment } from "./environment.ts";
import { gitFailure } from "./failure.ts";
import { HARDENING } from "./hardening.ts";

/** How a remote is reached: its URL, the one transport it may use, and settings for the connection. */
export interface RemoteAccess {
  readonly url: string;
  /** What git is told: the URL, with the name of the user that a credential signs in as. */
  readonly address: string;
  readonly transport: Transport;
  /** Host and port as a credential is bound to them; `undefined` for files. */
  readonly host: string | undefined;
  readonly settings: readonly string[];
  /** Signs in; absent: the host's own git does. A function, so that nothing that is printed or stored ever holds the secret. */
  readonly credential: (() => GitCredential) | undefined;
}

/** Limits that every caller may set. Times are in milliseconds. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

export interface GitCommand extends CallOptions {
  /** The git command and its arguments. Texts from outside stand behind `--` or passed a schema. */
  readonly args: readonly string[];
  readonly gitDir?: string;
  readonly workTree?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly settings?: readonly string[];
  /** Opens the network to this one remote, with the host's own git settings. Without it git stays offline. */
  readonly remote?: RemoteAccess;
  /** Reads the host's git settings without opening the network. */
  readonly hostSettings?: boolean;
}

export interface RunningGit {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Ends with git: its exit status and the tail of what it said. Rejects on abort, timeout and `stop`. */
  readonly ended: Promise<GitEnd>;
  /** Ends git and everything it started; `ended` rejects with the reason. */
  stop(reason: unknown): void;
}

export interface GitEnd {
  readonly status: number | undefined;
  readonly killedBy: string | undefined;
  readonly stderr: string;
}

const DEFAULT_TIMEOUT_MS = 120_000;
const STDERR_TAIL = 16 * 1024;
const GRACE_MS = 2_000;

/**
 * Starts git as an own process group: an argument array, never a shell, an environment made from scratch.
 * @throws DomainError `unavailable` when git is not installed or takes longer than `timeoutMs`; the signal's own reason on abort.
 */
export function startGit(command: GitCommand): RunningGit {
  command.signal?.throwIfAborted();
  const child = spawn("git", argumentsOf(command), {
    cwd: command.workTree ?? command.gitDir ?? "/",
    env: {
      NODE_ENV: process.env.NODE_ENV,
      ...gitEnvironment({
        hostSettings: command.remote !== undefined || command.hostSettings === true,
        transports: command.remote ? [command.remote.transport] : [],
      }),
      ...command.env,
    },
    // A session of its own: no terminal to ask for a password on, and one signal reaches the helpers git starts.
    detached: process.platform !== "win32",
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });

  let stopped: { reason: unknown } | undefined;
  const stop = (reason: unknown) => {
    if (stopped || child.exitCode !== null || child.signalCode !== null) return;
    stopped = { reason };
    endGroup(child);
  };
  const timeoutMs = command.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const what = command.args[0] ?? "";
  const timer = setTimeout(() => {
    const seconds = Math.round(timeoutMs / 1000);
    stop(new DomainError("unavailable", `git ${what} took longer than ${seconds} s; try again or allow more time`));
  }, timeoutMs);
  const onAbort = () => stop(command.signal?.reason);
  command.signal?.addEventListener("abort", onAbort, { once: true });
  // Git may stop reading before everything is written; its exit status tells the story.
  child.stdin.on("error", () => {});

  let tail = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (tail = (tail + text).slice(-STDERR_TAIL)));
  const ended = new Promise<GitEnd>((resolve, reject) => {
    child.once("error", (error) => reject(cannotStart(error)));
    child.once("close", (status, killedBy) => {
      if (stopped) reject(stopped.reason);
      else resolve({ status: status ?? undefined, killedBy: killedBy ?? undefined, stderr: tail });
    });
  }).finally(() => {
    clearTimeout(timer);
    command.signal?.removeEventListener("abort", onAbort);
  });
  ended.catch(() => {});
  return { stdin: child.stdin, stdout: child.stdout, stderr: child.stderr, ended, stop };
}

/** The error of a command that ended badly. */
export function failureOf(command: GitCommand, { status, killedBy, stderr }: GitEnd): DomainError {
  const exit = killedBy === undefined ? `exit ${status}` : `killed by ${killedBy}`;
  return gitFailure(command.args[0] ?? "", redact(stderr, secretsOf(command.remote)), exit, command.remote);
}

function argumentsOf({ args, gitDir, workTree, remote, settings }: GitCommand): string[] {
  return [
    ...HARDENING,
    ...[...(remote?.settings ?? []), ...(settings ?? [])].flatMap((setting) => ["-c", setting]),
    // With the folder named, git does not search for one: no upward search, no question of whose folder it is.
    ...(gitDir === undefined ? [] : [`--git-dir=${gitDir}`]),
    ...(workTree === undefined ? [] : [`--work-tree=${workTree}`]),
    ...args,
  ];
}

function endGroup(child: ChildProcess): void {
  signalGroup(child, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), GRACE_MS);
  child.once("close", () => clearTimeout(timer));
}

function signalGroup(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if (errnoOf(error) !== "ESRCH") throw error;
  }
}

function cannotStart(error: Error): unknown {
  if (errnoOf(error) !== "ENOENT") return error;
  return new DomainError("unavailable", "git cannot be started; install git 2.30 or newer and put it on the PATH");
}
