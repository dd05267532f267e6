import { appendFile, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { SKILL_LIMITS } from "@yardlet/core/skill";
import type { CallOptions, RemoteAccess } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import { withLock } from "../lock/lock.ts";
import { packBytes, watchingSize } from "./mirror-size.ts";
import type { GitRepo } from "./repo.ts";

/** A blob that has as many bytes stays on the server until somebody wants it: it is no manifest, and no SKILL.md either. */
export const BLOB_LIMIT = SKILL_LIMITS.skillFileBytes + 1;

/** What is fetched on purpose at a time, in bytes; whatever is beyond counts as too large from then on. */
const PURPOSE_BYTES = 256 * 1024 ** 2;
const GIVEN_UP = "yardlet-too-large";
const PROMISED = ".promisor";
const NAME = "yardlet";

/**
 * Says that a mirror is a partial one, for a command that has to know. Kept out of the mirror's own settings: to every other
 * command a blob that was left out is just missing, and no git, however old, goes and fetches it by itself.
 */
export function partialSettings(remote: RemoteAccess | undefined): string[] {
  return [
    ...(remote ? [`remote.${NAME}.url=${remote.address}`] : []),
    `remote.${NAME}.promisor=true`,
    `remote.${NAME}.partialCloneFilter=blob:limit=${BLOB_LIMIT}`,
  ];
}

/** How a fetch names the remote of a partial mirror. */
export const PARTIAL_REMOTE = NAME;

/** Whether blobs were left out of a mirror: git marks such packs. */
export async function isPartial(gitDir: string): Promise<boolean> {
  return (await marksIn(gitDir)).length > 0;
}

/** Takes the marks away, where the server left nothing out after all. */
export async function markComplete(gitDir: string): Promise<void> {
  await Promise.all((await marksIn(gitDir)).map((mark) => rm(mark, { force: true })));
}

async function marksIn(gitDir: string): Promise<string[]> {
  const folder = join(gitDir, "objects", "pack");
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(PROMISED)).map((name) => join(folder, name));
}

/**
 * Fetches those of the blobs that were left on the server. What is too much stays there, and is not asked for again.
 * @throws DomainError as an opening does, when the server cannot be reached
 */
export async function fetchOnPurpose(repo: GitRepo, oids: readonly string[], options: CallOptions): Promise<void> {
  const { gitDir, remote } = repo;
  if (repo.blobLimit === undefined || remote === undefined) return;
  const missing = await missingOf(gitDir, oids, options);
  if (missing.length === 0) return;
  await withLock(repo.lockPath, { signal: options.signal, waitMs: options.timeoutMs }, async () => {
    const givenUp = new Set((await readFile(join(gitDir, GIVEN_UP), "utf8").catch(() => "")).split("\n"));
    const wanted = (await missingOf(gitDir, missing, options)).filter((oid) => !givenUp.has(oid));
    if (wanted.length === 0) return;
    const flags = ["--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--quiet", "--stdin"];
    const settings = [...partialSettings(remote), "fetch.unpackLimit=1", "fetch.negotiationAlgorithm=noop"];
    const command = { ...options, gitDir, remote, settings, args: ["fetch", ...flags, NAME] };
    const most = (await packBytes(gitDir)) + PURPOSE_BYTES;
    try {
      await watchingSize(gitDir, most, options, (signal) =>
        runGit({ ...command, signal, input: wanted.map((oid) => `${oid}\n`).join("") }),
      );
    } catch (error) {
      if (!(error instanceof DomainError) || !isFinal(error)) throw error;
      await appendFile(join(gitDir, GIVEN_UP), wanted.map((oid) => `${oid}\n`).join(""));
    }
  });
}

/** Asking again would lead to the same: too much of it, or a server that gives no single objects. */
function isFinal({ code, details }: DomainError): boolean {
  return code === "limit_reached" || /unadvertised object|not our ref/.test(String(details.reason));
}

async function missingOf(gitDir: string, oids: readonly string[], options: CallOptions): Promise<string[]> {
  const input = [...new Set(oids)].map((oid) => `${oid}\n`).join("");
  const { stdout } = await runGit({ ...options, gitDir, args: ["cat-file", "--batch-check"], input });
  return stdout
    .toString("utf8")
    .split("\n")
    .flatMap((line) => /^([0-9a-f]+) missing$/.exec(line)?.[1] ?? []);
}
