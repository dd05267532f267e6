import { randomUUID } from "node:crypto";
import { type FileHandle, chmod, mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AgentRunId, RUN_PARTS } from "@yardlet/core/agent/run-parts";
import { DomainError, parseInput } from "@yardlet/core/error";
import { type SkillFile, compareText } from "@yardlet/core/skill";
import { errnoOf, unless, writeFailure } from "../disk/errno.ts";
import { blockedAbove, readPlainFile, throughLink } from "../disk/state.ts";
import { findLayout } from "../location/layout.ts";
import { SafePath } from "../path/safe-path.ts";
import { type DiskFolder, readFolder } from "../read/folder.ts";

/** Where a repository keeps what agents wrote for it while no server does, from its root (contracts.md, section 3). */
export const RUNS_FOLDER = ".agents/runs";

/** The folder of one run, from the root of the repository. */
export function runFolder(runId: string): string {
  return `${RUNS_FOLDER}/${parseInput(AgentRunId, runId, "the id of a run")}`;
}

/**
 * Makes the folder of a new run. The folder above ignores itself, so that no repository commits what lies there by accident.
 * @throws DomainError `conflict` where a run of this id lies, `refused` for a bare repository or a link in the way.
 */
export async function createRunFolder(root: string, runId: string): Promise<void> {
  const folder = runFolder(runId);
  await prepare(root);
  try {
    await mkdir(join(root, folder));
  } catch (error) {
    if (errnoOf(error) === "EEXIST")
      throw new DomainError("conflict", `${folder} lies there already; try again`, { path: folder });
    throw writeFailure(error, folder);
  }
}

/** The ids of the runs that lie here, in order; what is no folder of a run is left out. */
export async function listRuns(root: string): Promise<string[]> {
  await checkWay(root, `${RUNS_FOLDER}/x`);
  const entries = await unless(readdir(join(root, RUNS_FOLDER), { withFileTypes: true }), "ENOENT", "ENOTDIR");
  return (entries ?? [])
    .filter((entry) => entry.isDirectory() && AgentRunId.safeParse(entry.name).success)
    .map(({ name }) => name)
    .toSorted(compareText);
}

/** Writes files of a run, each whole or not at all; paths are from its folder. */
export async function writeRunFiles(root: string, runId: string, files: readonly SkillFile[]): Promise<void> {
  for (const { path, mode, bytes } of files)
    await replaceFile(root, `${runFolder(runId)}/${path}`, bytes, mode === "100755" ? 0o755 : 0o644);
}

/** The draft in a run's folder: all that is no part of the run itself. Undefined where there is no such run. */
export async function readDraft(root: string, runId: string): Promise<DiskFolder | undefined> {
  const folder = runFolder(runId);
  await checkWay(root, `${folder}/x`);
  const names = await unless(readdir(join(root, folder)), "ENOENT", "ENOTDIR");
  const draft = names?.filter((name) => !RUN_PARTS.has(name)).toSorted(compareText);
  return draft && readFolder(join(root, folder), undefined, draft);
}

/** One file of a run; undefined where it is missing, no plain file, or larger than the limit. */
export async function readRunFile(
  root: string,
  runId: string,
  path: string,
  { maxBytes }: { maxBytes: number },
): Promise<Uint8Array | undefined> {
  const file = `${runFolder(runId)}/${parseInput(SafePath, path, "the path of a file")}`;
  await checkWay(root, file);
  return readPlainFile(join(root, file), maxBytes);
}

/** What was listed last, beside the runs: numbers mean something only with it. */
const LISTING = `${RUNS_FOLDER}/review.json`;
const LISTING_BYTES = 4 * 1024 * 1024;

export async function writeListing(root: string, text: string): Promise<void> {
  await prepare(root);
  await replaceFile(root, LISTING, new TextEncoder().encode(text), 0o644);
}

export async function readListing(root: string): Promise<string | undefined> {
  await checkWay(root, LISTING);
  const bytes = await readPlainFile(join(root, LISTING), LISTING_BYTES);
  return bytes && new TextDecoder().decode(bytes);
}

/** A file of a run that grows, such as its log. */
export interface RunLog {
  write(text: string): void;
  /** Ends it; what could not be written is not said, since a log is no result. */
  close(): Promise<void>;
}

/** Opens a new log of a run for appending. */
export async function openRunLog(root: string, runId: string, name: string): Promise<RunLog> {
  const path = `${runFolder(runId)}/${parseInput(SafePath, name, "the path of a file")}`;
  await checkWay(root, path);
  const handle = await open(join(root, path), "wx", 0o644).catch((error: unknown) => {
    throw writeFailure(error, path);
  });
  return logOn(handle);
}

function logOn(handle: FileHandle): RunLog {
  const stream = handle.createWriteStream();
  stream.on("error", () => {});
  return {
    write: (text) => void stream.write(text),
    close: () =>
      new Promise((resolve) => {
        stream.once("close", resolve);
        stream.end();
      }),
  };
}

async function prepare(root: string): Promise<void> {
  if ((await findLayout(root))?.workTree === undefined)
    throw new DomainError("refused", `${root} has no working tree to keep runs in; name a checkout with --repo`);
  await checkWay(root, LISTING);
  try {
    await mkdir(join(root, RUNS_FOLDER), { recursive: true });
    await unless(writeFile(join(root, RUNS_FOLDER, ".gitignore"), "*\n", { flag: "wx" }), "EEXIST");
  } catch (error) {
    throw writeFailure(error, RUNS_FOLDER);
  }
}

/** Whoever reads meanwhile sees the old file or the new one. */
async function replaceFile(root: string, path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const checked = parseInput(SafePath, path, "the path of a file");
  await checkWay(root, checked);
  const temporary = join(root, RUNS_FOLDER, `.new-${randomUUID()}`);
  try {
    await mkdir(dirname(join(root, checked)), { recursive: true });
    await writeFile(temporary, bytes, { flag: "wx" });
    await chmod(temporary, mode);
    await rename(temporary, join(root, checked));
  } catch (error) {
    await rm(temporary, { force: true });
    throw writeFailure(error, checked);
  }
}

async function checkWay(root: string, path: string): Promise<void> {
  const blocked = await blockedAbove(root, path);
  if (blocked?.kind === "link") throw throughLink(blocked.path);
}
