// Who uses a data folder now: two at once would fight over one cluster.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DomainError } from "@yardlet/core/error";

function markOf(dataDir: string): string {
  return path.join(dataDir, "running.json");
}

/**
 * Makes the folder ours. `recovers` says that who had it before did not end cleanly.
 * @throws DomainError `conflict` while another process has it
 */
export function claimDataFolder(dataDir: string): { recovers: boolean } {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = markOf(dataDir);
  const recovers = existsSync(file);
  if (recovers) {
    const { pid, url } = JSON.parse(readFileSync(file, "utf8"));
    if (isAlive(pid)) {
      throw new DomainError(
        "conflict",
        `Yardlet already runs on this data folder (process ${pid}): ${url ?? "it is still starting"}`,
      );
    }
    rmSync(file);
  }
  writeFileSync(file, JSON.stringify({ pid: process.pid }), { mode: 0o600, flag: "wx" });
  return { recovers };
}

/** Says where what runs on our folder is reached. */
export function tellAddress(dataDir: string, url: string): void {
  writeFileSync(markOf(dataDir), JSON.stringify({ pid: process.pid, url }), { mode: 0o600 });
}

export function releaseDataFolder(dataDir: string): void {
  rmSync(markOf(dataDir), { force: true });
}

function isAlive(pid: unknown): boolean {
  if (typeof pid !== "number" || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
