import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { median } from "./support/median.ts";

const FILES = 1_000;
const ROUNDS = 21;
const CLI = path.resolve(import.meta.dirname, "../apps/cli/dist/yardlet.mjs");
/** What the command may cost beyond starting Node, in milliseconds. */
const PROMISE_MS = 250;

function makeRepo(repo: string): void {
  for (let index = 0; index < FILES - 1; index += 1) {
    const folder = path.join(repo, "src", `part-${index % 20}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `file-${index}.ts`), `export const n = ${index};\n`);
  }
  writeFileSync(
    path.join(repo, "package.json"),
    JSON.stringify({ name: "x", dependencies: { next: "16.0.0", react: "19.0.0" } }),
  );
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", repo, "-c", "user.name=t", "-c", "user.email=t@example.com", ...args]);
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "-m", "First");
}

/** How long `skill list` takes beyond an empty Node, the two by turns in one run. Fails when the promise is broken. */
export async function runCliStartBench(): Promise<number> {
  const repo = mkdtempSync(path.join(tmpdir(), "yardlet-bench-"));
  makeRepo(repo);
  const time = (args: string[]) => {
    const started = performance.now();
    spawnSync("node", args, { cwd: repo, stdio: "ignore" });
    return performance.now() - started;
  };
  const empty: number[] = [];
  const list: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    empty.push(time(["-e", "0"]));
    list.push(time([CLI, "skill", "list"]));
  }
  rmSync(repo, { recursive: true, force: true });
  const more = median(list) - median(empty);
  console.log(
    `${FILES} files, median of ${ROUNDS} rounds by turns, ${execFileSync("node", ["-v"], { encoding: "utf8" }).trim()}`,
  );
  console.log(`node -e 0            ${median(empty).toFixed(0).padStart(5)} ms`);
  console.log(
    `yardlet skill list   ${median(list).toFixed(0).padStart(5)} ms   ratio ${(median(list) / median(empty)).toFixed(1)}`,
  );
  console.log(`difference           ${more.toFixed(0).padStart(5)} ms   at most ${PROMISE_MS}`);
  return more <= PROMISE_MS ? 0 : 1;
}
