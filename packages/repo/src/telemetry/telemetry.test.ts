import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { git, makeCheckout, temporaryFolder } from "../testing/git.ts";
import { TELEMETRY_PATH, withTelemetry } from "./append.ts";
import { readTelemetry } from "./lines.ts";

async function read(root: string, maxBytes = 100) {
  return Array.fromAsync(readTelemetry(root, { maxBytes }));
}

function put(root: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, TELEMETRY_PATH)), { recursive: true });
  writeFileSync(join(root, TELEMETRY_PATH), content);
}

test("what is appended is read line by line, and git does not see it", async () => {
  const root = makeCheckout();
  expect(await read(root)).toEqual([]);
  await withTelemetry(root, async (append) => {
    await append("one");
    await append("zwei: ü");
  });
  await withTelemetry(root, (append) => append("three"));
  expect(await read(root)).toEqual([
    { line: 1, text: "one" },
    { line: 2, text: "zwei: ü" },
    { line: 3, text: "three" },
  ]);
  expect(git(root, "status", "--porcelain", "--untracked-files=all")).toBe("");
});

test("a torn last line stays alone; what is too long or no UTF-8 has no text; lines may lie across reads", async () => {
  const root = makeCheckout();
  put(root, Buffer.concat([Buffer.from(`${"x".repeat(200_000)}\n`), Buffer.from([0xff, 0x0a]), Buffer.from("torn")]));
  await withTelemetry(root, (append) => append("next"));
  expect(await read(root)).toEqual([
    { line: 1, text: undefined },
    { line: 2, text: undefined },
    { line: 3, text: "torn" },
    { line: 4, text: "next" },
  ]);
  expect((await read(root, 200_000))[0]?.text?.length).toBe(200_000);
});

test("links, folders in the way and bare repositories are refused", async () => {
  const root = makeCheckout();
  const elsewhere = temporaryFolder();
  symlinkSync(elsewhere, join(root, ".agents"));
  await expect(withTelemetry(root, (append) => append("x"))).rejects.toMatchObject({ code: "refused" });
  await expect(read(root)).rejects.toMatchObject({ code: "refused" });

  const other = makeCheckout();
  mkdirSync(join(other, TELEMETRY_PATH), { recursive: true });
  await expect(withTelemetry(other, (append) => append("x"))).rejects.toMatchObject({ code: "refused" });
  expect(await read(other)).toEqual([]);

  const bare = temporaryFolder();
  git(bare, "init", "--quiet", "--bare", ".");
  await expect(withTelemetry(bare, (append) => append("x"))).rejects.toMatchObject({
    code: "refused",
    message: `${bare} has no working tree to keep runs in; name a checkout with --repo`,
  });
});

test("what fails in the middle leaves whole lines, and the lock free", async () => {
  const root = makeCheckout();
  const failing = withTelemetry(root, async (append) => {
    await append("one");
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await withTelemetry(root, (append) => append("two"));
  expect(readFileSync(join(root, TELEMETRY_PATH), "utf8")).toBe("one\ntwo\n");
});
