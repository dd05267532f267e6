import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";

export const LARGE_REPO_FILES = 20_000;

/** A repository of 20,000 files in 400 folders with 200 manifests, made through one fast-import. */
export function makeLargeRepo(repo: string): void {
  mkdirSync(repo);
  execFileSync("git", ["init", "--quiet", "--initial-branch=main", repo]);
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const file = (name: string, text: string) => `M 100644 inline ${name}\n${data(text)}`;
  const files = Array.from({ length: LARGE_REPO_FILES }, (_, index) => {
    const folder = `packages/part-${index % 400}`;
    const manifest = index < 200;
    const text = JSON.stringify({ name: `part-${index}`, version: "1.0.0", dependencies: { react: "19.0.0" } });
    return manifest
      ? file(`${folder}/package.json`, text)
      : file(`${folder}/src/file-${index}.ts`, `export const n = ${index};\n`);
  });
  const commit = `commit refs/heads/main\ncommitter tarn <tarn@example.com> 1790000000 +0000\n${data("Large")}${files.join("")}\n`;
  execFileSync("git", ["-C", repo, "fast-import", "--quiet"], { input: commit });
  execFileSync("git", ["-C", repo, "reset", "--quiet", "--hard"]);
}
