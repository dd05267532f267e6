import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import path from "node:path";
import { DomainError } from "@yardlet/core/error";
import { BranchName, ObjectId } from "../git/object.ts";
import { askGit, runGit } from "../git/run.ts";

/** Where a bare repository's HEAD is. */
export interface BundledHead {
  branch: string;
  commit: string;
}

/** Big repositories take their time. */
const TIMEOUT_MS = 1_800_000;

/** Where HEAD of a bare repository is; undefined when there is no repository, or nothing in it. */
export async function headOfBare(folder: string): Promise<BundledHead | undefined> {
  if (!existsSync(path.join(folder, "HEAD"))) return undefined;
  const { status, stdout } = await runGit({
    gitDir: folder,
    args: ["rev-parse", "--verify", "--quiet", "HEAD"],
    answers: [1],
  });
  if (status !== 0) return undefined;
  const branch = await askGit({ gitDir: folder, args: ["symbolic-ref", "--short", "HEAD"] });
  return { branch, commit: stdout.toString("utf8").trim() };
}

/** Writes all refs of a bare repository, with all they lead to, into one file. */
export async function writeBundle(folder: string, file: string): Promise<void> {
  await runGit({ gitDir: folder, args: ["bundle", "create", "--quiet", file, "--all"], timeoutMs: TIMEOUT_MS });
}

/**
 * Makes a bare repository from a bundle, complete or not at all. One that is there stays when its HEAD is the same.
 * @throws DomainError `refused` when something else lies there, `invalid` when the bundle does not lead to `head`
 */
export async function restoreBundle(file: string, folder: string, head: BundledHead): Promise<void> {
  const there = await headOfBare(folder);
  if (there?.commit === head.commit) return;
  if (there) throw new DomainError("refused", `${folder} holds another library; restore into an empty data folder`);
  const branch = BranchName.parse(head.branch);
  const unfinished = `${folder}.unfinished-${randomUUID()}`;
  try {
    const init = ["init", "--quiet", "--bare", "--template=", `--initial-branch=${branch}`, "--", unfinished];
    await runGit({ args: init });
    const settings = ["fetch.fsckObjects=true"];
    await runGit({
      gitDir: unfinished,
      settings,
      remote: { url: file, address: file, transport: "file", host: undefined, settings: [], credential: undefined },
      args: ["fetch", "--quiet", "--no-write-fetch-head", "--", file, "refs/*:refs/*"],
      timeoutMs: TIMEOUT_MS,
    });
    const restored = await headOfBare(unfinished);
    if (restored?.commit !== ObjectId.parse(head.commit)) {
      throw new DomainError("invalid", "the library in this backup is not the one that it names; take another one");
    }
    // An empty one, as a first start leaves it.
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
