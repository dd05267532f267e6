import { existsSync } from "node:fs";
import { join } from "node:path";
import { skillFolder } from "@yardlet/core/equip";
import { parseInput } from "@yardlet/core/error";
import { ObjectId } from "../git/object.ts";
import type { CallOptions } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import type { GitRepo } from "../open/repo.ts";

/** A commit that changed something; `at` is when it was written, with the author's own time zone. */
export interface HistoryCommit {
  readonly commit: string;
  readonly author: string;
  readonly at: string;
  readonly subject: string;
}
export interface HistoryOptions extends CallOptions {
  /** Where to begin; default the newest commit of the default branch. */
  readonly commit?: string;
  /** How many commits at most, the newest ones. */
  readonly max: number;
}

export interface SkillHistory {
  /** Newest first. */
  readonly commits: readonly HistoryCommit[];
  /** Why older commits may be missing: there are more than were asked for, or the clone does not have them. */
  readonly cut: "max" | "shallow" | undefined;
}

const FORMAT = "%H%x00%an%x00%aI%x00%s";

/**
 * Lists the commits that changed a skill's folder, newest first. Of a merge only the side counts that the folder came from, as
 * git simplifies a history.
 */
export async function listSkillHistory(repo: GitRepo, name: string, options: HistoryOptions): Promise<SkillHistory> {
  const { commit = repo.head, max, ...calls } = options;
  if (commit === undefined) return { commits: [], cut: undefined };
  const from = parseInput(ObjectId, commit, "the commit");
  const args = ["log", "-z", "--topo-order", "--no-show-signature", `--max-count=${max + 1}`, `--format=${FORMAT}`];
  const { stdout } = await runGit({ ...calls, gitDir: repo.gitDir, args: [...args, from, "--", skillFolder(name)] });
  const commits = parseLog(stdout.toString("utf8"));
  const isShallow = existsSync(join(repo.commonDir, "shallow"));
  return { commits: commits.slice(0, max), cut: commits.length > max ? "max" : isShallow ? "shallow" : undefined };
}

/**
 * A commit's name as people write it: whole, or its first digits; undefined when no commit here has it, or several do, or a branch
 * or tag is called so.
 */
export async function findCommit(repo: GitRepo, text: string, calls: CallOptions = {}): Promise<string | undefined> {
  if (!/^[0-9a-f]{4,64}$/.test(text)) return undefined;
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${text}^{commit}`];
  const { status, stdout } = await runGit({ ...calls, gitDir: repo.gitDir, args, answers: [1, 128] });
  const found = stdout.toString("utf8").trim();
  return status === 0 && found.startsWith(text) ? found : undefined;
}

function parseLog(output: string): HistoryCommit[] {
  const fields = output.split("\0");
  const commits: HistoryCommit[] = [];
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [commit = "", author = "", written = "", subject = ""] = fields.slice(at, at + 4);
    commits.push({ commit, author, at: written, subject });
  }
  return commits;
}
