import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatPatch } from "../deliver/patch.ts";
import { probeDelivery } from "../deliver/probe.ts";
import { readBlobs } from "../read/blobs.ts";
import { readSkillsAt } from "../read/skills.ts";
import { listTree } from "../read/tree.ts";
import { listWorkingTree } from "../read/working-tree.ts";
import {
  commitFiles,
  file,
  git,
  makeCheckout,
  makeRemote,
  openPath,
  openUrl,
  put,
  readText,
  temporaryFolder,
} from "../testing/git.ts";
import { writeChange } from "../write/write.ts";
import { resolveTarget } from "../write/target.ts";

const HOOKS = [
  "applypatch-msg",
  "commit-msg",
  "fsmonitor-watchman",
  "post-checkout",
  "post-commit",
  "post-index-change",
  "post-merge",
  "post-receive",
  "post-update",
  "pre-commit",
  "pre-push",
  "pre-receive",
  "prepare-commit-msg",
  "proc-receive",
  "push-to-checkout",
  "reference-transaction",
  "update",
];

const SCOPE = { kind: "agents", linkFolders: [".claude/skills"] } as const;

/** A program that leaves its name in `ran`; whoever is started by a repository's settings would leave one. */
function makeTrap() {
  const folder = temporaryFolder();
  const ran = join(folder, "ran");
  const command = (name: string) => `sh -c 'echo ${name} >> ${ran}; exit 1' ${name}`;
  const hook = (name: string) => `#!/bin/sh\necho hook-${name} >> ${ran}\n`;
  return {
    command,
    hook,
    folder,
    whatRan: () => (existsSync(ran) ? readFileSync(ran, "utf8").trim().split("\n") : []),
    reset: () => rmSync(ran, { force: true }),
  };
}

type Trap = ReturnType<typeof makeTrap>;

function setTraps(gitDir: string, trap: Trap): void {
  const { command } = trap;
  put(gitDir, Object.fromEntries(HOOKS.map((name) => [`hooks/${name}`, trap.hook(name)])));
  put(trap.folder, Object.fromEntries(HOOKS.map((name) => [`more-hooks/${name}`, trap.hook(`moved-${name}`)])));
  put(trap.folder, { included: `[core]\n\tfsmonitor = "${command("included-fsmonitor")}"\n` });
  appendFileSync(
    join(gitDir, "config"),
    `
[include]
	path = ${trap.folder}/included
[core]
	fsmonitor = "${command("fsmonitor")}"
	hooksPath = ${trap.folder}/more-hooks
	sshCommand = "${command("ssh")}"
	gitProxy = "${command("proxy")}"
	pager = "${command("pager")}"
	editor = "${command("editor")}"
	askPass = "${command("askpass")}"
	alternateRefsCommand = "${command("alternate-refs")}"
[credential]
	helper = "!${command("credential")}"
[diff]
	external = "${command("diff-external")}"
[diff "evil"]
	textconv = "${command("textconv")}"
	command = "${command("diff-command")}"
[filter "evil"]
	clean = "${command("clean")}"
	smudge = "${command("smudge")}"
	process = "${command("process")}"
	required = true
[merge]
	default = evil
[merge "evil"]
	driver = "${command("merge-driver")}"
[gpg]
	program = "${command("gpg")}"
[commit]
	gpgSign = true
[log]
	showSignature = true
[push]
	gpgSign = true
[uploadpack]
	packObjectsHook = "${command("pack-objects")}"
[receive]
	autogc = true
[gc]
	auto = 1
	recentObjectsHook = "${command("recent-objects")}"
[alias]
	cat-file = "!${command("alias")}"
[url "ext::${command("instead-of")} "]
	insteadOf = file://
	pushInsteadOf = file://
[protocol]
	allow = always
[protocol "ext"]
	allow = always
[remote "origin"]
	url = file:///nowhere
	vcs = ext
	promisor = true
	uploadpack = "${command("promisor-uploadpack")}"
	receivepack = "${command("receivepack")}"
`,
  );
  put(gitDir, { "info/attributes": "* filter=evil diff=evil merge=evil\n" });
}

