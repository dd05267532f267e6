import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { commitFiles, git, makeCheckout, makeRemote, openPath } from "../testing/git.ts";
import { listTree, parseTree } from "./tree.ts";

test("lists files, links and submodules with their modes, in git's order", async () => {
  const checkout = makeCheckout({ "b/c.txt": "12345", "a.sh": "#!/bin/sh\n", "b/l": "-> c.txt", "b.txt": "" });
  const sub = "1".repeat(40);
  git(checkout, "update-index", "--add", "--cacheinfo", `160000,${sub},vendor/sub`);
  git(checkout, "commit", "--quiet", "-m", "Submodule");
  const repo = await openPath(checkout);
  const entries = await listTree(repo, repo.head ?? "", { sizes: true });
  expect(entries.map(({ path, mode, type, size }) => [path, mode, type, size])).toEqual([
    ["a.sh", "100755", "blob", 10],
    ["b.txt", "100644", "blob", 0],
    ["b/c.txt", "100644", "blob", 5],
    ["b/l", "120000", "blob", 5],
    ["vendor/sub", "160000", "commit", undefined],
  ]);
  expect(entries[4]?.oid).toBe(sub);
  expect((await listTree(repo, repo.head ?? "")).every((entry) => entry.size === undefined)).toBe(true);
});

test("lists what lies under some paths only, taken literally", async () => {
  const checkout = makeCheckout({
    ".agents/skills/x/SKILL.md": "1",
    ".agentsx/y": "2",
    "a*/z": "3",
    "ab/z": "4",
    "-x/y": "5",
  });
  const repo = await openPath(checkout);
  const under = async (...paths: string[]) =>
    (await listTree(repo, repo.head ?? "", { under: paths })).map(({ path }) => path);
  expect(await under(".agents", "absent")).toEqual([".agents/skills/x/SKILL.md"]);
  expect(await under("a*")).toEqual(["a*/z"]);
  expect(await under("-x")).toEqual(["-x/y"]);
  expect(await under()).toEqual([]);
});

test("weird names survive: spaces, quotes, newlines, tabs, other scripts", async () => {
  const names = ["a b", 'q"uote', "new\nline", "tab\tname", "한글", "back\\slash", "é", ":(top)x", "trailing "];
  const checkout = makeCheckout(Object.fromEntries(names.map((name) => [name, "1"])));
  const repo = await openPath(checkout);
  const listed = await listTree(repo, repo.head ?? "", { sizes: true });
  expect(listed.map(({ path }) => path).toSorted()).toEqual(names.toSorted());
  expect(listed.every(({ rawPath }) => rawPath === undefined)).toBe(true);
});

test("a path that is no UTF-8 is listed with its bytes", async () => {
  const checkout = makeCheckout({ a: "1" });
  const oid = git(checkout, "rev-parse", "HEAD:a");
  const input = Buffer.concat([Buffer.from(`100644 blob ${oid}\tcaf`), Buffer.from([0xe9]), Buffer.from("\0")]);
  const tree = execFileSync("git", ["mktree", "-z"], { cwd: checkout, input }).toString().trim();
  const commit = git(checkout, "commit-tree", "-m", "x", tree);
  const [entry] = await listTree(await openPath(checkout), commit);
  expect(entry?.path).toBe("caf\uFFFD");
  expect(entry?.rawPath).toEqual(Uint8Array.from([0x63, 0x61, 0x66, 0xe9]));
});

test("reads a bare repository the same", async () => {
  const { folder } = makeRemote(makeCheckout({ a: "1" }));
  const repo = await openPath(folder);
  expect((await listTree(repo, repo.head ?? "")).map(({ path }) => path)).toEqual(["a"]);
});

test.each(["HEAD", "main", "--output=x", "", "main:a"])("%j is no commit to list", async (commit) => {
  const repo = await openPath(makeCheckout({ a: "1" }));
  await expect(listTree(repo, commit)).rejects.toMatchObject({ code: "invalid" });
});

test("a commit that is not there is an error of ours", async () => {
  const repo = await openPath(makeCheckout({ a: "1" }));
  await expect(listTree(repo, "1".repeat(40))).rejects.toMatchObject({ name: "DomainError" });
});

test("20,000 files in well under a second", async () => {
  const checkout = makeCheckout({ a: "1" });
  const oid = git(checkout, "rev-parse", "HEAD:a");
  const lines = Array.from({ length: 20_000 }, (_, i) => `100644 ${oid}\tpackages/p${i % 200}/src/file-${i}.ts\n`);
  execFileSync("git", ["update-index", "--add", "--index-info"], { cwd: checkout, input: lines.join("") });
  const commit = commitFilesFromIndex(checkout);
  const repo = await openPath(checkout);
  const start = performance.now();
  expect(await listTree(repo, commit)).toHaveLength(20_001);
  expect(performance.now() - start).toBeLessThan(1500);
});

test("old modes are taken as git takes them; unknown lines fall away", () => {
  const oid = "a".repeat(40);
  const lines = [`100664 blob ${oid}\tx`, `100775 blob ${oid}\ty`, `000000 blob ${oid}\tz`, "garbage", ""];
  expect(parseTree(Buffer.from(lines.join("\0")))).toEqual([
    { path: "x", mode: "100644", type: "blob", oid },
    { path: "y", mode: "100755", type: "blob", oid },
  ]);
  expect(parseTree(new Uint8Array())).toEqual([]);
});

function commitFilesFromIndex(checkout: string): string {
  git(checkout, "commit", "--quiet", "-m", "Many");
  return git(checkout, "rev-parse", "HEAD");
}

test("a commit on top is listed by its own name", async () => {
  const checkout = makeCheckout({ a: "1" });
  const repo = await openPath(checkout);
  const second = commitFiles(checkout, { b: "2" });
  expect((await listTree(repo, second)).map(({ path }) => path)).toEqual(["a", "b"]);
  expect((await listTree(repo, repo.head ?? "")).map(({ path }) => path)).toEqual(["a"]);
});
