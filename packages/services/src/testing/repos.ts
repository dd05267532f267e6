import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Runs git in a repository of a test and answers what it wrote. */
export function git(repo: string, ...args: string[]): string {
  return execFileSync("git", ["-C", repo, ...args], { encoding: "utf8" }).trim();
}

export function writeFiles(repo: string, files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(repo, file)), { recursive: true });
    writeFileSync(path.join(repo, file), text);
  }
}

/** Makes a git repository with these files in one commit. */
export function makeRepo(repo: string, files: Record<string, string>): string {
  writeFiles(repo, files);
  git(repo, "init", "--quiet", "--initial-branch=main");
  commitAll(repo, "First commit");
  return repo;
}

export function commitAll(repo: string, message: string): void {
  git(repo, "add", "--all");
  git(repo, "-c", "user.name=tarn", "-c", "user.email=tarn@example.com", "commit", "--quiet", "-m", message);
}

/** A command-line tool in Rust, as `cargo new` lays it out. */
export const RUST_CLI = {
  "Cargo.toml":
    '[package]\nname = "parcel"\nversion = "0.1.0"\n\n[[bin]]\nname = "parcel"\npath = "src/main.rs"\n\n[dependencies]\nclap = "4"\n',
  "src/main.rs": "fn main() {}\n",
};
