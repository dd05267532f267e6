import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { git, makeCheckout, temporaryFolder } from "../testing/git.ts";
import {
  createRunFolder,
  listRuns,
  openRunLog,
  readDraft,
  readListing,
  readRunFile,
  writeListing,
  writeRunFiles,
} from "./folder.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const file = (path: string, text: string, mode: "100644" | "100755" = "100644") => ({ path, mode, bytes: bytes(text) });

test("a run's folder holds its draft beside its own parts, and git does not see it", async () => {
  const root = makeCheckout();
  await createRunFolder(root, "run-1");
  const log = await openRunLog(root, "run-1", "agent.log");
  log.write("one\n");
  log.write("two\n");
  await log.close();
  await writeRunFiles(root, "run-1", [
    file("packet.md", "# Packet"),
    file("SKILL.md", "text"),
    file("scripts/go.sh", "#!/bin/sh\n", "100755"),
    file("run.json", "{}"),
  ]);
  const draft = await readDraft(root, "run-1");
  expect(draft?.files.map(({ path, mode }) => [path, mode])).toEqual([
    ["SKILL.md", "100644"],
    ["scripts/go.sh", "100755"],
  ]);
  expect(readFileSync(join(root, ".agents/runs/run-1/agent.log"), "utf8")).toBe("one\ntwo\n");
  expect(readdirSync(join(root, ".agents/runs"))).toEqual([".gitignore", "run-1"]);
  expect(git(root, "status", "--porcelain", "--untracked-files=all")).toBe("");
});

test("a file is replaced whole, with its mode; a part that is not there is undefined", async () => {
  const root = makeCheckout();
  await createRunFolder(root, "run-1");
  await writeRunFiles(root, "run-1", [file("run.json", "a long first text")]);
  await writeRunFiles(root, "run-1", [file("run.json", "short")]);
  const read = await readRunFile(root, "run-1", "run.json", { maxBytes: 10 });
  expect(new TextDecoder().decode(read)).toBe("short");
  expect(await readRunFile(root, "run-1", "run.json", { maxBytes: 4 })).toBe(undefined);
  expect(await readRunFile(root, "run-1", "packet.md", { maxBytes: 10 })).toBe(undefined);
  expect(statSync(join(root, ".agents/runs/run-1/run.json")).mode & 0o777).toBe(0o644);
});

test("runs are listed in order, and nothing else is one", async () => {
  const root = makeCheckout();
  expect(await listRuns(root)).toEqual([]);
  await createRunFolder(root, "b");
  await createRunFolder(root, "a");
  await writeListing(root, "{}");
  mkdirSync(join(root, ".agents/runs/no run"));
  writeFileSync(join(root, ".agents/runs/c"), "");
  expect(await listRuns(root)).toEqual(["a", "b"]);
  expect(await readListing(root)).toBe("{}");
  expect(await readDraft(root, "d")).toBe(undefined);
});

test("a listing is kept where no run ever was, and is none before", async () => {
  const root = makeCheckout();
  expect(await readListing(root)).toBe(undefined);
  await writeListing(root, "one");
  await writeListing(root, "two");
  expect(await readListing(root)).toBe("two");
  expect(git(root, "status", "--porcelain", "--untracked-files=all")).toBe("");
});

test("no id and no link leads out", async () => {
  const root = makeCheckout();
  await expect(createRunFolder(root, "../x")).rejects.toMatchObject({ code: "invalid" });
  await createRunFolder(root, "run-1");
  await expect(createRunFolder(root, "run-1")).rejects.toMatchObject({
    code: "conflict",
    message: ".agents/runs/run-1 lies there already; try again",
  });
  await expect(writeRunFiles(root, "run-1", [file("../../x", "")])).rejects.toMatchObject({ code: "invalid" });

  const elsewhere = temporaryFolder();
  writeFileSync(join(elsewhere, "secret"), "secret");
  symlinkSync(join(elsewhere, "secret"), join(root, ".agents/runs/run-1/SKILL.md"));
  symlinkSync(join(elsewhere, "secret"), join(root, ".agents/runs/run-1/run.json"));
  const draft = await readDraft(root, "run-1");
  expect(draft?.files).toEqual([]);
  expect(draft?.escaping.map(({ message }) => message)).toEqual([
    "SKILL.md leads out of the folder; put a plain file there",
  ]);
  expect(await readRunFile(root, "run-1", "run.json", { maxBytes: 100 })).toBe(undefined);
  await writeRunFiles(root, "run-1", [file("run.json", "{}")]);
  expect(readFileSync(join(elsewhere, "secret"), "utf8")).toBe("secret");

  rmSync(join(root, ".agents/runs"), { recursive: true });
  symlinkSync(elsewhere, join(root, ".agents/runs"));
  for (const act of [() => createRunFolder(root, "run-2"), () => listRuns(root), () => writeListing(root, "{}")])
    await expect(act()).rejects.toMatchObject({ code: "refused" });
  expect(readdirSync(elsewhere)).toEqual(["secret"]);
});

test("a bare repository has no place for runs", async () => {
  const bare = temporaryFolder();
  git(bare, "init", "--quiet", "--bare", ".");
  await expect(createRunFolder(bare, "run-1")).rejects.toMatchObject({
    code: "refused",
    message: `${bare} has no working tree to keep runs in; name a checkout with --repo`,
  });
  await expect(writeListing(bare, "{}")).rejects.toMatchObject({ code: "refused" });
  expect(await listRuns(bare)).toEqual([]);
  expect(readdirSync(bare)).not.toContain(".agents");
});