const SKILL = "---\nname: x\ndescription: X\n---\nBody\n";

test("the traps do spring for who is not careful", () => {
  const trap = makeTrap();
  const checkout = makeCheckout({ "a.txt": "1" });
  setTraps(join(checkout, ".git"), trap);
  put(checkout, { "a.txt": "2" });
  try {
    execFileSync("git", ["add", "a.txt"], { cwd: checkout, stdio: "ignore" });
  } catch {
    // Whether git succeeds with such settings does not matter, only what it started.
  }
  expect(trap.whatRan().length).toBeGreaterThan(0);
});

test("reading and writing a checkout runs nothing that its settings or hooks name", async () => {
  const trap = makeTrap();
  const checkout = makeCheckout({
    ".gitattributes": "* filter=evil diff=evil merge=evil\n",
    ".agents/skills/x/SKILL.md": SKILL,
    "a.txt": "1",
  });
  const first = git(checkout, "rev-parse", "HEAD");
  git(checkout, "branch", "yardlet/skills");
  git(checkout, "switch", "--quiet", "yardlet/skills");
  commitFiles(checkout, { ".agents/skills/y/SKILL.md": SKILL });
  git(checkout, "switch", "--quiet", "main");
  const head = commitFiles(checkout, { "b.txt": "2" });
  setTraps(join(checkout, ".git"), trap);
  put(checkout, { "untracked.txt": "3" });

  const repo = await openPath(checkout);
  expect(repo.head).toBe(head);
  const entries = await listTree(repo, head, { sizes: true });
  for await (const read of readBlobs(repo, entries, { maxBytes: 1000 })) expect(read.state).toBe("ok");
  expect((await readSkillsAt(repo, head)).skills.map(({ name }) => name)).toEqual(["x"]);
  expect((await listWorkingTree(repo)).map(({ path }) => path)).toContain("untracked.txt");
  const change = {
    base: head,
    puts: [file(".agents/skills/x/SKILL.md", `${SKILL}more\n`), file(".agents/skills/x/new.md", "new")],
    deletes: [],
    message: "Write",
  };
  expect(await formatPatch(repo, change, { scope: SCOPE })).toBeDefined();
  expect((await probeDelivery(repo)).possible).toEqual(["commit", "branch", "none"]);
  const target = await resolveTarget(repo, "branch");
  expect(target.start).toBe("behind");
  await writeChange(repo, { ...change, base: target.base }, { scope: SCOPE, delivery: "branch" });
  const written = await writeChange(repo, change, { scope: SCOPE, delivery: "commit" });
  expect(written.changed).toBe(true);
  expect(readText(checkout, ".agents/skills/x/SKILL.md")).toBe(`${SKILL}more\n`);
  const missing = await Array.fromAsync(readBlobs(repo, [{ oid: "1".repeat(40) }], { maxBytes: 10 }));
  expect(missing).toEqual([{ oid: "1".repeat(40), state: "missing" }]);
  expect(trap.whatRan()).toEqual([]);
  expect(first).not.toBe(head);
});

test("a missing object of a partial clone is missing: nothing is fetched for it", async () => {
  const trap = makeTrap();
  const checkout = makeCheckout({ a: "1" });
  appendFileSync(
    join(checkout, ".git", "config"),
    `[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n[remote "origin"]\n\turl = ${checkout}\n\tpromisor = true\n\tuploadpack = "${trap.command("uploadpack")}"\n`,
  );
  const control = makeCheckout({ a: "1" });
  expect(control).not.toBe(checkout);
  try {
    git(checkout, "cat-file", "-p", "1".repeat(40));
  } catch {
    // It fails, but not before it has run the command.
  }
  expect(trap.whatRan()).toContain("uploadpack");
  trap.reset();
  const repo = await openPath(checkout);
  expect(await Array.fromAsync(readBlobs(repo, [{ oid: "1".repeat(40) }], { maxBytes: 10 }))).toEqual([
    { oid: "1".repeat(40), state: "missing" },
  ]);
  expect(trap.whatRan()).toEqual([]);
});

