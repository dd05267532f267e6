import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { listTree } from "../read/tree.ts";
import { runChild } from "../testing/child.ts";
import {
  ANYTHING,
  commitFiles,
  file,
  git,
  makeCheckout,
  makeRemote,
  openUrl,
  temporaryFolder,
} from "../testing/git.ts";
import { writeChange } from "../write/write.ts";
import { mirrorFolder } from "./mirror.ts";
import { openRepo } from "./open.ts";
import { parseRemoteHeads } from "./remote.ts";

function makePair() {
  const checkout = makeCheckout({ a: "1" });
  const remote = makeRemote(checkout);
  git(checkout, "remote", "add", "origin", remote.folder);
  return { checkout, ...remote, mirrorsDir: temporaryFolder() };
}

test("a remote becomes a bare mirror, and follows it", async () => {
  const { checkout, folder, url, mirrorsDir } = makePair();
  const first = await openUrl(url, mirrorsDir);
  expect(first).toMatchObject({
    location: { kind: "url", url },
    gitDir: join(mirrorFolder(mirrorsDir, url), "mirror.git"),
    workTree: undefined,
    defaultBranch: "main",
    head: git(checkout, "rev-parse", "HEAD"),
    remoteUrl: url,
  });
  const second = commitFiles(checkout, { b: "2" });
  git(checkout, "push", "--quiet", "origin", "main", "main:gone");
  expect((await openUrl(url, mirrorsDir)).head).toBe(second);
  git(folder, "update-ref", "-d", "refs/heads/gone");
  git(folder, "update-ref", "refs/heads/main", `${second}~1`);
  const rewound = await openUrl(url, mirrorsDir);
  expect(rewound.head).toBe(first.head);
  expect(git(rewound.gitDir, "for-each-ref", "--format=%(refname)")).toBe("refs/heads/main");
  expect(readdirSync(mirrorFolder(mirrorsDir, url))).toEqual(["mirror.git"]);
});

test("the default branch is the remote's HEAD, also after it changed", async () => {
  const { folder, url, mirrorsDir, checkout } = makePair();
  await openUrl(url, mirrorsDir);
  git(checkout, "push", "--quiet", "origin", "main:refs/heads/trunk");
  git(folder, "symbolic-ref", "HEAD", "refs/heads/trunk");
  expect((await openUrl(url, mirrorsDir)).defaultBranch).toBe("trunk");
  git(folder, "update-ref", "-d", "refs/heads/trunk");
  await expect(openUrl(url, mirrorsDir)).rejects.toMatchObject({
    code: "refused",
    message: "the remote's HEAD is on no branch; set its default branch there, then read the repository again",
  });
  git(folder, "symbolic-ref", "HEAD", "refs/heads/main");
  expect((await openUrl(url, mirrorsDir)).defaultBranch).toBe("main");
});

test("an empty remote has a branch to be and no head", async () => {
  const { url } = makeRemote(makeCheckout());
  expect(await openUrl(url)).toMatchObject({ defaultBranch: "main", head: undefined });
});

test("submodules and tags are not fetched", async () => {
  const { checkout, url, mirrorsDir } = makePair();
  git(checkout, "tag", "v1");
  git(checkout, "push", "--quiet", "origin", "v1");
  const repo = await openUrl(url, mirrorsDir);
  expect(git(repo.gitDir, "tag")).toBe("");
});

test.each([
  ["HEAD is gone", (mirror: string) => rmSync(join(mirror, "HEAD"))],
  ["objects are gone", (mirror: string) => rmSync(join(mirror, "objects"), { recursive: true })],
  ["a pack is cut short", (mirror: string) => cutPack(mirror)],
  ["a file lies there", (mirror: string) => (rmSync(mirror, { recursive: true }), writeFileSync(mirror, "x"))],
  ["an empty folder lies there", (mirror: string) => (rmSync(mirror, { recursive: true }), mkdirSync(mirror))],
  ["settings are broken", (mirror: string) => writeFileSync(join(mirror, "config"), "[core")],
])("a corrupt mirror is made anew: %s", async (_, corrupt) => {
  const { url, mirrorsDir } = makePair();
  const repo = await openUrl(url, mirrorsDir);
  corrupt(repo.gitDir);
  const again = await openUrl(url, mirrorsDir);
  expect(again.head).toBe(repo.head);
  expect((await listTree(again, again.head ?? "")).map(({ path }) => path)).toEqual(["a"]);
  expect(readdirSync(mirrorFolder(mirrorsDir, url))).toEqual(["mirror.git"]);
});

