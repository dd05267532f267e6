import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { git, makeCheckout, openPath, temporaryFolder } from "../testing/git.ts";
import { exportFiles } from "./export.ts";

test("writes the plain files of a commit, and nothing that leads out of the folder", async () => {
  const checkout = makeCheckout({
    "src/main.rs": "fn main() {}\n",
    "run.sh": "#!/bin/sh\n",
    "a file with blanks.txt": "1\r\n",
    "large.bin": "x".repeat(100),
    out: "-> /etc/passwd",
    "src/up": "-> ../..",
  });
  git(checkout, "update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},vendor/sub`);
  git(checkout, "commit", "--quiet", "-m", "Submodule");
  const folder = join(temporaryFolder(), "copy");
  const repo = await openPath(checkout);
  const { paths, left } = await exportFiles(repo, repo.head ?? "", folder, { maxFileBytes: 50 });
  expect(paths).toEqual(["a file with blanks.txt", "run.sh", "src/main.rs"]);
  expect(left).toEqual(["large.bin", "out", "src/up", "vendor/sub"]);
  expect(readdirSync(folder, { recursive: true }).map(String).toSorted()).toEqual([
    "a file with blanks.txt",
    "run.sh",
    "src",
    "src/main.rs",
  ]);
  expect(readFileSync(join(folder, "a file with blanks.txt"), "utf8")).toBe("1\r\n");
  expect(lstatSync(join(folder, "run.sh")).mode & 0o111).toBe(0o111);
});

test("no program that the repository names takes part", async () => {
  const checkout = makeCheckout({ ".gitattributes": "*.txt filter=evil ident\n", "a.txt": "$Id$ as it is\n" });
  const trace = join(temporaryFolder(), "ran");
  git(checkout, "config", "filter.evil.smudge", `touch ${trace}`);
  git(checkout, "config", "core.autocrlf", "true");
  const folder = join(temporaryFolder(), "copy");
  const repo = await openPath(checkout);
  await exportFiles(repo, repo.head ?? "", folder);
  expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("$Id$ as it is\n");
  expect(lstatSync(trace, { throwIfNoEntry: false })).toBeUndefined();
});
