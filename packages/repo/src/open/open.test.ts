import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { ANYTHING, commitFiles, git, makeCheckout, makeRemote, openPath, temporaryFolder } from "../testing/git.ts";
import { createBareRepo } from "./create.ts";
import { openRepo } from "./open.ts";

test("a checkout: its branch, its head, its origin without sign-in", async () => {
  const checkout = makeCheckout({ a: "1" });
  git(checkout, "switch", "--quiet", "-c", "feature/x");
  git(checkout, "remote", "add", "origin", "https://ada:s3cret@example.com/acme/app.git");
  const repo = await openPath(checkout);
  expect(repo).toEqual({
    location: { kind: "path", path: checkout },
    gitDir: `${checkout}/.git`,
    commonDir: `${checkout}/.git`,
    workTree: checkout,
    lockPath: `${checkout}/.git/yardlet.lock`,
    objectFormat: "sha1",
    defaultBranch: "feature/x",
    head: git(checkout, "rev-parse", "HEAD"),
    remoteUrl: "https://example.com/acme/app.git",
    remote: undefined,
  });
});

test("without a commit there is a branch but no head", async () => {
  expect(await openPath(makeCheckout())).toMatchObject({ defaultBranch: "main", head: undefined });
});

test("a detached HEAD has a commit but no branch", async () => {
  const checkout = makeCheckout({ a: "1" });
  git(checkout, "switch", "--quiet", "--detach");
  expect(await openPath(checkout)).toMatchObject({
    defaultBranch: undefined,
    head: git(checkout, "rev-parse", "HEAD"),
  });
});

test("a linked work tree has its own HEAD and shares the lock", async () => {
  const checkout = makeCheckout({ a: "1" });
  const linked = join(dirname(checkout), "linked");
  git(checkout, "worktree", "add", "--quiet", "-b", "other", linked);
  expect(await openPath(linked)).toMatchObject({
    gitDir: `${checkout}/.git/worktrees/linked`,
    commonDir: `${checkout}/.git`,
    workTree: linked,
    lockPath: `${checkout}/.git/yardlet.lock`,
    defaultBranch: "other",
  });
});

test("a submodule's checkout opens by itself", async () => {
  const checkout = makeCheckout({ a: "1" });
  git(checkout, "submodule", "--quiet", "add", `file://${makeRemote(makeCheckout({ b: "1" })).folder}`, "sub");
  expect(await openPath(join(checkout, "sub"))).toMatchObject({
    gitDir: `${checkout}/.git/modules/sub`,
    workTree: `${checkout}/sub`,
    defaultBranch: "main",
  });
});

test("a bare repository has no working tree", async () => {
  const { folder } = makeRemote(makeCheckout({ a: "1" }));
  expect(await openPath(folder)).toMatchObject({ gitDir: folder, workTree: undefined, defaultBranch: "main" });
});

test("a sha256 repository", async () => {
  const folder = join(temporaryFolder(), "app");
  mkdirSync(folder);
  git(folder, "init", "--quiet", "--object-format=sha256", "--initial-branch=main");
  commitFiles(folder, { a: "1" });
  const repo = await openPath(folder);
  expect(repo.objectFormat).toBe("sha256");
  expect(repo.head).toHaveLength(64);
});

test("the policy is asked again when a repository is opened", async () => {
  const checkout = makeCheckout({ a: "1" });
  const root = temporaryFolder();
  const policy = { ...ANYTHING, localRoots: [root] };
  const options = { policy, mirrorsDir: root };
  await expect(openRepo({ kind: "path", path: checkout }, options)).rejects.toMatchObject({ code: "forbidden" });
  symlinkSync(checkout, join(root, "moved"));
  await expect(openRepo({ kind: "path", path: join(root, "moved") }, options)).rejects.toMatchObject({
    code: "forbidden",
  });
  const off = { policy: { localRoots: undefined, allowFileUrls: false, allowPrivateHosts: false }, mirrorsDir: root };
  await expect(openRepo({ kind: "path", path: checkout }, off)).rejects.toMatchObject({ code: "forbidden" });
  await expect(openRepo({ kind: "url", url: `file://${checkout}` }, off)).rejects.toMatchObject({ code: "forbidden" });
  await expect(openRepo({ kind: "url", url: "https://127.0.0.1/a" }, off)).rejects.toMatchObject({ code: "forbidden" });
  await expect(openRepo({ kind: "url", url: "ext::sh -c id" }, off)).rejects.toMatchObject({ code: "invalid" });
});

test("a new bare repository is empty, on main, and is not made twice", async () => {
  const path = join(temporaryFolder(), "data", "library.git");
  await createBareRepo(path);
  expect(await openPath(path)).toMatchObject({ defaultBranch: "main", head: undefined, workTree: undefined });
  git(path, "config", "test.kept", "yes");
  await createBareRepo(path);
  expect(git(path, "config", "test.kept")).toBe("yes");
});
