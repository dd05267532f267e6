import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { expect, test } from "vitest";
import { runChild, startChild } from "../testing/child.ts";
import {
  commitFiles,
  file,
  git,
  makeCheckout,
  openPath,
  put,
  readTarget,
  readText,
  temporaryFolder,
} from "../testing/git.ts";
import { writeChange } from "./write.ts";

const OLD = {
  ".agents/skills/x/SKILL.md": "v1\n",
  ".agents/skills/old/SKILL.md": "old\n",
  ".agents/skills/old/docs/a.md": "a\n",
  "src/a.ts": "code\n",
};

function makeVictim() {
  const checkout = makeCheckout(OLD);
  put(checkout, { "notes.txt": "mine\n", "src/a.ts": "edited\n" });
  return { checkout, base: git(checkout, "rev-parse", "HEAD") };
}

const USERS_OWN = " M src/a.ts\n?? notes.txt";

function expectOld(checkout: string, base: string): void {
  expect(git(checkout, "rev-parse", "HEAD")).toBe(base);
  expect(readText(checkout, ".agents/skills/x/SKILL.md")).toBe("v1\n");
  expect(readText(checkout, ".agents/skills/old/docs/a.md")).toBe("a\n");
  expect(existsSync(join(checkout, ".agents/skills/y"))).toBe(false);
  expectTidy(checkout);
}

function expectNew(checkout: string, base: string): void {
  expect(git(checkout, "rev-parse", "HEAD~1")).toBe(base);
  expect(readText(checkout, ".agents/skills/x/SKILL.md")).toBe("v2\n");
  expect(readText(checkout, ".agents/skills/y/SKILL.md")).toBe("y\n");
  expect(readTarget(checkout, ".claude/skills/y")).toBe("../../.agents/skills/y");
  expect(git(checkout, "ls-files", "-s", ".agents/skills/x/scripts/run.sh")).toMatch(/^100755 /);
  expect(existsSync(join(checkout, ".agents/skills/old"))).toBe(false);
  expectTidy(checkout);
}

/** Whatever happened: the user's own edits are there, git agrees, and nothing of ours lies about. */
function expectTidy(checkout: string): void {
  expect(git(checkout, "status", "--porcelain")).toBe(USERS_OWN);
  expect(readdirSync(checkout).filter((name) => name.startsWith(".yardlet"))).toEqual([]);
  expect(existsSync(join(checkout, ".git/index.lock"))).toBe(false);
  expect(existsSync(join(checkout, ".git/yardlet/journal.json"))).toBe(false);
  expect(git(checkout, "fsck")).not.toMatch(/missing|broken|error/);
}

test.each([
  ["locked", 1, expectOld],
  ["committed", 1, expectOld],
  ["index-locked", 1, expectOld],
  ["checked", 1, expectOld],
  ["journaled", 1, expectNew],
  ["staged", 1, expectNew],
  ["index-built", 1, expectNew],
  ["moved", 1, expectNew],
  ["placed", 1, expectNew],
  ["placed", 3, expectNew],
  ["placed", 6, expectNew],
  ["index-swapped", 1, expectNew],
  ["cleaned", 1, expectNew],
])("killed at %s (%i): the next to open finds the old or the new state, whole", async (step, nth, expectState) => {
  const { checkout, base } = makeVictim();
  const { signal, output } = await runChild("write-and-die.ts", { path: checkout, base, step, nth });
  expect([signal, output]).toEqual(["SIGKILL", "ready\n"]);
  const repo = await openPath(checkout);
  expectState(checkout, base);
  const again = await writeChange(
    repo,
    { base: repo.head, puts: [file(".agents/skills/z/SKILL.md", "z")], deletes: [], message: "Next" },
    { scope: { kind: "agents", linkFolders: [] }, delivery: "commit", lockWaitMs: 0 },
  );
  expect(again.changed).toBe(true);
  expectTidy(checkout);
});

test("killed at any moment: the same", async () => {
  for (const delay of [0, 20, 40, 60]) {
    const { checkout, base } = makeVictim();
    const { child, ended } = startChild("write-and-die.ts", { path: checkout, base, nth: 1 });
    child.stdout?.once("data", () => setTimeout(() => child.kill("SIGKILL"), delay));
    await ended;
    await openWhenQuiet(checkout);
    if (git(checkout, "rev-parse", "HEAD") === base) expectOld(checkout, base);
    else expectNew(checkout, base);
  }
});

