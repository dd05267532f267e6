import { randomBytes } from "node:crypto";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { git, makeCheckout, openPath, put } from "../testing/git.ts";
import { readBlobs } from "./blobs.ts";
import { readFileAt, readFilesAt } from "./file.ts";
import { listTree } from "./tree.ts";

test("reads contents in the order of the wishes, byte for byte", async () => {
  const binary = Uint8Array.from([0, 255, 10, 13, 0]);
  const checkout = makeCheckout({ a: "one\r\n", b: binary, c: "" });
  const repo = await openPath(checkout);
  const oids = ["c", "b", "a", "b"].map((name) => git(checkout, "rev-parse", `HEAD:${name}`));
  const reads = await Array.fromAsync(
    readBlobs(
      repo,
      oids.map((oid) => ({ oid })),
      { maxBytes: 100 },
    ),
  );
  expect(reads).toEqual([
    { oid: oids[0], state: "ok", bytes: new Uint8Array() },
    { oid: oids[1], state: "ok", bytes: binary },
    { oid: oids[2], state: "ok", bytes: Uint8Array.from(Buffer.from("one\r\n")) },
    { oid: oids[3], state: "ok", bytes: binary },
  ]);
});

test("reports what is missing, too large or no blob, and goes on", async () => {
  const checkout = makeCheckout({ big: "x".repeat(5000), small: "s" });
  const repo = await openPath(checkout);
  const big = git(checkout, "rev-parse", "HEAD:big");
  const small = git(checkout, "rev-parse", "HEAD:small");
  const tree = git(checkout, "rev-parse", "HEAD^{tree}");
  const wishes = [{ oid: "1".repeat(40) }, { oid: big }, { oid: big, size: 5000 }, { oid: tree }, { oid: small }];
  const reads = await Array.fromAsync(readBlobs(repo, wishes, { maxBytes: 4999 }));
  expect(reads.map((read) => [read.state, read.state === "too_large" ? read.size : undefined])).toEqual([
    ["missing", undefined],
    ["too_large", 5000],
    ["too_large", 5000],
    ["missing", undefined],
    ["ok", undefined],
  ]);
});

test("no wishes, no process", async () => {
  const repo = await openPath(makeCheckout({ a: "1" }));
  expect(await Array.fromAsync(readBlobs({ ...repo, gitDir: "/nonexistent" }, [], { maxBytes: 1 }))).toEqual([]);
  const tooLarge = [{ oid: "1".repeat(40), size: 2 }];
  expect(await Array.fromAsync(readBlobs({ ...repo, gitDir: "/nonexistent" }, tooLarge, { maxBytes: 1 }))).toEqual([
    { oid: "1".repeat(40), state: "too_large", size: 2 },
  ]);
});

test("thousands of blobs go through without filling up a pipe, also for a slow taker", async () => {
  const checkout = makeCheckout();
  put(checkout, Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}`, `${i}-${"x".repeat(2000)}`])));
  git(checkout, "add", "--all");
  git(checkout, "commit", "--quiet", "-m", "Many");
  const repo = await openPath(checkout);
  const entries = await listTree(repo, repo.head ?? "");
  const wishes = Array.from({ length: 10 }, () => entries).flat();
  let count = 0;
  for await (const read of readBlobs(repo, wishes, { maxBytes: 10_000 })) {
    if (count % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(read.state).toBe("ok");
    count += 1;
  }
  expect(count).toBe(3000);
});

test("a taker may stop early, and an abort ends the reading", async () => {
  const checkout = makeCheckout({ a: randomBytes(300_000), b: randomBytes(300_000) });
  const repo = await openPath(checkout);
  const entries = await listTree(repo, repo.head ?? "");
  for await (const read of readBlobs(repo, entries, { maxBytes: 1_000_000 })) {
    expect(read.state).toBe("ok");
    break;
  }
  const abort = new AbortController();
  const reading = readBlobs(repo, entries, { maxBytes: 1_000_000, signal: abort.signal });
  await reading.next();
  abort.abort(new Error("enough"));
  await expect(
    (async () => {
      for await (const read of reading) expect(read.state).toBe("ok");
    })(),
  ).rejects.toThrow("enough");
});

test.each(["HEAD", "", "x\n1", `${"1".repeat(40)}\n${"2".repeat(40)}`])("%j is no object to read", async (oid) => {
  const repo = await openPath(makeCheckout({ a: "1" }));
  await expect(readBlobs(repo, [{ oid }], { maxBytes: 1 }).next()).rejects.toMatchObject({ code: "invalid" });
});

test("a repository that is gone is an error, not silence", async () => {
  const repo = await openPath(makeCheckout({ a: "1" }));
  const gone = { ...repo, gitDir: join(repo.gitDir, "refs") };
  await expect(readBlobs(gone, [{ oid: "1".repeat(40) }], { maxBytes: 1 }).next()).rejects.toMatchObject({
    code: "not_found",
  });
});

test("reads files by path; links, folders and odd paths are missing", async () => {
  const checkout = makeCheckout({
    "a/b.txt": "text",
    "a/run": "#!/bin/sh",
    "a/link": "-> b.txt",
    big: "x".repeat(100),
    "what?.json": "{}",
  });
  const repo = await openPath(checkout);
  const head = repo.head ?? "";
  const paths = [
    "a/run",
    "a/b.txt",
    "a/link",
    "a",
    "absent",
    "../x",
    "/etc/passwd",
    "a\nb",
    "",
    "big",
    "what?.json",
    ".git/config",
  ];
  const reads = await readFilesAt(repo, head, paths, { maxBytes: 50 });
  expect(reads.map((read) => [read.path, read.state, "mode" in read ? read.mode : ""])).toEqual([
    ["a/run", "ok", "100755"],
    ["a/b.txt", "ok", "100644"],
    ["a/link", "missing", ""],
    ["a", "missing", ""],
    ["absent", "missing", ""],
    ["../x", "missing", ""],
    ["/etc/passwd", "missing", ""],
    ["a\nb", "missing", ""],
    ["", "missing", ""],
    ["big", "too_large", ""],
    ["what?.json", "ok", "100644"],
    [".git/config", "missing", ""],
  ]);
  expect(await readFileAt(repo, head, "a/b.txt", { maxBytes: 50 })).toMatchObject({
    bytes: Uint8Array.from(Buffer.from("text")),
  });
  const many = Array.from({ length: 600 }, (_, i) => `absent-${i}`);
  expect(await readFilesAt(repo, head, [...many, "a/b.txt"], { maxBytes: 50 })).toHaveLength(601);
});

test("a corrupt object is reported, not handed out", async () => {
  const checkout = makeCheckout({ a: "some text" });
  const oid = git(checkout, "rev-parse", "HEAD:a");
  const path = join(checkout, ".git", "objects", oid.slice(0, 2), oid.slice(2));
  chmodSync(path, 0o644);
  writeFileSync(path, "garbage");
  const repo = await openPath(checkout);
  expect(await Array.fromAsync(readBlobs(repo, [{ oid }], { maxBytes: 100 }))).toEqual([{ oid, state: "missing" }]);
});
