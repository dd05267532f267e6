import { constants, type FileHandle, mkdir, open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { errnoOf, unless, writeFailure } from "../disk/errno.ts";
import { blockedAbove, throughLink } from "../disk/state.ts";
import { findLayout } from "../location/layout.ts";
import { withLock } from "../lock/lock.ts";

/** Where a repository keeps its runs while no server does, from its root (contracts.md, section 3). */
export const TELEMETRY_PATH = ".agents/telemetry/skills.jsonl";

const FOLDER = ".agents/telemetry";
const NEWLINE = 0x0a;

/** Appends one line: one write, so that readers see all of it or, after a crash, a torn last line. */
export type AppendLine = (text: string) => Promise<void>;

/**
 * Lets `use` append lines to the telemetry file of a checkout, as its only writer meanwhile. What is missing is made; the
 * folder ignores itself, so that no repository commits what lies there by accident.
 * @throws DomainError `refused` for a bare repository, a link in the way, or a folder that cannot be written to.
 */
export async function withTelemetry<T>(root: string, use: (append: AppendLine) => Promise<T>): Promise<T> {
  const file = await prepare(root);
  return withLock(`${file}.lock`, {}, async () => {
    const handle = await openForAppend(file);
    try {
      let torn = await endsTorn(handle);
      const result = await use(async (text) => {
        await writeWhole(handle, `${torn ? "\n" : ""}${text}\n`);
        torn = false;
      });
      await handle.datasync();
      return result;
    } catch (error) {
      throw writeFailure(error, TELEMETRY_PATH);
    } finally {
      await handle.close();
    }
  });
}

async function prepare(root: string): Promise<string> {
  if ((await findLayout(root))?.workTree === undefined)
    throw new DomainError("refused", `${root} has no working tree to keep runs in; name a checkout with --repo`);
  const blocked = await blockedAbove(root, TELEMETRY_PATH);
  if (blocked?.kind === "link") throw throughLink(blocked.path);
  try {
    await mkdir(join(root, FOLDER), { recursive: true });
    await unless(writeFile(join(root, FOLDER, ".gitignore"), "*\n", { flag: "wx" }), "EEXIST");
  } catch (error) {
    throw writeFailure(error, FOLDER);
  }
  return join(root, TELEMETRY_PATH);
}

async function openForAppend(file: string): Promise<FileHandle> {
  // NONBLOCK: a pipe put there must not hold us up.
  const { O_APPEND, O_CREAT, O_RDWR, O_NOFOLLOW, O_NONBLOCK } = constants;
  try {
    const handle = await open(file, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o644);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
  } catch (error) {
    if (errnoOf(error) === "ELOOP" || errnoOf(error) === "EMLINK") throw throughLink(TELEMETRY_PATH);
    throw writeFailure(error, TELEMETRY_PATH);
  }
  throw new DomainError("refused", `${TELEMETRY_PATH} is no plain file; move it away`, { path: TELEMETRY_PATH });
}

async function endsTorn(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== NEWLINE;
}

async function writeWhole(handle: FileHandle, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const { bytesWritten } = await handle.write(bytes);
  if (bytesWritten < bytes.length)
    throw new DomainError("unavailable", `${TELEMETRY_PATH} took only a part of a line; make room and report again`);
}
