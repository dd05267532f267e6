import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createBareRepo } from "../open/create.ts";
import {
  commitFiles,
  file,
  git,
  makeCheckout,
  makeRemote,
  openPath,
  openUrl,
  put,
  readTarget,
  readText,
  temporaryFolder,
} from "../testing/git.ts";
import { resolveTarget } from "./target.ts";
import { writeChange } from "./write.ts";

const AGENTS = { kind: "agents", linkFolders: [".claude/skills"] } as const;
const COMMIT = { scope: AGENTS, delivery: "commit" } as const;
const AT = new Date("2026-01-02T03:04:05Z");

test("one commit on the checked-out branch; tree and index follow, all else stays", async () => {
  const checkout = makeCheckout({
    "src/a.ts": "code",
    ".agents/skills/old/SKILL.md": "old",
    ".agents/skills/old/deep/er.md": "old",
    ".agents/skills/x/SKILL.md": "v1",
    ".agents/skills/mine/SKILL.md": "mine",
  });
  put(checkout, { "src/a.ts": "edited", "untracked.txt": "u", ".agents/skills/mine/SKILL.md": "edited" });
  git(checkout, "add", "src/a.ts");
  const repo = await openPath(checkout);
  const result = await writeChange(
    repo,
    {
      base: repo.head,
      puts: [file(".agents/skills/x/SKILL.md", "v2\r\n"), file(".agents/skills/x/run.sh", "#!/bin/sh\n", "100755")],
      links: [{ path: ".claude/skills/x", target: "../../.agents/skills/x" }],
      deletes: [".agents/skills/old/SKILL.md", ".agents/skills/old/deep/er.md"],
      message: "Equip x\n\nBecause: it is wanted\n",
      author: { name: "Grace", email: "grace@example.com" },
    },
    { ...COMMIT, at: AT },
  );
  expect(result).toEqual({
    commit: git(checkout, "rev-parse", "HEAD"),
    changed: true,
    delivered: "commit",
    branch: "main",
    kept: [],
    note: "commits to main",
  });
  expect(git(checkout, "show", "-s", "--format=%P|%an <%ae> %at|%cn <%ce> %ct|%B")).toBe(
    `${repo.head}|Grace <grace@example.com> 1767323045|Yardlet <yardlet@localhost> 1767323045|Equip x\n\nBecause: it is wanted\n`,
  );
  expect(git(checkout, "show", "--format=", "--name-status", "HEAD")).toBe(
    [
      "D\t.agents/skills/old/SKILL.md",
      "D\t.agents/skills/old/deep/er.md",
      "M\t.agents/skills/x/SKILL.md",
      "A\t.agents/skills/x/run.sh",
      "A\t.claude/skills/x",
    ].join("\n"),
  );
  expect(git(checkout, "status", "--porcelain")).toBe(" M .agents/skills/mine/SKILL.md\nM  src/a.ts\n?? untracked.txt");
  expect(readText(checkout, ".agents/skills/x/SKILL.md")).toBe("v2\r\n");
  expect(statSync(join(checkout, ".agents/skills/x/run.sh")).mode & 0o111).not.toBe(0);
  expect(statSync(join(checkout, ".agents/skills/x/SKILL.md")).mode & 0o111).toBe(0);
  expect(readTarget(checkout, ".claude/skills/x")).toBe("../../.agents/skills/x");
  expect(readText(checkout, ".claude/skills/x/SKILL.md")).toBe("v2\r\n");
  expect(existsSync(join(checkout, ".agents/skills/old"))).toBe(false);
  expect(readText(checkout, ".agents/skills/mine/SKILL.md")).toBe("edited");
  expect(readdirSync(checkout).toSorted()).toEqual([".agents", ".claude", ".git", "src", "untracked.txt"]);
  expect(readdirSync(join(checkout, ".git", "yardlet"))).toEqual([]);
  expect(existsSync(join(checkout, ".git", "yardlet.lock"))).toBe(false);
  expect(existsSync(join(checkout, ".git", "index.lock"))).toBe(false);
  expect(git(checkout, "fsck", "--strict")).toBe("");
});

