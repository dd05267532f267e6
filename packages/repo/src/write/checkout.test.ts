import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commitFiles, file, git, makeCheckout, openPath, put, readText, temporaryFolder } from "../testing/git.ts";
import type { TreeChange } from "./change.ts";
import { writeChange } from "./write.ts";

const COMMIT = {
  scope: { kind: "agents", linkFolders: [".claude/skills"] },
  delivery: "commit",
  lockWaitMs: 0,
} as const;
const SKILL = ".agents/skills/x/SKILL.md";

function makeRepo() {
  return makeCheckout({ [SKILL]: "v1\nline\n", ".agents/skills/x/gone.md": "gone", other: "1" });
}

/** A change that touches three paths: one it edits, one it removes, one it adds. */
function change(base: string | undefined): TreeChange {
  const puts = [file(SKILL, "v2\nline\n"), file(".agents/skills/x/new/file.md", "new")];
  return { base, puts, deletes: [".agents/skills/x/gone.md"], message: "Write" };
}

/** Everything a refusal may not alter. */
function stateOf(checkout: string) {
  return {
    head: git(checkout, "rev-parse", "HEAD"),
    status: git(checkout, "status", "--porcelain", "--ignored"),
    diff: git(checkout, "diff", "--no-ext-diff"),
    staged: git(checkout, "diff", "--cached"),
    skill:
      existsSync(join(checkout, SKILL)) && statSync(join(checkout, SKILL)).isFile()
        ? readText(checkout, SKILL)
        : undefined,
    top: readdirSync(checkout).toSorted(),
    traces: readdirSync(join(checkout, ".git")).filter((name) => name === "yardlet.lock"),
  };
}

const REFUSALS: readonly (readonly [name: string, make: (checkout: string) => void, message: string])[] = [
  [
    "an edited target",
    (at) => put(at, { [SKILL]: "hand edit" }),
    `${SKILL} has changes that are not committed; commit or stash them, then try again`,
  ],
  [
    "an edit that is staged",
    (at) => (put(at, { [SKILL]: "hand edit" }), git(at, "add", SKILL)),
    `${SKILL} is staged but not committed; commit or unstage it, then try again`,
  ],
  [
    "a staged edit undone on disk",
    (at) => (put(at, { [SKILL]: "hand edit" }), git(at, "add", SKILL), put(at, { [SKILL]: "v1\nline\n" })),
    `${SKILL} is staged but not committed; commit or unstage it, then try again`,
  ],
  [
    "a changed mode",
    (at) => chmodSync(join(at, SKILL), 0o755),
    `${SKILL} has changes that are not committed; commit or stash them, then try again`,
  ],
  [
    "a target deleted by hand",
    (at) => rmSync(join(at, SKILL)),
    `${SKILL} was deleted and that is not committed; commit or restore it, then try again`,
  ],
  [
    "a target unstaged by hand",
    (at) => git(at, "rm", "--quiet", "--cached", SKILL),
    `${SKILL} is staged but not committed; commit or unstage it, then try again`,
  ],
  [
    "an edit of a file that goes",
    (at) => put(at, { ".agents/skills/x/gone.md": "kept" }),
    ".agents/skills/x/gone.md has changes that are not committed; commit or stash them, then try again",
  ],
  [
    "an untracked file in the way",
    (at) => put(at, { ".agents/skills/x/new/file.md": "mine" }),
    ".agents/skills/x/new/file.md is not tracked by git, and would be overwritten; move it away or commit it, then try again",
  ],
  [
    "an ignored file in the way",
    (at) => put(at, { ".git/info/exclude": "new/\n", ".agents/skills/x/new/file.md": "mine" }),
    ".agents/skills/x/new/file.md is not tracked by git, and would be overwritten; move it away or commit it, then try again",
  ],
  [
    "an untracked folder in the way",
    (at) => mkdirSync(join(at, ".agents/skills/x/new/file.md"), { recursive: true }),
    ".agents/skills/x/new/file.md is not tracked by git, and would be overwritten; move it away or commit it, then try again",
  ],
  [
    "an untracked file where a folder belongs",
    (at) => put(at, { ".agents/skills/x/new": "mine" }),
    ".agents/skills/x/new is a file that git does not track, where a folder belongs; move it away, then try again",
  ],
  [
    "a target that became a folder",
    (at) => (rmSync(join(at, SKILL)), mkdirSync(join(at, SKILL))),
    `${SKILL} is a folder in the working tree; move it away, then try again`,
  ],
  [
    "a target that became a link",
    (at) => (rmSync(join(at, SKILL)), symlinkSync("../../../other", join(at, SKILL))),
    `${SKILL} has changes that are not committed; commit or stash them, then try again`,
  ],
  [
    "an intent to add",
    (at) => (put(at, { ".agents/skills/x/new/file.md": "" }), git(at, "add", "-N", ".agents/skills/x/new/file.md")),
    ".agents/skills/x/new/file.md is staged but not committed; commit or unstage it, then try again",
  ],
  [
    "a detached HEAD",
    (at) => git(at, "switch", "--quiet", "--detach"),
    'HEAD of the repository is on no branch; check a branch out with "git switch", then try again',
  ],
  [
    "a bisect",
    (at) => git(at, "bisect", "start", "--no-checkout"),
    'a bisect is in progress in the working tree; end it with "git bisect reset", then try again',
  ],
  [
    "another git at work",
    (at) => writeFileSync(join(at, ".git/index.lock"), ""),
    "another git command is at work in the repository (index.lock is there); wait until it is done, or remove the file if none is running",
  ],
  [
    "a sparse checkout without the target",
    (at) => git(at, "sparse-checkout", "set", "--no-cone", "/other"),
    '.agents/skills/x/SKILL.md is outside of the sparse checkout; add it with "git sparse-checkout add", then try again',
  ],
];

