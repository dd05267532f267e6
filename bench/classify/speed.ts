import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { classify, manifestPaths } from "@yardlet/core/classify";
import { LARGE_REPO_FILES, makeLargeRepo } from "../support/large-repo.ts";
import { median } from "../support/median.ts";

const ROUNDS = 31;

/**
 * How long classification takes of a repository of 20,000 files, as a ratio to the one git command that lists them: both
 * medians of one run, taken in turns. Classification is choosing the manifests and everything that follows; reading them
 * from git is not counted.
 */
export function speedLine(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "yardlet-bench-")));
  const repo = path.join(folder, "large");
  makeLargeRepo(repo);
  const text = new Map<string, string>();
  const read = (at: string) => {
    const known = text.get(at) ?? readFileSync(path.join(repo, at), "utf8");
    text.set(at, known);
    return known;
  };
  const listing: number[] = [];
  const classifying: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const out = execFileSync("git", ["-C", repo, "ls-tree", "-r", "-z", "--name-only", "HEAD"], { maxBuffer: 2 ** 26 });
    listing.push(performance.now() - start);
    const paths = out.toString().split("\0").filter(Boolean);
    const chosen = performance.now();
    const wanted = manifestPaths(paths);
    const choosing = performance.now() - chosen;
    const manifests = wanted.map((at) => ({ path: at, text: read(at) }));
    const began = performance.now();
    classify({ paths, manifests });
    classifying.push(choosing + performance.now() - began);
  }
  rmSync(folder, { recursive: true, force: true });
  const [git, ours] = [median(listing), median(classifying)];
  return `${LARGE_REPO_FILES.toLocaleString("en")} files: git ls-tree -r ${git.toFixed(0)} ms, classified in ${ours.toFixed(0)} ms, ratio ${(ours / git).toFixed(2)} (at most 2)`;
}
