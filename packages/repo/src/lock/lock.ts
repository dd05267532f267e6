import { randomUUID } from "node:crypto";
import { link, lstat, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { DomainError } from "@yardlet/core/error";
import { errnoOf, unless, writeFailure } from "../disk/errno.ts";
import { LockOwner, type LockSight, type LockView, staleReason } from "./owner.ts";

export interface LockOptions {
  /** How long to wait for another holder, in milliseconds. 0 tries once. */
  readonly waitMs?: number;
  readonly signal?: AbortSignal;
  /** Silence after which a lock is taken for dead. A holder shows life ten times as often. */
  readonly silenceLimitMs?: number;
}

/** A held lock: the only writer of a repository, among all processes that ask (decision 12). */
export interface RepoLock {
  /** @throws DomainError `conflict` when somebody has taken the lock away in the meantime. */
  verify(): Promise<void>;
  release(): Promise<void>;
}

const DEFAULT_WAIT_MS = 30_000;
const DEFAULT_SILENCE_LIMIT_MS = 120_000;
const POLL_MS = 25;
const MAX_LOCK_BYTES = 4096;
/** Breaking takes a moment; a guard older than this was left by a crash. */
const GUARD_LIMIT_MS = 5_000;

const held = new Set<string>();

/**
 * Takes the exclusive lock file; stale ones are broken.
 * @throws DomainError `unavailable` when somebody else holds it for longer than `waitMs`.
 */
export async function acquireLock(path: string, options: LockOptions = {}): Promise<RepoLock> {
  const silenceLimitMs = options.silenceLimitMs ?? DEFAULT_SILENCE_LIMIT_MS;
  const owner: LockOwner = {
    pid: process.pid,
    host: hostname(),
    time: new Date().toISOString(),
    token: randomUUID(),
  };
  const view: LockView = {
    pid: owner.pid,
    host: owner.host,
    isAlive,
    holds: (token) => held.has(token),
    silenceLimitMs,
  };
  const until = Date.now() + (options.waitMs ?? DEFAULT_WAIT_MS);
  held.add(owner.token);
  try {
    while (!(await createNew(path, JSON.stringify(owner)))) {
      options.signal?.throwIfAborted();
      const seen = await look(path);
      if (seen === undefined) continue;
      const isStale = staleReason(seen, view) !== undefined;
      if (isStale && (await breakStale(path, seen.owner?.token, view))) continue;
      // A stale lock is worth more patience: somebody else is about to break it.
      if (Date.now() >= until + (isStale ? 2 * GUARD_LIMIT_MS : 0)) throw busy(path, seen.owner);
      await delay(POLL_MS);
    }
  } catch (error) {
    held.delete(owner.token);
    throw error;
  }
  return hold(path, owner, silenceLimitMs);
}

/** Runs `use` while the lock is held, and releases it whatever happens. */
export async function withLock<T>(path: string, options: LockOptions, use: (lock: RepoLock) => Promise<T>): Promise<T> {
  const lock = await acquireLock(path, options);
  try {
    return await use(lock);
  } finally {
    await lock.release();
  }
}

function hold(path: string, owner: LockOwner, silenceLimitMs: number): RepoLock {
  const showLife = () => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  };
  const pulse = setInterval(showLife, silenceLimitMs / 10).unref();
  const isOurs = async () => (await look(path))?.owner?.token === owner.token;
  return {
    async verify() {
      if (await isOurs()) return;
      throw new DomainError("conflict", "another process took over the lock of the repository; try again");
    },
    async release() {
      clearInterval(pulse);
      if (await isOurs()) await rm(path, { force: true });
      held.delete(owner.token);
    },
  };
}

/** False when something lies there already. */
async function createNew(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: "wx" });
    return true;
  } catch (error) {
    const code = errnoOf(error) ?? "";
    if (code === "EEXIST") return false;
    // A lock half written is ours to remove: nobody else could have made it.
    if (code === "ENOSPC" || code === "EDQUOT") await rm(path, { force: true });
    throw writeFailure(error, path);
  }
}

async function look(path: string): Promise<LockSight | undefined> {
  const info = await unless(lstat(path), "ENOENT");
  if (info === undefined) return undefined;
  const text = info.isFile() && info.size <= MAX_LOCK_BYTES ? await unless(readFile(path, "utf8"), "ENOENT") : "";
  if (text === undefined) return undefined;
  return { owner: parseOwner(text), silentMs: Date.now() - info.mtimeMs };
}

function parseOwner(text: string): LockOwner | undefined {
  try {
    return LockOwner.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * Several processes may find the same stale lock. One of them at a time may break it: under the guard it looks again, moves
 * the lock aside, and puts it back should it have got another than it judged. False when it is not this one's turn.
 */
async function breakStale(path: string, token: string | undefined, view: LockView): Promise<boolean> {
  const guard = `${path}.breaking`;
  if (!(await createNew(guard, ""))) {
    const seen = await look(guard);
    if (seen !== undefined && seen.silentMs > GUARD_LIMIT_MS) await rm(guard, { force: true });
    return false;
  }
  try {
    const seen = await look(path);
    if (seen === undefined || seen.owner?.token !== token || staleReason(seen, view) === undefined) return false;
    const aside = `${path}.stale-${randomUUID()}`;
    if (
      (await unless(
        rename(path, aside).then(() => true),
        "ENOENT",
      )) === undefined
    )
      return false;
    if ((await look(aside))?.owner?.token !== token) await unless(link(aside, path), "EEXIST", "ENOENT");
    await rm(aside, { force: true, recursive: true });
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) !== "ESRCH";
  }
}

function busy(path: string, owner: LockOwner | undefined): DomainError {
  const who = owner === undefined ? "another process" : `process ${owner.pid} on ${owner.host}, since ${owner.time},`;
  return new DomainError("unavailable", `${who} is writing to this repository; wait until it is done, then try again`, {
    lock: path,
    owner,
  });
}