test.each(REFUSALS)("refuses %s and changes nothing", async (_, make, message) => {
  const checkout = makeRepo();
  make(checkout);
  const before = stateOf(checkout);
  const repo = await openPath(checkout);
  await expect(writeChange(repo, change(repo.head), COMMIT)).rejects.toMatchObject({ code: "refused", message });
  expect(stateOf(checkout)).toEqual(before);
  const leftovers = existsSync(join(checkout, ".git/yardlet")) ? readdirSync(join(checkout, ".git/yardlet")) : [];
  expect(leftovers).toEqual([]);
});

/** Two branches that edit one file differently: merging or picking one into the other stops half-way. */
function makeConflict(checkout: string): void {
  git(checkout, "switch", "--quiet", "-c", "side");
  commitFiles(checkout, { other: "side" });
  git(checkout, "switch", "--quiet", "main");
  commitFiles(checkout, { other: "main" });
}

test.each([
  ["a merge", ["merge", "side"]],
  ["a cherry-pick", ["cherry-pick", "side"]],
  ["a rebase", ["rebase", "side"]],
  ["a revert", ["revert", "--no-edit", "HEAD~1"]],
] as const)("refuses while %s is in progress", async (what, args) => {
  const checkout = makeRepo();
  makeConflict(checkout);
  if (what === "a revert") commitFiles(checkout, { other: "main again" });
  expect(() => git(checkout, ...args)).toThrow("Command failed");
  const repo = await openPath(checkout);
  const before = git(checkout, "status", "--porcelain");
  // A rebase detaches HEAD, which is refused before anything else is looked at.
  const pattern =
    what === "a rebase" ? /^HEAD of the repository is on no branch/ : new RegExp(`^${what} is in progress`);
  await expect(writeChange(repo, change(repo.head), COMMIT)).rejects.toMatchObject({
    code: "refused",
    message: expect.stringMatching(pattern),
  });
  expect(git(checkout, "status", "--porcelain")).toBe(before);
});

test.each([
  ["a folder above", ".agents"],
  ["a folder in the middle", ".agents/skills"],
  ["the skill's folder", ".agents/skills/x"],
])("never writes through a link in the place of %s", async (_, path) => {
  const checkout = makeRepo();
  const outside = temporaryFolder();
  const repo = await openPath(checkout);
  const content = join(outside, "content");
  git(checkout, "mv", "-k", "other", "other");
  rmSync(join(checkout, path), { recursive: true });
  put(outside, {
    "content/skills/x/SKILL.md": "v1\nline\n",
    "content/x/SKILL.md": "v1\nline\n",
    "content/SKILL.md": "v1\nline\n",
  });
  symlinkSync(content, join(checkout, path));
  await expect(writeChange(repo, change(repo.head), COMMIT)).rejects.toMatchObject({
    code: "refused",
    message: `${path} is a link; Yardlet does not write through links, replace it by a folder`,
  });
  expect(readText(outside, "content/SKILL.md")).toBe("v1\nline\n");
  expect(git(checkout, "rev-parse", "HEAD")).toBe(repo.head);
});

test("a tracked link in the place of our folder is refused too", async () => {
  const checkout = makeCheckout({ "elsewhere/a": "1", ".agents": "-> elsewhere" });
  const repo = await openPath(checkout);
  await expect(
    writeChange(repo, { base: repo.head, puts: [file(".agents/a", "2")], deletes: [], message: "Write" }, COMMIT),
  ).rejects.toMatchObject({
    code: "refused",
    message: ".agents/a is not written: .agents is not a folder; remove it first",
  });
  expect(readText(checkout, "elsewhere/a")).toBe("1");
});

test("dirt elsewhere does not matter", async () => {
  const checkout = makeRepo();
  put(checkout, { other: "edited", new: "untracked", ".agents/skills/y/SKILL.md": "mine" });
  const repo = await openPath(checkout);
  expect((await writeChange(repo, change(repo.head), COMMIT)).changed).toBe(true);
  expect(git(checkout, "status", "--porcelain")).toBe(" M other\n?? .agents/skills/y/\n?? new");
});