test("a mirror that misses one old object is mended by the next fetch or made anew", async () => {
  const { checkout, url, mirrorsDir } = makePair();
  const repo = await openUrl(url, mirrorsDir);
  cutPack(repo.gitDir);
  const second = commitFiles(checkout, { b: "2" });
  git(checkout, "push", "--quiet", "origin", "main");
  expect((await openUrl(url, mirrorsDir)).head).toBe(second);
});

test("what a killed clone left behind goes away", async () => {
  const { url, mirrorsDir } = makePair();
  const folder = mirrorFolder(mirrorsDir, url);
  mkdirSync(join(folder, "unfinished-1", "objects"), { recursive: true });
  await openUrl(url, mirrorsDir);
  expect(readdirSync(folder)).toEqual(["mirror.git"]);
});

test("a failed clone leaves no mirror, a failed fetch keeps the old one", async () => {
  const { folder, url, mirrorsDir } = makePair();
  const mirror = join(mirrorFolder(mirrorsDir, url), "mirror.git");
  git(folder, "symbolic-ref", "HEAD", "refs/heads/main");
  rmSync(join(folder, "HEAD"));
  await expect(openUrl(url, mirrorsDir)).rejects.toMatchObject({ code: "not_found" });
  expect(existsSync(mirror)).toBe(false);
  writeFileSync(join(folder, "HEAD"), "ref: refs/heads/main\n");
  await openUrl(url, mirrorsDir);
  rmSync(join(folder, "HEAD"));
  await expect(openUrl(url, mirrorsDir)).rejects.toMatchObject({ code: "not_found" });
  expect(existsSync(mirror)).toBe(true);
});

test("a broken remote does not cost the mirror", async () => {
  const { checkout, folder, url, mirrorsDir } = makePair();
  const repo = await openUrl(url, mirrorsDir);
  const second = commitFiles(checkout, { b: "2" });
  git(checkout, "push", "--quiet", "origin", "main");
  rmSync(join(folder, "objects", second.slice(0, 2), second.slice(2)));
  await expect(openUrl(url, mirrorsDir)).rejects.toMatchObject({ name: "DomainError" });
  expect(git(repo.gitDir, "rev-parse", "refs/heads/main")).toBe(repo.head);
});

test("a remote beyond the limit is given up without a trace", async () => {
  const checkout = makeCheckout({ big: randomBytes(300_000) });
  const { url } = makeRemote(checkout);
  const mirrorsDir = temporaryFolder();
  const options = { policy: ANYTHING, mirrorsDir, maxMirrorBytes: 100_000 };
  await expect(openRepo({ kind: "url", url }, options)).rejects.toMatchObject({
    code: "limit_reached",
    message: "the repository is larger than 100000 bytes; let an admin raise the limit",
  });
  expect(readdirSync(mirrorFolder(mirrorsDir, url))).toEqual([]);
});

test("the limit holds for a mirror that is there already; what a cut-off fetch left does not count", async () => {
  const { checkout, url, mirrorsDir } = makePair();
  const repo = await openUrl(url, mirrorsDir);
  const half = join(repo.gitDir, "objects", "pack", "tmp_pack_x");
  writeFileSync(half, randomBytes(200_000));
  const second = commitFiles(checkout, { b: "2" });
  git(checkout, "push", "--quiet", "origin", "main");
  const open = (maxMirrorBytes: number) =>
    openRepo({ kind: "url", url }, { policy: ANYTHING, mirrorsDir, maxMirrorBytes });
  expect((await open(100_000)).head).toBe(second);
  expect(existsSync(half)).toBe(false);
  await expect(open(100)).rejects.toMatchObject({ code: "limit_reached" });
  expect((await open(100_000)).head).toBe(second);
});

