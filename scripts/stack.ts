// The running product as processes: web and worker on one database. `npm start` and the end-to-end tests share it.
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { COMPILE_CACHE, ROOT } from "./runtime.mjs";

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
const PORTS_TRIED = 50;
const NEXT = path.join(ROOT, "apps", "web", "node_modules", "next", "dist", "bin", "next");

export interface StackOptions {
  databaseUrl: string;
  dataDir: string;
  host: string;
  port: number;
  dev: boolean;
  /** Extra environment, over what this process has. */
  env?: Record<string, string>;
  /** What the processes write: one line at a time, with the name of the process. */
  onLine: (from: string, line: string) => void;
}

export interface Stack {
  url: string;
  web: ChildProcess;
  worker: ChildProcess;
  /** Starts one more worker on the same database. */
  addWorker(): ChildProcess;
  /** Ends every process, gracefully first. */
  stop(): Promise<void>;
  /** Settles when a process ends by itself, with what happened. */
  failed: Promise<string>;
}

/** Starts web and worker and waits until both answer. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const url = `http://${options.host === "0.0.0.0" ? "127.0.0.1" : options.host}:${options.port}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: options.dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NODE_COMPILE_CACHE: COMPILE_CACHE,
    DATABASE_URL: options.databaseUrl,
    YARDLET_DATA: path.resolve(options.dataDir),
    YARDLET_SECRET: secretOf(options.dataDir),
    YARDLET_LIBRARY: process.env.YARDLET_LIBRARY ?? path.join(ROOT, "library"),
    YARDLET_LISTEN: options.host,
    YARDLET_URL: process.env.YARDLET_URL ?? url,
    HOSTNAME: options.host,
    PORT: String(options.port),
    ...options.env,
  };
  const children: ChildProcess[] = [];
  let stopping = false;
  let fail: (why: string) => void = () => undefined;
  const failed = new Promise<string>((resolve) => (fail = resolve));
  const start = (name: string, args: string[], cwd: string) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: {
        ...env,
        NODE_OPTIONS: `${options.dev ? "" : "--no-deprecation "}--import=${path.join(ROOT, "scripts", "exit-with-parent.mjs")}`,
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr]) eachLine(stream, (line) => options.onLine(name, line));
    child.once("exit", (code, signal) => stopping || fail(`${name} ended with ${signal ?? `status ${code}`}`));
    children.push(child);
    return child;
  };
  // An open page keeps its connection; without the limit, stopping would wait for it.
  const mode = options.dev ? ["dev"] : ["start", "--keepAliveTimeout", "1000"];
  const next = [...mode, "--hostname", options.host, "--port", String(options.port)];
  const watch = options.dev ? ["--watch", "--watch-preserve-output"] : [];
  const startWorker = () => start("worker", [...watch, path.join(ROOT, "apps", "worker", "src", "main.ts")], ROOT);
  const stop = async () => {
    stopping = true;
    await Promise.all(children.map(stopChild));
  };
  const web = start("web", [NEXT, ...next], path.join(ROOT, "apps", "web"));
  const worker = startWorker();
  const ready = Promise.all([answers(`${url}/api/health`), workerReady(worker)]);
  const outcome = await Promise.race([ready.then(() => undefined, String), failed]);
  if (outcome !== undefined) {
    await stop();
    throw new Error(outcome);
  }
  return {
    url,
    web,
    worker,
    addWorker: startWorker,
    stop,
    failed,
  };
}

/** The first free port from `wanted` on. */
export async function freePortFrom(wanted: number, host: string): Promise<number> {
  for (let port = wanted; port < wanted + PORTS_TRIED; port += 1) if (await isFree(port, host)) return port;
  throw new Error(`No port between ${wanted} and ${wanted + PORTS_TRIED} is free; choose another with --port.`);
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once("error", () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

/** Signs the session cookies; made once for an installation. */
function secretOf(dataDir: string): string {
  if (process.env.YARDLET_SECRET) return process.env.YARDLET_SECRET;
  const file = path.join(dataDir, "secret.key");
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  return readFileSync(file, "utf8").trim();
}

async function answers(url: string): Promise<void> {
  const end = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < end) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer within ${READY_TIMEOUT_MS / 1000} s`);
}

function workerReady(worker: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the worker did not become ready")), READY_TIMEOUT_MS);
    worker.on("message", (message) => {
      if (message !== "ready") return;
      clearTimeout(timer);
      resolve();
    });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

function eachLine(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
  let rest = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
}