test("a file checked out with CRLF is no edit, where git says so", async () => {
  const checkout = makeRepo();
  commitFiles(checkout, { ".gitattributes": "*.md text eol=crlf\n" });
  rmSync(join(checkout, SKILL));
  git(checkout, "checkout", "--", SKILL);
  expect(readText(checkout, SKILL)).toBe("v1\r\nline\r\n");
  const repo = await openPath(checkout);
  expect((await writeChange(repo, change(repo.head), COMMIT)).changed).toBe(true);
  expect(git(checkout, "status", "--porcelain")).toBe("");
  const plain = makeRepo();
  put(plain, { [SKILL]: "v1\r\nline\r\n" });
  const other = await openPath(plain);
  await expect(writeChange(other, change(other.head), COMMIT)).rejects.toMatchObject({ code: "refused" });
});

test("modes do not count where the file system has none", async () => {
  const checkout = makeRepo();
  git(checkout, "config", "core.fileMode", "false");
  chmodSync(join(checkout, SKILL), 0o755);
  const repo = await openPath(checkout);
  expect((await writeChange(repo, change(repo.head), COMMIT)).changed).toBe(true);
});

test("an edit that comes while we write is kept, and named", async () => {
  const checkout = makeRepo();
  const repo = await openPath(checkout);
  const result = await writeChange(repo, change(repo.head), {
    ...COMMIT,
    onStep: (step) => {
      if (step === "moved") put(checkout, { [SKILL]: "just now", ".agents/skills/x/new/file.md": "mine" });
    },
  });
  expect(result.kept).toEqual([SKILL, ".agents/skills/x/new/file.md"]);
  expect(readText(checkout, SKILL)).toBe("just now");
  expect(readText(checkout, ".agents/skills/x/new/file.md")).toBe("mine");
  expect(git(checkout, "show", `HEAD:${SKILL}`)).toBe("v2\nline");
  expect(git(checkout, "status", "--porcelain")).toBe(` M ${SKILL}\n M .agents/skills/x/new/file.md`);
});

test("a branch that somebody moves in between is a conflict, and nothing stays behind", async () => {
  const checkout = makeRepo();
  const repo = await openPath(checkout);
  const before = stateOf(checkout);
  const theirs = git(checkout, "commit-tree", "-m", "theirs", "-p", "HEAD", "HEAD^{tree}");
  const onStep = (step: string) => {
    if (step === "index-built") git(checkout, "update-ref", "refs/heads/main", theirs);
  };
  await expect(writeChange(repo, change(repo.head), { ...COMMIT, onStep })).rejects.toMatchObject({
    code: "conflict",
    message: "the branch main has moved in the meantime; plan again",
  });
  expect(stateOf(checkout)).toEqual({ ...before, head: theirs });
  expect(readdirSync(join(checkout, ".git/yardlet"))).toEqual([]);
});

test("git commands of the user wait for us by git's own lock", async () => {
  const checkout = makeRepo();
  const repo = await openPath(checkout);
  const tried: string[] = [];
  await writeChange(repo, change(repo.head), {
    ...COMMIT,
    onStep: (step) => {
      if (step !== "checked") return;
      try {
        git(checkout, "add", "other");
      } catch (error) {
        tried.push(String(error));
      }
    },
  });
  expect(tried[0]).toContain("index.lock': File exists");
});

test("an abort before the branch moves leaves nothing, not even a lock", async () => {
  const checkout = makeRepo();
  const before = stateOf(checkout);
  const repo = await openPath(checkout);
  const abort = new AbortController();
  const onStep = (step: string) => {
    if (step === "staged") abort.abort(new Error("cancelled"));
  };
  await expect(writeChange(repo, change(repo.head), { ...COMMIT, onStep, signal: abort.signal })).rejects.toThrow(
    "cancelled",
  );
  expect(stateOf(checkout)).toEqual(before);
  expect(existsSync(join(checkout, ".git/index.lock"))).toBe(false);
});

test("a file of the user's that changed within the clock's grain is still seen as changed afterwards", async () => {
  const checkout = makeRepo();
  git(checkout, "config", "core.trustctime", "false");
  const then = new Date("2026-01-01T00:00:00Z");
  utimesSync(join(checkout, "other"), then, then);
  git(checkout, "update-index", "--refresh");
  utimesSync(join(checkout, ".git/index"), then, then);
  writeFileSync(join(checkout, "other"), "2");
  utimesSync(join(checkout, "other"), then, then);
  const repo = await openPath(checkout);
  await writeChange(repo, change(repo.head), COMMIT);
  expect(git(checkout, "status", "--porcelain")).toBe(" M other");
});

test("a branch that another work tree has checked out is not moved under it", async () => {
  const checkout = makeRepo();
  const linked = join(temporaryFolder(), "linked");
  git(checkout, "worktree", "add", "--quiet", "--force", linked, "main");
  const repo = await openPath(checkout);
  await expect(writeChange(repo, change(repo.head), COMMIT)).rejects.toMatchObject({
    code: "refused",
    message: `the branch main is checked out in ${linked}; check out another one there, then try again`,
  });
});

test("a split index and an untracked cache stay in use", async () => {
  const checkout = makeRepo();
  git(checkout, "update-index", "--split-index", "--untracked-cache");
  const repo = await openPath(checkout);
  await writeChange(repo, change(repo.head), COMMIT);
  expect(git(checkout, "status", "--porcelain")).toBe("");
  expect(git(checkout, "fsck")).toBe("");
});