test("a file:// remote with hooks and settings of its own runs none of them, for a fetch nor for a push", async () => {
  const trap = makeTrap();
  const { folder, url } = makeRemote(makeCheckout({ "a.txt": "1" }));
  const alternate = makeRemote(makeCheckout({ "b.txt": "1" }));
  put(folder, { "objects/info/alternates": `${alternate.folder}/objects\n` });
  setTraps(folder, trap);
  const repo = await openUrl(url);
  expect((await probeDelivery(repo)).possible).toEqual(["branch", "commit", "none"]);
  const change = { base: repo.head, puts: [file(".agents/skills/x/SKILL.md", SKILL)], deletes: [], message: "Write" };
  const written = await writeChange(repo, change, { scope: SCOPE, delivery: "commit" });
  expect(readFileSync(join(folder, "refs", "heads", "main"), "utf8").trim()).toBe(written.commit);
  expect(trap.whatRan()).toEqual([]);
});

test("a file:// remote that misses objects does not fetch them by a command of its own", async () => {
  const trap = makeTrap();
  const checkout = makeCheckout({ a: "1" });
  const oid = git(checkout, "rev-parse", "HEAD:a");
  const { folder, url } = makeRemote(checkout);
  rmSync(join(folder, "objects", oid.slice(0, 2), oid.slice(2)));
  appendFileSync(
    join(folder, "config"),
    `[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n[remote "origin"]\n\turl = ${checkout}\n\tpromisor = true\n\tuploadpack = "${trap.command("uploadpack")}"\n`,
  );
  await expect(openUrl(url)).rejects.toMatchObject({ name: "DomainError" });
  expect(trap.whatRan()).toEqual([]);
});

test("a repository that says its working tree is elsewhere is written where it is", async () => {
  const elsewhere = temporaryFolder();
  const checkout = makeCheckout({ "a.txt": "1" });
  git(checkout, "config", "core.worktree", elsewhere);
  const repo = await openPath(checkout);
  await writeChange(
    repo,
    { base: repo.head, puts: [file(".agents/yardlet.yaml", "auto_equip: true\n")], deletes: [], message: "Write" },
    { scope: SCOPE, delivery: "commit" },
  );
  expect(readText(checkout, ".agents/yardlet.yaml")).toBe("auto_equip: true\n");
  expect(readdirSync(elsewhere)).toEqual([]);
});

test("replacement objects do not change what is read", async () => {
  const checkout = makeCheckout({ a: "real" });
  const real = git(checkout, "rev-parse", "HEAD:a");
  put(checkout, { fake: "fake" });
  git(checkout, "replace", real, git(checkout, "hash-object", "-w", "fake"));
  expect(git(checkout, "cat-file", "-p", real)).toBe("fake");
  const repo = await openPath(checkout);
  const [read] = await Array.fromAsync(readBlobs(repo, [{ oid: real }], { maxBytes: 10 }));
  expect(read).toMatchObject({ state: "ok", bytes: Uint8Array.from(Buffer.from("real")) });
});

test("our folder in the git directory is not followed when it is a link", async () => {
  const checkout = makeCheckout({ a: "1" });
  const elsewhere = join(temporaryFolder(), "elsewhere");
  mkdirSync(elsewhere);
  put(join(checkout, ".git"), { yardlet: `-> ${elsewhere}` });
  const repo = await openPath(checkout);
  const change = { base: repo.head, puts: [file(".agents/yardlet.yaml", "x")], deletes: [], message: "Write" };
  await expect(writeChange(repo, change, { scope: SCOPE, delivery: "commit" })).rejects.toMatchObject({
    code: "refused",
  });
  expect(readdirSync(elsewhere)).toEqual([]);
  expect(git(checkout, "rev-parse", "HEAD")).toBe(repo.head);
});