test("nothing to change makes no commit, so twice is once", async () => {
  const checkout = makeCheckout({ a: "1" });
  const repo = await openPath(checkout);
  const change = { puts: [file(".agents/a", "1")], deletes: [".agents/absent"], message: "Write" };
  const first = await writeChange(repo, { ...change, base: repo.head }, COMMIT);
  expect(first.changed).toBe(true);
  const second = await writeChange(repo, { ...change, base: first.commit }, COMMIT);
  expect(second).toMatchObject({ commit: first.commit, changed: false, delivered: "none", branch: undefined });
  expect(git(checkout, "rev-list", "--count", "HEAD")).toBe("2");
});

test("the same change at the same time is the same commit", async () => {
  const write = async () => {
    const checkout = makeCheckout();
    const change = { puts: [file(".agents/b", "2"), file(".agents/a", "1")], deletes: [], message: "Write" };
    return (await writeChange(await openPath(checkout), change, { ...COMMIT, at: AT })).commit;
  };
  expect(await write()).toBe(await write());
});

test("a plan on an older commit is a conflict, and nothing happens", async () => {
  const checkout = makeCheckout({ a: "1" });
  const repo = await openPath(checkout);
  const newer = commitFiles(checkout, { b: "2" });
  const change = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
  await expect(writeChange(repo, change, COMMIT)).rejects.toMatchObject({
    code: "conflict",
    message: `the change was planned on ${repo.head?.slice(0, 12)}, but main continues from ${newer.slice(0, 12)}; plan again`,
  });
  expect(git(checkout, "status", "--porcelain")).toBe("");
});

test("the first commit of a repository, with files of the user's staged beside", async () => {
  const checkout = makeCheckout();
  put(checkout, { "staged.txt": "s", "untracked.txt": "u" });
  git(checkout, "add", "staged.txt");
  const result = await writeChange(
    await openPath(checkout),
    { puts: [file(".agents/a", "1")], deletes: [], message: "First" },
    COMMIT,
  );
  expect(git(checkout, "rev-list", "HEAD")).toBe(result.commit);
  expect(git(checkout, "ls-tree", "-r", "--name-only", "HEAD")).toBe(".agents/a");
  expect(git(checkout, "status", "--porcelain")).toBe("A  staged.txt\n?? untracked.txt");
});

test("a bare repository: the library", async () => {
  const path = join(temporaryFolder(), "library.git");
  await createBareRepo(path);
  const options = { scope: { kind: "library" }, delivery: "commit" } as const;
  const repo = await openPath(path);
  const puts = [file("catalog.tsv", "name\n"), file("skills/x/SKILL.md", "x"), file("presets/core.skills", "x\n")];
  const first = await writeChange(repo, { puts, deletes: [], message: "Seed" }, options);
  const second = await writeChange(
    repo,
    { base: first.commit, puts: [], deletes: ["skills/x/SKILL.md"], message: "Remove x" },
    options,
  );
  expect(git(path, "rev-list", "main")).toBe(`${second.commit}\n${first.commit}`);
  expect(git(path, "ls-tree", "-r", "--name-only", "main")).toBe("catalog.tsv\npresets/core.skills");
  const outside = { base: second.commit, puts: [file(".agents/x", "1")], deletes: [], message: "Write" };
  await expect(writeChange(repo, outside, options)).rejects.toMatchObject({ code: "refused" });
});

