import { expect, test } from "vitest";
import { git, makeCheckout, put } from "../testing/git.ts";
import { BranchName, blobId, nullId, ObjectId } from "./object.ts";

test("names a blob as git does", () => {
  const checkout = makeCheckout();
  put(checkout, { file: "a\r\nb\0\n" });
  expect(blobId(Buffer.from("a\r\nb\0\n"), "sha1")).toBe(git(checkout, "hash-object", "--no-filters", "file"));
  expect(blobId(new Uint8Array(), "sha1")).toBe("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
  expect(blobId(new Uint8Array(), "sha256")).toBe("473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813");
});

test("a null id has the length of its format", () => {
  expect(nullId("sha1")).toBe("0000000000000000000000000000000000000000");
  expect(nullId("sha256")).toHaveLength(64);
});

test.each(["HEAD", "-x", "", "0".repeat(39), "G".repeat(40), "0".repeat(41), `${"0".repeat(40)}\n`, "main~1"])(
  "%j is no object",
  (text) => {
    expect(ObjectId.safeParse(text).success).toBe(false);
  },
);

test.each(["main", "yardlet/skills", "feature/한글", "a.b", "v1-2_3", "a@b"])("%s is a branch", (name) => {
  expect(BranchName.parse(name)).toBe(name);
  expect(git(makeCheckout(), "check-ref-format", `refs/heads/${name}`)).toBe("");
});

test.each([
  "",
  "-x",
  "a..b",
  "a b",
  "a~1",
  "a^",
  "a:b",
  "a?",
  "a*",
  "a[",
  "a\\b",
  "/a",
  "a/",
  "a//b",
  ".a",
  "a/.b",
  "a.lock",
  "a.",
  "a@{1}",
  "@",
  "a\nb",
  "a\u007fb",
])("%j is no branch", (name) => {
  expect(BranchName.safeParse(name).success).toBe(false);
});