/** The last git of a killed writer may still be running for a moment; until then its locks are respected. */
async function openWhenQuiet(checkout: string): Promise<void> {
  const scope = { kind: "agents", linkFolders: [] } as const;
  for (;;) {
    const repo = await openPath(checkout);
    try {
      const nothing = { base: repo.head, puts: [], deletes: [], message: "Nothing" };
      await writeChange(repo, nothing, { scope, delivery: "commit" });
      return;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
}

test("killed before the branch moved, then edited by hand: the write is taken back, the edit stays", async () => {
  const { checkout, base } = makeVictim();
  await runChild("write-and-die.ts", { path: checkout, base, step: "staged", nth: 1 });
  put(checkout, { ".agents/skills/x/SKILL.md": "by hand\n" });
  await openPath(checkout);
  expect(git(checkout, "rev-parse", "HEAD")).toBe(base);
  expect(git(checkout, "status", "--porcelain")).toBe(` M .agents/skills/x/SKILL.md\n${USERS_OWN}`);
  expect(readText(checkout, ".agents/skills/x/SKILL.md")).toBe("by hand\n");
});

test("killed after the branch moved, then edited by hand: the rest follows, the edit stays", async () => {
  const { checkout, base } = makeVictim();
  await runChild("write-and-die.ts", { path: checkout, base, step: "moved", nth: 1 });
  put(checkout, { ".agents/skills/x/SKILL.md": "by hand\n", ".agents/skills/y/SKILL.md": "mine\n" });
  await openPath(checkout);
  expect(git(checkout, "rev-parse", "HEAD~1")).toBe(base);
  expect(git(checkout, "status", "--porcelain")).toBe(
    ` M .agents/skills/x/SKILL.md\n M .agents/skills/y/SKILL.md\n${USERS_OWN}`,
  );
  expect(readText(checkout, ".agents/skills/x/scripts/run.sh")).toBe("#!/bin/sh\n");
});

test("killed after the branch moved, then committed on top: what was committed since is not touched", async () => {
  const { checkout, base } = makeVictim();
  await runChild("write-and-die.ts", { path: checkout, base, step: "placed", nth: 3 });
  writeFileSync(join(checkout, ".agents/skills/x/SKILL.md"), "v3\n");
  // The user removes git's left-over lock by hand, as git advises, and commits one file.
  rmSync(join(checkout, ".git/index.lock"));
  git(checkout, "commit", "--quiet", "-m", "On top", "--only", "--", ".agents/skills/x/SKILL.md");
  const top = git(checkout, "rev-parse", "HEAD");
  await openPath(checkout);
  expect(git(checkout, "rev-parse", "HEAD", "HEAD~2")).toBe(`${top}\n${base}`);
  expect(readText(checkout, ".agents/skills/x/SKILL.md")).toBe("v3\n");
  expect(readText(checkout, ".agents/skills/y/SKILL.md")).toBe("y\n");
  expect(git(checkout, "status", "--porcelain")).toBe(USERS_OWN);
});

test("killed, then switched to another branch: nothing of the write happens there", async () => {
  const { checkout, base } = makeVictim();
  git(checkout, "branch", "other");
  await runChild("write-and-die.ts", { path: checkout, base, step: "staged", nth: 1 });
  rmSync(join(checkout, ".git/index.lock"));
  git(checkout, "switch", "--quiet", "other");
  await openPath(checkout);
  expectOld(checkout, base);
});

test("a killed push changed the remote or it did not; a second try finds out which", async () => {
  const { checkout, base } = makeVictim();
  const bare = join(temporaryFolder(), "bare.git");
  git(checkout, "clone", "--quiet", "--bare", checkout, bare);
  await runChild("write-and-die.ts", { path: bare, base, step: "committed", nth: 1 });
  expect(git(bare, "rev-parse", "main")).toBe(base);
  await runChild("write-and-die.ts", { path: bare, base, step: "moved", nth: 1 });
  expect(git(bare, "rev-parse", "main~1")).toBe(base);
  const { status, output } = await runChild("write-and-die.ts", {
    path: bare,
    base: git(bare, "rev-parse", "main"),
    nth: 1,
  });
  expect([status, output]).toEqual([0, "ready\n"]);
  expect(git(bare, "rev-parse", "main~1")).toBe(base);
});

test.each([
  ["no JSON", "{"],
  ["another version", '{"schema":"yardlet.write/2"}'],
  ["a path that leaves the tree", journalWith({ path: "../../outside" })],
  ["a path into .git", journalWith({ path: ".git/hooks/post-checkout" })],
  ["a token that is a path", JSON.stringify({ ...JSON.parse(journalWith({})), token: "../../../tmp" })],
  ["a branch that is an option", JSON.stringify({ ...JSON.parse(journalWith({})), branch: "--help" })],
])("a journal that no writer of ours wrote is thrown away: %s", async (_, journal) => {
  const checkout = makeCheckout({ a: "1" });
  const head = git(checkout, "rev-parse", "HEAD");
  put(checkout, { ".git/yardlet/journal.json": journal });
  await openPath(checkout);
  expect(existsSync(join(checkout, ".git/yardlet/journal.json"))).toBe(false);
  expect(git(checkout, "rev-parse", "HEAD")).toBe(head);
  expect(git(checkout, "status", "--porcelain")).toBe("");
});

test("a journal for a link that leaves the repository is not carried out", async () => {
  const checkout = makeCheckout({ a: "1" });
  put(checkout, { "target.txt": "/etc/passwd" });
  const oid = git(checkout, "hash-object", "-w", "target.txt");
  const head = commitFiles(checkout, {});
  const step = { path: "link", before: null, after: { mode: "120000", oid }, disk: null };
  const journal = {
    schema: "yardlet.write/1",
    token: "0123456789abcdef",
    branch: "main",
    base: null,
    commit: head,
    steps: [step],
  };
  put(checkout, { ".git/yardlet/journal.json": JSON.stringify(journal) });
  await openPath(checkout);
  expect(existsSync(join(checkout, "link"))).toBe(false);
});

test("what a killed git left of our next index does not stop the next write", async () => {
  const checkout = makeCheckout({ a: "1" });
  put(checkout, { ".git/yardlet/index.lock": "", ".git/yardlet/index": "garbage" });
  const repo = await openPath(checkout);
  const change = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
  const options = { scope: { kind: "agents", linkFolders: [] }, delivery: "commit" } as const;
  expect((await writeChange(repo, change, options)).changed).toBe(true);
});

function journalWith(step: { path?: string }): string {
  const oid = "1".repeat(40);
  return JSON.stringify({
    schema: "yardlet.write/1",
    token: "0123456789abcdef",
    branch: "main",
    base: oid,
    commit: oid,
    steps: [{ path: step.path ?? ".agents/a", before: null, after: { mode: "100644", oid }, disk: null }],
  });
}
