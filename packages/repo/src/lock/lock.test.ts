import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runChild } from "../testing/child.ts";
import { temporaryFolder } from "../testing/git.ts";
import { acquireLock, withLock } from "./lock.ts";

const ONCE = { waitMs: 0 } as const;

function lockPath(): string {
  return join(temporaryFolder(), "yardlet.lock");
}

function leave(path: string, owner: unknown, ageMs: number): void {
  writeFileSync(path, typeof owner === "string" ? owner : JSON.stringify(owner));
  const then = new Date(Date.now() - ageMs);
  utimesSync(path, then, then);
}

const owner = { pid: process.pid, host: hostname(), time: "2026-01-01T00:00:00.000Z", token: "t" };

test("says who holds it, and leaves nothing behind", async () => {
  const path = lockPath();
  const lock = await acquireLock(path);
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ pid: process.pid, host: hostname() });
  await lock.verify();
  await lock.release();
  expect(readdirSync(join(path, ".."))).toEqual([]);
});

test("a second holder in the same process has to wait, and is told who is first", async () => {
  const path = lockPath();
  const lock = await acquireLock(path);
  await expect(acquireLock(path, ONCE)).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(
      new RegExp(
        `^process ${process.pid} on .*, since .*, is writing to this repository; wait until it is done, then try again$`,
      ),
    ),
  });
  const second = acquireLock(path, { waitMs: 10_000 });
  await lock.release();
  await (await second).release();
});

test("is released when the work fails", async () => {
  const path = lockPath();
  await expect(withLock(path, ONCE, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(path)).toBe(false);
});

test("waiting can be aborted", async () => {
  const path = lockPath();
  const lock = await acquireLock(path);
  const abort = new AbortController();
  const waiting = acquireLock(path, { signal: abort.signal });
  abort.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  await lock.release();
});

test("the lock of a killed process is broken", async () => {
  const path = lockPath();
  const { signal } = await runChild("die-under-lock.ts", { lock: path });
  expect(signal).toBe("SIGKILL");
  expect(existsSync(path)).toBe(true);
  await (await acquireLock(path, ONCE)).release();
  expect(readdirSync(join(path, ".."))).toEqual([]);
});

test.each([
  ["the same number in an earlier life", owner, 0],
  ["another host that is silent", { ...owner, host: "elsewhere" }, 200_000],
  ["half a lock that is old", '{"pid"', 10_000],
])("breaks the lock of %s", async (_, left, ageMs) => {
  const path = lockPath();
  leave(path, left, ageMs);
  await (await acquireLock(path, ONCE)).release();
  expect(readdirSync(join(path, ".."))).toEqual([]);
});

test.each([
  ["another host that shows life", { ...owner, host: "elsewhere" }, 60_000],
  ["a live process", { ...owner, pid: process.ppid }, 60_000],
  ["half a lock that is being written", "", 0],
])("keeps off the lock of %s", async (_, left, ageMs) => {
  const path = lockPath();
  leave(path, left, ageMs);
  await expect(acquireLock(path, ONCE)).rejects.toMatchObject({ code: "unavailable" });
  expect(existsSync(path)).toBe(true);
});

test("a link in the lock's place is never followed", async () => {
  const path = lockPath();
  const target = join(temporaryFolder(), "target");
  symlinkSync(target, path);
  await expect(acquireLock(path, ONCE)).rejects.toMatchObject({ code: "unavailable" });
  expect(existsSync(target)).toBe(false);
});

test("many breakers of one stale lock: one holds it at a time", async () => {
  const path = lockPath();
  leave(path, { ...owner, token: "gone" }, 0);
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 20 }, () => withLock(path, {}, work)));
  expect(most).toBe(1);
});

test("a breaker that died at its work does not keep the others out", async () => {
  const path = lockPath();
  leave(path, { ...owner, token: "gone" }, 0);
  leave(`${path}.breaking`, "", 10_000);
  await (await acquireLock(path, ONCE)).release();
  expect(readdirSync(join(path, ".."))).toEqual([]);
});

test("three processes count without losing one", async () => {
  const folder = temporaryFolder();
  const input = { lock: join(folder, "lock"), counter: join(folder, "counter"), rounds: 30 };
  writeFileSync(input.counter, "0");
  const ends = await Promise.all([1, 2, 3].map(() => runChild("count-under-lock.ts", input)));
  expect(ends.map(({ status, output }) => [status, output])).toEqual([
    [0, ""],
    [0, ""],
    [0, ""],
  ]);
  expect(readFileSync(input.counter, "utf8")).toBe("90");
});

test("a holder whose lock was taken away finds out, and does not remove the other's", async () => {
  const path = lockPath();
  const lock = await acquireLock(path);
  writeFileSync(path, JSON.stringify({ ...owner, token: "thief" }));
  await expect(lock.verify()).rejects.toMatchObject({ code: "conflict" });
  await lock.release();
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ token: "thief" });
});

test("a folder that is gone or cannot be written is an answer, not a crash", async () => {
  await expect(acquireLock(join(temporaryFolder(), "absent", "lock"), ONCE)).rejects.toMatchObject({ code: "refused" });
  const path = lockPath();
  mkdirSync(path);
  await expect(acquireLock(path, ONCE)).rejects.toMatchObject({ code: "unavailable" });
});