test("a linked work tree: its branch, its index", async () => {
  const checkout = makeCheckout({ a: "1" });
  const linked = join(temporaryFolder(), "linked");
  git(checkout, "worktree", "add", "--quiet", "-b", "other", linked);
  const repo = await openPath(linked);
  const change = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
  const { commit } = await writeChange(repo, change, COMMIT);
  expect(git(checkout, "rev-parse", "other", "main")).toBe(`${commit}\n${repo.head}`);
  expect(git(linked, "status", "--porcelain")).toBe("");
  expect(readText(linked, ".agents/a")).toBe("1");
});

test("a sha256 repository", async () => {
  const checkout = join(temporaryFolder(), "app");
  git("/", "init", "--quiet", "--object-format=sha256", "--initial-branch=main", checkout);
  commitFiles(checkout, { a: "1" });
  const repo = await openPath(checkout);
  const change = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
  expect((await writeChange(repo, change, COMMIT)).commit).toHaveLength(64);
  expect(git(checkout, "status", "--porcelain")).toBe("");
});

test("by a push to a remote's default branch", async () => {
  const { folder, url } = makeRemote(makeCheckout({ a: "1" }));
  const repo = await openUrl(url);
  const change = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
  const result = await writeChange(repo, change, COMMIT);
  expect(result).toMatchObject({ changed: true, delivered: "commit", branch: "main" });
  expect(git(folder, "rev-parse", "main")).toBe(result.commit);
  expect(git(folder, "ls-tree", "-r", "--name-only", "main")).toBe(".agents/a\na");
  const again = await writeChange(repo, { ...change, base: result.commit }, COMMIT);
  expect(again.changed).toBe(false);
});

test("an empty remote gets its first commit", async () => {
  const { folder, url } = makeRemote(makeCheckout());
  const repo = await openUrl(url);
  const result = await writeChange(repo, { puts: [file(".agents/a", "1")], deletes: [], message: "First" }, COMMIT);
  expect(git(folder, "rev-parse", "main")).toBe(result.commit);
});

test("a remote that has moved meanwhile is never overwritten", async () => {
  const checkout = makeCheckout({ a: "1" });
  const { folder, url } = makeRemote(checkout);
  const repo = await openUrl(url);
  const theirs = commitFiles(checkout, { b: "2" });
  git(checkout, "push", "--quiet", folder, "main");
  const change = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
  await expect(writeChange(repo, change, COMMIT)).rejects.toMatchObject({
    code: "conflict",
    message: "the branch main has moved on the remote; sync and plan again",
  });
  expect(git(folder, "rev-parse", "main")).toBe(theirs);
});

test("links are made as links, and bad ones are not made", async () => {
  const checkout = makeCheckout({ ".claude/skills/real/SKILL.md": "real", ".claude/skills/file": "file" });
  const repo = await openPath(checkout);
  for (const name of ["real", "file"]) {
    const links = [{ path: `.claude/skills/${name}`, target: "../../.agents/skills/x" }];
    await expect(
      writeChange(repo, { base: repo.head, puts: [], links, deletes: [], message: "Link" }, COMMIT),
    ).rejects.toMatchObject({ code: "refused", message: expect.stringContaining("lies there") });
    expect(lstatSync(join(checkout, ".claude/skills", name)).isSymbolicLink()).toBe(false);
  }
});

test("a folder can become a file and a file a folder", async () => {
  const checkout = makeCheckout({
    ".agents/skills/x/ref": "file",
    ".agents/skills/x/dir/a": "1",
    ".agents/skills/x/dir/b/c": "2",
  });
  const repo = await openPath(checkout);
  await writeChange(
    repo,
    {
      base: repo.head,
      puts: [file(".agents/skills/x/ref/one.md", "1"), file(".agents/skills/x/dir", "now a file")],
      deletes: [".agents/skills/x/ref", ".agents/skills/x/dir/a", ".agents/skills/x/dir/b/c"],
      message: "Swap",
    },
    COMMIT,
  );
  expect(readText(checkout, ".agents/skills/x/ref/one.md")).toBe("1");
  expect(readText(checkout, ".agents/skills/x/dir")).toBe("now a file");
  expect(git(checkout, "status", "--porcelain")).toBe("");
});