test("an aborted clone leaves nothing", async () => {
  const { url, mirrorsDir } = makePair();
  const abort = new AbortController();
  const opening = openRepo(
    { kind: "url", url },
    { policy: ANYTHING, mirrorsDir, signal: abort.signal, onProgress: () => abort.abort(new Error("enough")) },
  );
  await expect(opening).rejects.toThrow("enough");
  expect(readdirSync(mirrorFolder(mirrorsDir, url))).toEqual([]);
});

test("progress comes line by line", async () => {
  const { url, mirrorsDir } = makePair();
  const lines: string[] = [];
  await openRepo({ kind: "url", url }, { policy: ANYTHING, mirrorsDir, onProgress: (line) => lines.push(line) });
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.every((line) => line.trim() === line && !/[\r\n]/.test(line))).toBe(true);
});

test("two workers that open one new remote at once both get it", async () => {
  const { checkout, url, mirrorsDir } = makePair();
  const ends = await Promise.all([1, 2].map(() => runChild("open-mirror.ts", { url, mirrorsDir })));
  const head = git(checkout, "rev-parse", "HEAD");
  expect(ends.map(({ status, output }) => [status, output])).toEqual([
    [0, head],
    [0, head],
  ]);
  expect(readdirSync(mirrorFolder(mirrorsDir, url))).toEqual(["mirror.git"]);
});

test("a remote that is not there is not found, a host that does not answer is unavailable", async () => {
  await expect(openUrl(`file://${temporaryFolder()}/absent.git`)).rejects.toMatchObject({
    code: "not_found",
    message: "there is no repository at this address, or these credentials may not see it; check the address",
  });
  await expect(openUrl("https://127.0.0.1:9/a.git")).rejects.toMatchObject({ code: "unavailable" });
});

test.each(["ssh://git@build.example", "git@build.example:", "ssh://build.example"])(
  "over ssh by the program the host chose: %s",
  async (start) => {
    const { folder, checkout } = makePair();
    const program = join(temporaryFolder(), "ssh");
    // Stands for ssh: the other end is this host.
    writeFileSync(program, '#!/bin/sh\nfor last; do :; done\nexec sh -c "$last"\n');
    chmodSync(program, 0o755);
    vi.stubEnv("GIT_SSH_COMMAND", program);
    onTestFinished(() => void vi.unstubAllEnvs());
    const repo = await openUrl(`${start}${folder}`);
    expect(repo.head).toBe(git(checkout, "rev-parse", "HEAD"));
    const change = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
    const scope = { kind: "agents", linkFolders: [] } as const;
    const { commit } = await writeChange(repo, change, { scope, delivery: "commit" });
    expect(git(folder, "rev-parse", "main")).toBe(commit);
  },
);

test("other ports and users are other mirrors", () => {
  const folders = ["https://a.example/x", "https://a.example:444/x", "ssh://git@a.example/x", "ssh://a.example/x"];
  expect(new Set(folders.map((url) => mirrorFolder("/m", url))).size).toBe(4);
  expect(mirrorFolder("/m", "https://a.example/x")).toMatch(/^\/m\/[0-9a-f]{40}$/);
});

test("reads the remote's list of branches", () => {
  const [a, b] = ["a".repeat(40), "b".repeat(40)];
  expect(
    parseRemoteHeads(`ref: refs/heads/trunk\tHEAD\n${a}\tHEAD\n${a}\trefs/heads/trunk\n${b}\trefs/heads/x/y\n`),
  ).toEqual({
    defaultBranch: "trunk",
    branches: new Map([
      ["trunk", a],
      ["x/y", b],
    ]),
  });
  expect(parseRemoteHeads(`${a}\tHEAD\n${a}\trefs/heads/dev\n${a}\trefs/heads/master\n`).defaultBranch).toBe("master");
  expect(parseRemoteHeads(`${a}\tHEAD\n${b}\trefs/heads/dev\n`).defaultBranch).toBeUndefined();
  expect(parseRemoteHeads("")).toEqual({ defaultBranch: undefined, branches: new Map() });
});

function cutPack(mirror: string): void {
  for (const name of readdirSync(join(mirror, "objects", "pack")).filter((name) => name.endsWith(".pack"))) {
    const pack = join(mirror, "objects", "pack", name);
    chmodSync(pack, 0o644);
    truncateSync(pack, 40);
  }
}
