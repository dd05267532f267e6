import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import path from "node:path";
import { serverAccount, type Account } from "./account.ts";
import { choosePlaces, makePrivate, type Places } from "./places.ts";

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
const PORT_TRIES = 3;

/** A PostgreSQL server of our own on 127.0.0.1. */
export interface EmbeddedServer {
  /** The connection URL of one of its databases. */
  url(database: string): string;
  /** Stops it, letting no connection finish; safe to call twice. */
  stop(): Promise<void>;
  /** Where its data lies. */
  data: string;
}

export interface EmbeddedOptions {
  /** The folder the server's own folder is made in. */
  folder: string;
  /** false trades crash safety for speed: for tests only. */
  durable: boolean;
  /** Lines of the server's log. */
  onLog?: (line: string) => void;
}

/**
 * Starts the embedded PostgreSQL: makes its cluster at the first start, and recovers after a crash.
 * A server left over by a killed start is stopped first.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const account = serverAccount();
  const places = choosePlaces(options.folder, account);
  makePrivate(places.data, account);
  const cluster = path.join(places.data, "cluster");
  const password = ensureCluster(places, cluster, account, options.durable);
  await stopLeftover(cluster);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      const process = await launch(places, cluster, port, account, options);
      return serverOf(process, port, password, places.data);
    } catch (error) {
      if (attempt === PORT_TRIES || !isPortTaken(error)) throw error;
    }
  }
}

/** The server that runs on a folder now, for who only wants to read beside it; undefined when none does. */
export function findEmbedded(folder: string): Pick<EmbeddedServer, "url" | "data"> | undefined {
  const { data } = choosePlaces(folder, serverAccount());
  const file = path.join(data, "cluster", "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pid, served, , port] = readFileSync(file, "utf8").split("\n");
  if (served !== path.join(data, "cluster") || !isPostgres(Number(pid))) return undefined;
  return { data, url: urlsOf(Number(port), readFileSync(path.join(data, "password"), "utf8").trim()) };
}

/** Whether a server was ever set up on a folder. */
export function hasEmbedded(folder: string): boolean {
  return existsSync(path.join(choosePlaces(folder, serverAccount()).data, "cluster", "PG_VERSION"));
}

function urlsOf(port: number, password: string): EmbeddedServer["url"] {
  return (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

function serverOf(child: ChildProcess, port: number, password: string, data: string): EmbeddedServer {
  let stopping: Promise<void> | undefined;
  return {
    data,
    url: urlsOf(port, password),
    stop: () => (stopping ??= stopChild(child)),
  };
}

function ensureCluster(places: Places, cluster: string, account: Account | undefined, durable: boolean): string {
  const secret = path.join(places.data, "password");
  if (existsSync(path.join(cluster, "PG_VERSION")) && existsSync(secret)) return readFileSync(secret, "utf8").trim();
  rmSync(cluster, { recursive: true, force: true });
  const password = randomBytes(24).toString("hex");
  writeFileSync(secret, password, { mode: 0o600 });
  if (account) chownSync(secret, account.uid, account.gid);
  const made = spawnSync(
    path.join(places.programs, "bin", "initdb"),
    [
      `--pgdata=${cluster}`,
      "--username=postgres",
      "--auth=scram-sha-256",
      `--pwfile=${secret}`,
      "--encoding=UTF8",
      "--locale=C.UTF-8",
      ...(durable ? [] : ["--no-sync"]),
    ],
    { ...account, env: serverEnv(), cwd: "/", encoding: "utf8" },
  );
  if (made.status === 0) return password;
  rmSync(cluster, { recursive: true, force: true });
  throw new Error(`The embedded PostgreSQL could not be set up in ${cluster}: ${made.error?.message ?? made.stderr}`);
}

function launch(
  places: Places,
  cluster: string,
  port: number,
  account: Account | undefined,
  options: EmbeddedOptions,
): Promise<ChildProcess> {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "200",
    ...tuning(),
    ...(options.durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const child = spawn(
    path.join(places.programs, "bin", "postgres"),
    ["-D", cluster, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...account, env: serverEnv(), cwd: "/", stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const timer = setTimeout(() => fail("did not answer in time"), START_TIMEOUT_MS);
    const fail = (why: string) => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      reject(new Error(`The embedded PostgreSQL ${why}:\n${said.slice(-8).join("\n")}`));
    };
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code) => fail(`ended with status ${code} at its start`));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      for (const line of chunk.split("\n").filter(Boolean)) {
        options.onLog?.(line);
        said.push(line);
        if (said.length > 50) said.shift();
        if (!line.includes("ready to accept connections")) continue;
        clearTimeout(timer);
        child.removeAllListeners("exit");
        resolve(child);
      }
    });
  });
}

/** Settings for a machine of today in place of those for the smallest one; checkpoints are rare because every one writes pages twice. */
function tuning(): Record<string, string> {
  const mib = Math.floor(totalmem() / 2 ** 20);
  return {
    shared_buffers: `${Math.min(1024, Math.max(128, Math.floor(mib / 16)))}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(mib / 2))}MB`,
    max_wal_size: "4GB",
    checkpoint_timeout: "15min",
    random_page_cost: "1.1",
    jit: "off",
  };
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && /could not bind|Address already in use/.test(error.message);
}

/** SIGINT is PostgreSQL's fast shutdown: running statements are rolled back, the data is left clean. */
async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGINT");
  const timer = setTimeout(() => child.kill("SIGQUIT"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

/** The pid file's first line names the server's process, its second the folder it serves. */
async function stopLeftover(cluster: string): Promise<void> {
  const file = path.join(cluster, "postmaster.pid");
  if (!existsSync(file)) return;
  const [pidLine, served] = readFileSync(file, "utf8").split("\n");
  const pid = Number(pidLine);
  if (!Number.isInteger(pid) || pid <= 1 || served !== cluster || !isPostgres(pid)) return;
  process.kill(pid, "SIGINT");
  const end = performance.now() + STOP_TIMEOUT_MS;
  while (isPostgres(pid)) {
    if (performance.now() > end)
      throw new Error(`A PostgreSQL server (process ${pid}) still uses ${cluster}; end it first.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isPostgres(pid: number): boolean {
  const listed = spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
  if (listed.error) return existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/comm`, "utf8").includes("postgres");
  return listed.stdout.includes("postgres");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port")),
      );
    });
  });
}

function serverEnv(): NodeJS.ProcessEnv {
  return { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C.UTF-8", TZ: "UTC" };
}