test("a removal takes empty folders along, but nothing of the user's", async () => {
  const checkout = makeCheckout({ ".agents/skills/x/SKILL.md": "1", ".agents/skills/x/docs/a": "1" });
  put(checkout, { ".agents/skills/x/docs/notes.txt": "mine" });
  const repo = await openPath(checkout);
  const deletes = [".agents/skills/x/SKILL.md", ".agents/skills/x/docs/a"];
  await writeChange(repo, { base: repo.head, puts: [], deletes, message: "Remove" }, COMMIT);
  expect(readText(checkout, ".agents/skills/x/docs/notes.txt")).toBe("mine");
  expect(readdirSync(join(checkout, ".agents/skills/x"))).toEqual(["docs"]);
});

test("nothing of host or repository settings enters a commit", async () => {
  const checkout = makeCheckout({ a: "1" });
  for (const [key, value] of [
    ["user.name", "Mallory"],
    ["user.email", "mallory@example.com"],
    ["i18n.commitEncoding", "latin1"],
    ["commit.template", "/etc/passwd"],
    ["core.autocrlf", "true"],
  ] as const) {
    git(checkout, "config", key, value);
  }
  const repo = await openPath(checkout);
  await writeChange(
    repo,
    { base: repo.head, puts: [file(".agents/a", "1\r\n")], deletes: [], message: "é" },
    { ...COMMIT, at: AT },
  );
  expect(git(checkout, "cat-file", "commit", "HEAD").split("\n").slice(2)).toEqual([
    "author Yardlet <yardlet@localhost> 1767323045 +0000",
    "committer Yardlet <yardlet@localhost> 1767323045 +0000",
    "",
    "é",
  ]);
  expect(git(checkout, "cat-file", "blob", "HEAD:.agents/a")).toBe("1\r");
});

test("paths that are no UTF-8 keep their bytes through a write, a merge of branches", async () => {
  const { folder, url } = makeRemote(makeCheckout({ a: "1", ".agents/skills/x/SKILL.md": "v1" }));
  const oid = git(folder, "rev-parse", "main:a");
  const odd = Buffer.concat([Buffer.from(`100644 blob ${oid}\tcaf`), Buffer.from([0xe9, 0])]);
  const add = (parent: string, branch: string) => {
    const whole = Buffer.concat([execFileSync("git", ["ls-tree", "-z", parent], { cwd: folder }), odd]);
    const tree = execFileSync("git", ["mktree", "-z"], { cwd: folder, input: whole }).toString().trim();
    const names = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
    git(
      folder,
      "update-ref",
      `refs/heads/${branch}`,
      git(folder, ...names, "commit-tree", "-p", parent, "-m", branch, tree),
    );
  };
  const first = git(folder, "rev-parse", "main");
  const repo = await openUrl(url);
  const put = (name: string, base = repo.head) => ({
    base,
    puts: [file(`.agents/${name}`, "1")],
    deletes: [],
    message: "Write",
  });
  await writeChange(repo, put("pending"), { scope: AGENTS, delivery: "branch" });
  add(first, "main");
  const moved = await openUrl(url);
  const target = await resolveTarget(moved, "branch");
  expect(target.start).toBe("behind");
  const written = await writeChange(moved, put("more", target.base), { scope: AGENTS, delivery: "branch" });
  const listed = execFileSync("git", ["ls-tree", "-r", "-z", "--name-only", written.commit ?? ""], { cwd: folder });
  expect(listed.includes(Buffer.from([0, 0x63, 0x61, 0x66, 0xe9, 0]))).toBe(true);
  expect(listed.toString("latin1").split("\0")).toEqual([
    ".agents/more",
    ".agents/pending",
    ".agents/skills/x/SKILL.md",
    "a",
    "caf\u00e9",
    "",
  ]);
});
