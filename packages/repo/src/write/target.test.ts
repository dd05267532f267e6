import { expect, test } from "vitest";
import type { GitRepo } from "../open/repo.ts";
import {
  commitFiles,
  file,
  git,
  makeCheckout,
  makeRemote,
  openPath,
  openUrl,
  put,
  temporaryFolder,
} from "../testing/git.ts";
import { PENDING_BRANCH, resolveTarget } from "./target.ts";
import { writeChange } from "./write.ts";

const BRANCH = {
  scope: { kind: "agents", linkFolders: [] },
  delivery: "branch",
  at: new Date("2026-01-02T03:04:05Z"),
} as const;

function makeRemotePair() {
  const checkout = makeCheckout({ a: "1" });
  const remote = makeRemote(checkout);
  git(checkout, "remote", "add", "origin", remote.folder);
  const mirrorsDir = temporaryFolder();
  return { checkout, ...remote, open: () => openUrl(remote.url, mirrorsDir) };
}

async function write(repo: GitRepo, name: string) {
  const { base } = await resolveTarget(repo, "branch");
  return writeChange(
    repo,
    { base, puts: [file(`.agents/${name}`, name)], deletes: [], message: `Add ${name}` },
    BRANCH,
  );
}

function filesOf(folder: string, branch: string): string {
  return git(folder, "ls-tree", "-r", "--name-only", branch).replaceAll("\n", " ");
}

test("makes the branch from the default branch, which stays where it is", async () => {
  const { folder, open } = makeRemotePair();
  const repo = await open();
  expect(await resolveTarget(repo, "branch")).toEqual({
    delivery: "branch",
    branch: "yardlet/skills",
    base: repo.head,
    tip: undefined,
    start: "new",
    note: "makes yardlet/skills from main",
  });
  const result = await write(repo, "x");
  expect(result).toMatchObject({ changed: true, delivered: "branch", branch: "yardlet/skills" });
  expect(git(folder, "rev-parse", "yardlet/skills", "main")).toBe(`${result.commit}\n${repo.head}`);
  expect(filesOf(folder, PENDING_BRANCH)).toBe(".agents/x a");
});

test("adds to what is pending", async () => {
  const { folder, open } = makeRemotePair();
  const first = await write(await open(), "x");
  const repo = await open();
  expect(await resolveTarget(repo, "branch")).toMatchObject({
    base: first.commit,
    tip: first.commit,
    start: "pending",
  });
  const second = await write(repo, "y");
  expect(git(folder, "rev-parse", `${PENDING_BRANCH}~1`)).toBe(first.commit);
  expect(filesOf(folder, PENDING_BRANCH)).toBe(".agents/x .agents/y a");
  expect((await write(await open(), "y")).changed).toBe(false);
  expect(git(folder, "rev-parse", PENDING_BRANCH)).toBe(second.commit);
});

test("starts anew from the default branch once all of it is merged there", async () => {
  const { checkout, folder, open } = makeRemotePair();
  const first = await write(await open(), "x");
  git(checkout, "pull", "--quiet", "--no-rebase", "--no-ff", "origin", PENDING_BRANCH);
  commitFiles(checkout, { b: "2" });
  git(checkout, "push", "--quiet", "origin", "main");
  const repo = await open();
  expect(await resolveTarget(repo, "branch")).toMatchObject({ base: repo.head, tip: first.commit, start: "merged" });
  await write(repo, "y");
  expect(git(folder, "merge-base", "--is-ancestor", "main", PENDING_BRANCH)).toBe("");
  expect(filesOf(folder, PENDING_BRANCH)).toBe(".agents/x .agents/y a b");
});

test("when the default branch went on, both are merged first, and the branch only moves forward", async () => {
  const { checkout, folder, open } = makeRemotePair();
  const first = await write(await open(), "x");
  const theirs = commitFiles(checkout, { b: "2", "dir/c": "3" });
  git(checkout, "push", "--quiet", "origin", "main");
  const repo = await open();
  const target = await resolveTarget(repo, "branch");
  expect(target).toMatchObject({ tip: first.commit, start: "behind" });
  expect(await resolveTarget(repo, "branch")).toEqual(target);
  expect(git(repo.gitDir, "show", "-s", "--format=%P %s", target.base ?? "")).toBe(
    `${first.commit} ${theirs} Merge main into yardlet/skills`,
  );
  await write(repo, "y");
  expect(filesOf(folder, PENDING_BRANCH)).toBe(".agents/x .agents/y a b dir/c");
  expect(git(folder, "rev-list", "--count", PENDING_BRANCH)).toBe("5");
  expect(git(folder, "merge-base", "--is-ancestor", first.commit ?? "", PENDING_BRANCH)).toBe("");
});

