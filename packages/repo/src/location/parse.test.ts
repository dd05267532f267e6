import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { git, makeCheckout, makeRemote, temporaryFolder } from "../testing/git.ts";
import { findRepoRoot } from "./layout.ts";
import { parseLocation } from "./parse.ts";

const policyOf = (...localRoots: string[]) => ({ localRoots, allowFileUrls: false, allowPrivateHosts: false });
const NOWHERE = { localRoots: undefined, allowFileUrls: false, allowPrivateHosts: false };

test("takes a checkout inside an allowed folder", async () => {
  const checkout = makeCheckout({ a: "1" });
  expect(await parseLocation(` ${checkout}/ `, policyOf(dirname(checkout)))).toEqual({ kind: "path", path: checkout });
  expect(await parseLocation(checkout, policyOf(checkout))).toEqual({ kind: "path", path: checkout });
});

test("takes a bare repository and a linked work tree", async () => {
  const checkout = makeCheckout({ a: "1" });
  const { folder } = makeRemote(checkout);
  expect(await parseLocation(folder, policyOf(dirname(folder)))).toEqual({ kind: "path", path: folder });
  const linked = join(dirname(checkout), "linked");
  git(checkout, "worktree", "add", "--quiet", "-b", "other", linked);
  expect(await parseLocation(linked, policyOf(dirname(checkout)))).toEqual({ kind: "path", path: linked });
});

test("takes a URL in normal form", async () => {
  expect(await parseLocation("https://GitHub.com/acme/app/", NOWHERE)).toEqual({
    kind: "url",
    url: "https://github.com/acme/app",
  });
});

test("local paths can be off", async () => {
  await expect(parseLocation("/srv/app", NOWHERE)).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringMatching(/^local paths are off here; add the repository by its https or ssh address/),
  });
});

test("refuses a path outside of the allowed folders, the same whether it exists or not", async () => {
  const checkout = makeCheckout({ a: "1" });
  const root = temporaryFolder();
  for (const path of [checkout, `${checkout}-absent`, `${root}/../x`, "/"]) {
    await expect(parseLocation(path, policyOf(root))).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining(`is outside the folders that local repositories may lie in (${root})`),
    });
  }
  await expect(parseLocation(`${root}-more`, policyOf(root))).rejects.toMatchObject({ code: "forbidden" });
});

test("refuses links that lead out: the folder, its .git, its git folder's parent", async () => {
  const outside = makeCheckout({ a: "1" });
  const root = temporaryFolder();
  symlinkSync(outside, join(root, "linked"));
  mkdirSync(join(root, "gitlink"));
  symlinkSync(join(outside, ".git"), join(root, "gitlink", ".git"));
  mkdirSync(join(root, "gitfile"));
  writeFileSync(join(root, "gitfile", ".git"), `gitdir: ${outside}/.git\n`);
  const common = makeCheckout({ a: "1" }, join(root, "common"));
  writeFileSync(join(common, ".git", "commondir"), `${outside}/.git\n`);
  for (const name of ["linked", "gitlink", "gitfile", "common"]) {
    await expect(parseLocation(join(root, name), policyOf(root)), name).rejects.toMatchObject({ code: "forbidden" });
  }
});

test("names what is missing", async () => {
  const root = temporaryFolder();
  const checkout = makeCheckout({ "sub/a": "1" }, join(root, "checkout"));
  const policy = policyOf(root);
  await expect(parseLocation(join(root, "absent"), policy)).rejects.toMatchObject({ code: "not_found" });
  await expect(parseLocation(join(checkout, "sub", "a"), policy)).rejects.toMatchObject({ code: "not_found" });
  await expect(parseLocation(root, policy)).rejects.toMatchObject({
    code: "invalid",
    message: `${root} is not the top of a git repository; run "git init" there first`,
  });
  await expect(parseLocation(join(checkout, "sub"), policy)).rejects.toMatchObject({
    code: "invalid",
    message: `${checkout}/sub is not the top of a git repository; its repository starts at ${checkout}; use that`,
  });
  await expect(parseLocation(join(checkout, ".git"), policy)).rejects.toMatchObject({ code: "invalid" });
});

test.each([
  ["", "invalid"],
  ["   ", "invalid"],
  ["x".repeat(2049), "invalid"],
  ["https://example.com/a\nb", "invalid"],
  ["https://example.com/a\0", "invalid"],
  ["https://example.com/\u202Ea", "invalid"],
  ["--upload-pack=touch /tmp/x", "invalid"],
  ["-x", "invalid"],
  ["ext::sh -c id", "forbidden"],
  ["EXT::sh -c id", "forbidden"],
  ["fd::17", "forbidden"],
  ["./app", "invalid"],
  ["../app", "invalid"],
  ["~/app", "invalid"],
  ["C:\\app", "invalid"],
  ["https:\\\\example.com\\a", "invalid"],
  ["app", "invalid"],
])("refuses %j as %s", async (text, code) => {
  await expect(parseLocation(text, policyOf("/"))).rejects.toMatchObject({ code });
});

test("finds the top of a repository from deep inside", async () => {
  const checkout = makeCheckout({ "a/b/c": "1" });
  expect(await findRepoRoot(join(checkout, "a", "b"))).toBe(checkout);
  expect(await findRepoRoot(temporaryFolder())).toBeUndefined();
});
