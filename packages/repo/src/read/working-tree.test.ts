import { execFileSync } from "node:child_process";
import { chmodSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { git, makeCheckout, makeRemote, openPath, put, temporaryFolder } from "../testing/git.ts";
import { listWorkingTree, readWorkingFile } from "./working-tree.ts";

test("lists tracked and untracked files as they are now, without ignored and deleted ones", async () => {
  const checkout = makeCheckout({ "a.txt": "1", gone: "1", ".gitignore": "*.log\n", link: "-> a.txt" });
  put(checkout, { "new file": "12", "x.log": "ignored", "a.txt": "changed" });
  chmodSync(join(checkout, "new file"), 0o755);
  rmSync(join(checkout, "gone"));
  const repo = await openPath(checkout);
  const entries = await listWorkingTree(repo);
  expect(entries.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    { path: ".gitignore", mode: "100644", size: 6 },
    { path: "a.txt", mode: "100644", size: 7 },
    { path: "link", mode: "120000", size: 5 },
    { path: "new file", mode: "100755", size: 2 },
  ]);
});

test("a repository without a commit can be listed", async () => {
  const checkout = makeCheckout();
  put(checkout, { a: "1" });
  const repo = await openPath(checkout);
  expect(repo.head).toBeUndefined();
  expect(await listWorkingTree(repo)).toEqual([{ path: "a", mode: "100644", size: 1 }]);
});

test("follows no link and opens no device", async () => {
  const outside = temporaryFolder();
  put(outside, { secret: "stolen" });
  const checkout = makeCheckout({ "dir/secret": "mine", file: "mine" });
  rmSync(join(checkout, "dir"), { recursive: true });
  symlinkSync(outside, join(checkout, "dir"));
  rmSync(join(checkout, "file"));
  symlinkSync(join(outside, "secret"), join(checkout, "file"));
  execFileSync("mkfifo", [join(checkout, "pipe")]);
  const repo = await openPath(checkout);
  expect((await listWorkingTree(repo)).map(({ path, mode }) => [path, mode])).toEqual([
    ["dir", "120000"],
    ["file", "120000"],
  ]);
  for (const path of ["dir/secret", "file", "pipe", "../secret", "/etc/passwd", "dir", ""]) {
    expect(await readWorkingFile(repo, path, { maxBytes: 100 }), path).toEqual({ path, state: "missing" });
  }
});

test("reads a file within the limit", async () => {
  const checkout = makeCheckout({ a: "text" });
  writeFileSync(join(checkout, "big"), "x".repeat(101));
  const repo = await openPath(checkout);
  expect(await readWorkingFile(repo, "a", { maxBytes: 100 })).toMatchObject({ state: "ok", mode: "100644" });
  expect(await readWorkingFile(repo, "big", { maxBytes: 100 })).toEqual({ path: "big", state: "too_large", size: 101 });
});

test("a bare repository has no working tree", async () => {
  const repo = await openPath(makeRemote(makeCheckout({ a: "1" })).folder);
  await expect(listWorkingTree(repo)).rejects.toMatchObject({ code: "invalid" });
  expect(git(repo.gitDir, "rev-parse", "--is-bare-repository")).toBe("true");
});
