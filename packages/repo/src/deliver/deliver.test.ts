import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
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
} from "../testing/git.ts";
import { writeChange } from "../write/write.ts";
import { formatPatch } from "./patch.ts";
import { probeDelivery } from "./probe.ts";

const AGENTS = { scope: { kind: "agents", linkFolders: [".claude/skills"] } } as const;

test("a patch does what the write would have done, by git am and by git apply", async () => {
  const files = { ".agents/x/a": "one\n", ".agents/x/gone": "gone\n", a: "1" };
  const checkout = makeCheckout(files);
  const repo = await openPath(checkout);
  const change = {
    base: repo.head,
    puts: [
      file(".agents/x/a", "two\r\nno newline at end"),
      file(".agents/x/run", "#!/bin/sh\n", "100755"),
      { path: ".agents/x/binary", mode: "100644", bytes: Uint8Array.from([0, 255, 10, 0]) },
      { path: ".agents/x/latin1", mode: "100644", bytes: Uint8Array.from([0x63, 0xe9, 10]) },
    ],
    links: [{ path: ".claude/skills/x", target: "../../.agents/x" }],
    deletes: [".agents/x/gone"],
    message: "Equip x\n\nBecause – it is wanted\n",
  } as const;
  const input = { ...change, puts: [...change.puts], links: [...change.links], deletes: [...change.deletes] };
  const patch = await formatPatch(repo, input, { ...AGENTS, at: new Date("2026-01-02T03:04:05Z") });
  expect(git(checkout, "status", "--porcelain")).toBe("");
  expect(git(checkout, "count-objects")).toMatch(/^\d+ objects/);
  const twin = makeCheckout(files);
  execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=a@b", "am", "--keep-cr", "--quiet"], {
    cwd: twin,
    input: patch,
    stdio: ["pipe", "ignore", "ignore"],
    env: { PATH: process.env["PATH"], HOME: "/nonexistent" },
  });
  const written = await writeChange(repo, input, { ...AGENTS, delivery: "commit" });
  expect(git(twin, "rev-parse", "HEAD^{tree}")).toBe(git(checkout, "rev-parse", `${written.commit}^{tree}`));
  expect(git(twin, "show", "-s", "--format=%an <%ae>|%B")).toBe(
    "Yardlet <yardlet@localhost>|Equip x\n\nBecause – it is wanted\n",
  );
  expect(readTarget(twin, ".claude/skills/x")).toBe("../../.agents/x");
  const third = makeCheckout(files);
  execFileSync("git", ["apply", "--index", "--whitespace=nowarn"], { cwd: third, input: patch });
  expect(git(third, "write-tree")).toBe(git(twin, "rev-parse", "HEAD^{tree}"));
});

test("a patch is made without writing a byte into the repository", async () => {
  const checkout = makeCheckout({ a: "1" });
  const repo = await openPath(checkout);
  const before = execFileSync("find", [checkout, "-type", "f", "-newer", join(checkout, ".git/HEAD")]).toString();
  const change = { base: repo.head, puts: [file(".agents/new", "new content")], deletes: [], message: "Write" };
  expect(await formatPatch(repo, change, AGENTS)).toBeDefined();
  expect(execFileSync("find", [checkout, "-type", "f", "-newer", join(checkout, ".git/HEAD")]).toString()).toBe(before);
});

test("a patch for the first commit, from a remote, and none for nothing", async () => {
  const empty = await openPath(makeCheckout());
  const first = await formatPatch(empty, { puts: [file(".agents/a", "1")], deletes: [], message: "First" }, AGENTS);
  expect(Buffer.from(first ?? []).toString()).toContain("Subject: [PATCH] First");
  const { url } = makeRemote(makeCheckout({ ".agents/a": "1" }));
  const repo = await openUrl(url);
  const same = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Same" };
  expect(await formatPatch(repo, same, AGENTS)).toBeUndefined();
  await expect(formatPatch(repo, { ...same, puts: [file("src/a", "1")] }, AGENTS)).rejects.toMatchObject({
    code: "refused",
  });
});

test("a local repository: what its state allows", async () => {
  const checkout = makeCheckout({ a: "1" });
  expect(await probeDelivery(await openPath(checkout))).toEqual({ possible: ["commit", "branch", "none"], note: "" });
  git(checkout, "switch", "--quiet", "--detach");
  expect(await probeDelivery(await openPath(checkout))).toEqual({
    possible: ["commit", "branch", "none"],
    note: "HEAD is on no branch; check one out before anything is written",
  });
  expect((await probeDelivery(await openPath(makeCheckout()))).possible).toEqual(["commit", "none"]);
});

test("a remote: a dry-run push finds out, and leaves nothing there", async () => {
  const { folder, url } = makeRemote(makeCheckout({ a: "1" }));
  const repo = await openUrl(url);
  expect(await probeDelivery(repo)).toEqual({
    possible: ["branch", "commit", "none"],
    note: "the remote takes pushes from this host",
  });
  expect(git(folder, "for-each-ref", "--format=%(refname)")).toBe("refs/heads/main");
  const empty = makeRemote(makeCheckout());
  expect(await probeDelivery(await openUrl(empty.url))).toEqual({
    possible: ["commit", "none"],
    note: "the remote is empty; the first commit can be pushed",
  });
  rmSync(folder, { recursive: true });
  expect(await probeDelivery(repo)).toEqual({
    possible: ["none"],
    note: "no push is possible: there is no repository at this address, or these credentials may not see it; check the address",
  });
});

test("what the remote's own rules refuse comes back in its words", async () => {
  const { folder, url } = makeRemote(makeCheckout({ a: "1" }));
  git(folder, "config", "receive.maxInputSize", "1");
  const repo = await openUrl(url);
  const change = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
  await expect(writeChange(repo, change, { ...AGENTS, delivery: "commit" })).rejects.toMatchObject({
    code: "refused",
    message: expect.stringMatching(
      /^the remote refused the push to main: .*; choose another delivery or change its rules$/,
    ),
  });
  expect(git(folder, "rev-parse", "main")).toBe(repo.head);
  expect(existsSync(join(repo.gitDir, "refs/heads/yardlet"))).toBe(false);
});

test("a checkout behind a file:// address keeps the branch it has checked out", async () => {
  const checkout = makeCheckout({ a: "1" });
  git(checkout, "config", "receive.denyCurrentBranch", "updateInstead");
  const repo = await openUrl(`file://${checkout}`);
  const change = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
  await expect(writeChange(repo, change, { ...AGENTS, delivery: "commit" })).rejects.toMatchObject({ code: "refused" });
  expect(git(checkout, "rev-parse", "HEAD")).toBe(repo.head);
  const branch = await writeChange(repo, change, { ...AGENTS, delivery: "branch" });
  expect(git(checkout, "rev-parse", "yardlet/skills")).toBe(branch.commit);
  commitFiles(checkout, { b: "2" });
  put(checkout, { c: "3" });
  expect(readText(checkout, "a")).toBe("1");
});
