import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { openRepo } from "../open/open.ts";
import type { GitRepo } from "../open/repo.ts";

/** The environment of the person whose repositories the tests use: git as installed, without the host's settings. */
const PERSON = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.com",
  LC_ALL: "C",
};

/** A folder of its own for one test, with all links in its path resolved. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "yardlet-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs git as a person would, in `folder`; what it prints, without the last newline. */
export function git(folder: string, ...args: string[]): string {
  const output = execFileSync("git", ["-c", "protocol.file.allow=always", ...args], {
    cwd: folder,
    env: PERSON,
    encoding: "utf8",
    timeout: 20_000,
    stdio: ["ignore", "pipe", "pipe"],
  });
  return output.replace(/\n$/, "");
}

/** Writes files below a folder. `-> x` makes a link to x, `#!` at the start makes an executable. */
export function put(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof content === "string" && content.startsWith("-> ")) symlinkSync(content.slice(3), file);
    else writeFileSync(file, content);
    if (typeof content === "string" && content.startsWith("#!")) chmodSync(file, 0o755);
  }
}

/** A checkout on `main` with these files in its only commit; without files it has no commit. */
export function makeCheckout(files: Readonly<Record<string, string | Uint8Array>> = {}, at?: string): string {
  const folder = at ?? join(temporaryFolder(), "checkout");
  mkdirSync(folder, { recursive: true });
  git(folder, "init", "--quiet", "--initial-branch=main", "--template=");
  if (Object.keys(files).length > 0) commitFiles(folder, files, "First");
  return folder;
}

/** Commits files in a checkout and gives the commit. */
export function commitFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  message = "Edit",
): string {
  put(folder, files);
  git(folder, "add", "--all", "--force");
  git(folder, "commit", "--quiet", "--allow-empty", "-m", message);
  return git(folder, "rev-parse", "HEAD");
}

/** A bare copy of a checkout, as a server would have it, and its `file://` address. */
export function makeRemote(checkout: string): { folder: string; url: string } {
  const folder = join(temporaryFolder(), "remote.git");
  git(dirname(folder), "clone", "--quiet", "--bare", "--template=", checkout, folder);
  return { folder, url: `file://${folder}` };
}

export const ANYTHING = { localRoots: ["/"], allowFileUrls: true, allowPrivateHosts: true } as const;

export function openPath(path: string): Promise<GitRepo> {
  return openRepo({ kind: "path", path }, { policy: ANYTHING, mirrorsDir: "/nonexistent" });
}

export function openUrl(url: string, mirrorsDir = temporaryFolder()): Promise<GitRepo> {
  return openRepo({ kind: "url", url }, { policy: ANYTHING, mirrorsDir });
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function text(content: Uint8Array): string {
  return new TextDecoder().decode(content);
}

export function readText(folder: string, path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

export function readTarget(folder: string, path: string): string {
  return readlinkSync(join(folder, path));
}

/** One plain file of a change. */
export function file(path: string, content: string, mode: "100644" | "100755" = "100644") {
  return { path, mode, bytes: bytes(content) };
}