test("a squash of the pending branch is no conflict", async () => {
  const { checkout, folder, open } = makeRemotePair();
  await write(await open(), "x");
  git(checkout, "fetch", "--quiet", "origin", PENDING_BRANCH);
  git(checkout, "merge", "--quiet", "--squash", "FETCH_HEAD");
  git(checkout, "commit", "--quiet", "-m", "Squashed");
  git(checkout, "push", "--quiet", "origin", "main");
  expect((await resolveTarget(await open(), "branch")).start).toBe("behind");
  await write(await open(), "y");
  expect(filesOf(folder, PENDING_BRANCH)).toBe(".agents/x .agents/y a");
});

test("branches that changed the same file are refused by name, and nothing is pushed", async () => {
  const { checkout, folder, open } = makeRemotePair();
  const first = await write(await open(), "x");
  commitFiles(checkout, { ".agents/x": "by hand" });
  git(checkout, "push", "--quiet", "origin", "main");
  await expect(resolveTarget(await open(), "branch")).rejects.toMatchObject({
    code: "refused",
    message: "yardlet/skills and main went apart (.agents/x); merge or delete yardlet/skills, then try again",
  });
  expect(git(folder, "rev-parse", PENDING_BRANCH)).toBe(first.commit);
});

test("branches without common history are refused", async () => {
  const { checkout, open } = makeRemotePair();
  git(checkout, "switch", "--quiet", "--orphan", "lonely");
  commitFiles(checkout, { z: "1" });
  git(checkout, "push", "--quiet", "origin", `lonely:${PENDING_BRANCH}`);
  await expect(resolveTarget(await open(), "branch")).rejects.toMatchObject({ code: "refused" });
});

test("a push that comes too late is a conflict; the commit of the other stays", async () => {
  const { checkout, folder, open } = makeRemotePair();
  const repo = await open();
  git(checkout, "push", "--quiet", "origin", `main:${PENDING_BRANCH}`);
  const theirs = commitFiles(checkout, { b: "2" });
  git(checkout, "push", "--quiet", "origin", `main:${PENDING_BRANCH}`);
  await expect(write(repo, "x")).rejects.toMatchObject({
    code: "conflict",
    message: "the branch yardlet/skills has moved on the remote; sync and plan again",
  });
  expect(git(folder, "rev-parse", PENDING_BRANCH)).toBe(theirs);
});

test("a branch called yardlet is in the way, there and here", async () => {
  const { folder, open } = makeRemotePair();
  git(folder, "branch", "yardlet", "main");
  await expect(write(await open(), "x")).rejects.toMatchObject({ code: "refused" });
  const checkout = makeCheckout({ a: "1" });
  git(checkout, "branch", "yardlet");
  await expect(write(await openPath(checkout), "x")).rejects.toMatchObject({
    code: "refused",
    message: "another branch is in the way of yardlet/skills; rename or delete it",
  });
});

test("by branch in a local checkout: the branch moves, the working tree does not", async () => {
  const checkout = makeCheckout({ a: "1" });
  put(checkout, { a: "edited", ".agents/x": "untracked" });
  const repo = await openPath(checkout);
  const result = await write(repo, "x");
  expect(git(checkout, "rev-parse", PENDING_BRANCH, "HEAD")).toBe(`${result.commit}\n${repo.head}`);
  expect(git(checkout, "status", "--porcelain")).toBe(" M a\n?? .agents/");
});

test("the pending branch is not moved while it is checked out", async () => {
  const checkout = makeCheckout({ a: "1" });
  await write(await openPath(checkout), "x");
  git(checkout, "switch", "--quiet", PENDING_BRANCH);
  await expect(write(await openPath(checkout), "y")).rejects.toMatchObject({
    code: "refused",
    message: `the branch yardlet/skills is checked out in ${checkout}; check out another one there, then try again`,
  });
});

test("a repository without a commit takes no branch", async () => {
  await expect(resolveTarget(await openPath(makeCheckout()), "branch")).rejects.toMatchObject({
    code: "refused",
    message: "the repository has no commit yet; make a first one, or choose delivery by commit",
  });
});

test("a remote whose HEAD is on no branch is refused with the remedy", async () => {
  const { folder, url } = makeRemote(makeCheckout({ a: "1" }));
  const commit = git(folder, "commit-tree", "-m", "loose", "HEAD^{tree}");
  put(folder, { HEAD: `${commit}\n` });
  await expect(openUrl(url)).rejects.toMatchObject({
    code: "refused",
    message: "the remote's HEAD is on no branch; set its default branch there, then read the repository again",
  });
});
