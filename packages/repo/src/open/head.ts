import type { CallOptions } from "../git/process.ts";
import { nullId, ObjectFormat, ObjectId } from "../git/object.ts";
import { askGit, runGit } from "../git/run.ts";

/** HEAD as it is right now: its branch (none when detached) and its commit (none before the first). */
export interface Head {
  readonly branch: string | undefined;
  readonly commit: string | undefined;
}

const BRANCHES = "refs/heads/";

export async function readHead(gitDir: string, options: CallOptions): Promise<Head> {
  const args = ["rev-parse", "-q", "HEAD", "--symbolic-full-name", "HEAD"];
  const { stdout } = await runGit({ ...options, gitDir, args, answers: [128] });
  const [commit = "", name = "", ...more] = stdout.toString("utf8").trimEnd().split("\n");
  const isPlain = ObjectId.safeParse(commit).success && more.length === 0;
  if (isPlain && (name === "HEAD" || name.startsWith(BRANCHES))) return { branch: branchOf(name), commit };
  return readUnusualHead(gitDir, options);
}

/** Before the first commit, in a broken repository, and where a branch is called HEAD: one thing after the other. */
async function readUnusualHead(gitDir: string, options: CallOptions): Promise<Head> {
  const [ref, commit] = await Promise.all([
    runGit({ ...options, gitDir, args: ["symbolic-ref", "-q", "HEAD"], answers: [1] }),
    resolveRef(gitDir, "HEAD", options),
  ]);
  return { branch: branchOf(ref.stdout.toString("utf8").trim()), commit };
}

function branchOf(ref: string): string | undefined {
  return ref.startsWith(BRANCHES) ? ref.slice(BRANCHES.length) : undefined;
}

/** What `HEAD` or a full ref name points to. */
export async function resolveRef(gitDir: string, ref: string, options: CallOptions): Promise<string | undefined> {
  const args = ["rev-parse", "--verify", "-q", ref];
  const { status, stdout } = await runGit({ ...options, gitDir, args, answers: [1] });
  return status === 0 ? stdout.toString("utf8").trim() : undefined;
}

/** The commit that a branch is at; `undefined` when there is no such branch. */
export function readBranchTip(
  { gitDir }: { readonly gitDir: string },
  branch: string,
  options: CallOptions = {},
): Promise<string | undefined> {
  return resolveRef(gitDir, `${BRANCHES}${branch}`, options);
}

/** Told by the length of a commit's name where there is one, else by git. */
export async function readObjectFormat(
  gitDir: string,
  commit: string | undefined,
  options: CallOptions,
): Promise<ObjectFormat> {
  if (commit !== undefined) return commit.length === nullId("sha256").length ? "sha256" : "sha1";
  return ObjectFormat.parse(await askGit({ ...options, gitDir, args: ["rev-parse", "--show-object-format"] }));
}
