import fc from "fast-check";
import { expect, test } from "vitest";
import { collisionKey, foldersAbove, SafePath, unsafePathReason } from "./safe-path.ts";

const REFUSED = [
  ["", "a path has at least 1 character"],
  ["/etc/passwd", "a path is relative to the repository, without a leading /"],
  ["C:/x", 'a path has / as separator and none of \\ : * ? " < > |'],
  ["a\\b", 'a path has / as separator and none of \\ : * ? " < > |'],
  ["..", "a path has no . or .. in it"],
  ["../x", "a path has no . or .. in it"],
  ["a/../b", "a path has no . or .. in it"],
  ["a/./b", "a path has no . or .. in it"],
  ["a//b", "a path has no empty parts"],
  ["a/", "a path has no empty parts"],
  [".git", "a path never touches .git"],
  [".git/hooks/pre-commit", "a path never touches .git"],
  [".GIT/config", "a path never touches .git"],
  ["a/.Git/config", "a path never touches .git"],
  ["git~1/config", "a path never touches .git"],
  ["GIT~2", "a path never touches .git"],
  [".git./config", "no part of a path ends in a dot or a space"],
  [".git /config", "no part of a path ends in a dot or a space"],
  [".git::$INDEX_ALLOCATION/config", 'a path has / as separator and none of \\ : * ? " < > |'],
  [".g\u200Cit/config", "a path has no control or invisible characters"],
  ["a\0b", "a path has no control or invisible characters"],
  ["a\nb", "a path has no control or invisible characters"],
  ["a\u202Eb", "a path has no control or invisible characters"],
  ["\uD800", "a path has no control or invisible characters"],
  ["a\uFFFDb", "a path is valid UTF-8"],
  ["a/con", "a path has no Windows device name in it"],
  ["a/NUL.txt", "a path has no Windows device name in it"],
  ["com1/a", "a path has no Windows device name in it"],
  ["lpt¹.md", "a path has no Windows device name in it"],
  ["conin$", "a path has no Windows device name in it"],
  ["x".repeat(256), "each part of a path has at most 255 bytes"],
  ["한".repeat(86), "each part of a path has at most 255 bytes"],
  ["ab/".repeat(400) + "x", "a path has at most 1024 bytes"],
] as const;

test.each(REFUSED)("refuses %j", (path, reason) => {
  expect(unsafePathReason(path)).toBe(reason);
  expect(SafePath.safeParse(path).success).toBe(false);
});

test.each([
  "a",
  ".agents/skills/x/SKILL.md",
  ".gitignore",
  ".github/skills/x",
  "git/x",
  "a b/c.d",
  "한글/日本語.md",
  "console/auxiliary.md",
  "x".repeat(255),
  "...a",
])("takes %j", (path) => {
  expect(SafePath.parse(path)).toBe(path);
});

test("whatever is taken stays inside the folder it is joined to", () => {
  const part = fc.oneof(fc.string(), fc.constantFrom("..", ".", "", ".git", "a", "/", "\\", "nul", "git~1"));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const path = parts.join("/");
      if (!SafePath.safeParse(path).success) return;
      expect(new URL(path.replaceAll("%", "%25"), "file:///root/").pathname.startsWith("/root/")).toBe(true);
      expect(path.toLowerCase().split("/")).not.toContain(".git");
    }),
  );
});

test("paths that differ in case or composition only have one key", () => {
  expect(collisionKey("Skills/É")).toBe(collisionKey("skills/e\u0301"));
  expect(collisionKey("a")).not.toBe(collisionKey("b"));
});

test("names the folders above a path from the root down", () => {
  expect(foldersAbove("a/b/c")).toEqual(["a", "a/b"]);
  expect(foldersAbove("a")).toEqual([]);
});
