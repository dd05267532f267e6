import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errnoOf } from "../disk/errno.ts";
import { makeCheckout, put, temporaryFolder } from "../testing/git.ts";
import { startGit } from "./process.ts";
import { askGit, runGit } from "./run.ts";

/** An alias is the only way to make git itself start something that lasts: a shell with a child of its own. */
function lastingAlias(folder: string): string[] {
  const script = `!echo $$ > ${folder}/shell; sleep 60 & echo $! > ${folder}/child; echo ready; wait`;
  return [`alias.last=${script}`];
}

async function startLasting(options: { signal?: AbortSignal; timeoutMs?: number }) {
  const folder = temporaryFolder();
  const git = startGit({ args: ["last"], settings: lastingAlias(folder), ...options });
  await new Promise<void>((resolve) => git.stdout.once("data", () => resolve()));
  const pids = ["shell", "child"].map((name) => Number(readFileSync(join(folder, name), "utf8")));
  return { git, pids };
}

async function waitUntilGone(pids: readonly number[]): Promise<void> {
  while (pids.some(isRunning)) await new Promise((resolve) => setImmediate(resolve));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errnoOf(error) !== "ESRCH";
  }
  // A container without an init process keeps the entry of a killed orphan; such a one runs no more.
  return !(existsSync(`/proc/${pid}/stat`) && / Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8")));
}

test("an abort reaches git and everything it started, and its reason comes out", async () => {
  const abort = new AbortController();
  const { git, pids } = await startLasting({ signal: abort.signal });
  abort.abort(new Error("cancelled by Ada"));
  await expect(git.ended).rejects.toThrow("cancelled by Ada");
  await waitUntilGone(pids);
});

test("a time limit ends git and everything it started", async () => {
  const { git, pids } = await startLasting({ timeoutMs: 300 });
  await expect(git.ended).rejects.toMatchObject({
    code: "unavailable",
    message: "git last took longer than 0 s; try again or allow more time",
  });
  await waitUntilGone(pids);
});

test("an aborted signal starts nothing", async () => {
  await expect(askGit({ args: ["version"], signal: AbortSignal.abort(new Error("too late")) })).rejects.toThrow(
    "too late",
  );
});

test("output has a limit", async () => {
  const checkout = makeCheckout({ big: "x".repeat(100_000) });
  const command = { gitDir: join(checkout, ".git"), args: ["cat-file", "blob", "HEAD:big"] };
  await expect(runGit({ ...command, maxOutputBytes: 1000 })).rejects.toMatchObject({
    code: "limit_reached",
    message: "git cat-file printed more than 1000 bytes",
  });
  expect((await runGit({ ...command, maxOutputBytes: 100_000 })).stdout.length).toBe(100_000);
});

test("a status that is an answer is no failure", async () => {
  const checkout = makeCheckout({ a: "1" });
  const args = ["merge-base", "--is-ancestor", "HEAD", "HEAD"];
  expect((await runGit({ gitDir: join(checkout, ".git"), args, answers: [1] })).status).toBe(0);
  await expect(
    runGit({ gitDir: join(checkout, ".git"), args: ["rev-parse", "--verify", "nothing"] }),
  ).rejects.toMatchObject({
    code: "unavailable",
  });
});

test("a search for a repository never starts: an unknown folder is an error, whatever lies above it", async () => {
  const checkout = makeCheckout({ a: "1" });
  put(checkout, { "inner/x": "1" });
  await expect(runGit({ gitDir: join(checkout, "inner"), args: ["rev-parse", "HEAD"] })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("git that reads none of its input does not break us", async () => {
  const { stdout } = await runGit({ args: ["version"], input: new Uint8Array(5_000_000) });
  expect(stdout.toString()).toMatch(/^git version 2\./);
});
