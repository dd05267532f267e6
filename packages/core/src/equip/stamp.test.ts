import { utf8ToBytes } from "@noble/hashes/utils.js";
import { expect, test } from "vitest";
import { contentHash, treeHash } from "../skill/hash.ts";
import type { SkillFile } from "../skill/types.ts";
import { decodeText } from "../skill/utf8.ts";
import { stampSkill } from "./stamp.ts";

function file(path: string, text: string): SkillFile {
  return { path, mode: "100644", bytes: utf8ToBytes(text) };
}

const PLAIN = "---\nname: a\ndescription: Does a. # short\n---\n\nBody --- here.\n";

test("version and source are written, the rest stays, the content hash too", () => {
  const files = [file("SKILL.md", PLAIN), file("references/more.md", "more")];
  const stamped = stampSkill({ name: "a", version: 3, files, origin: "library", libraryCommit: "c0ffee" });
  const texts = stamped.files.map(({ path, bytes }) => [path, decodeText(bytes).text]);
  expect(texts).toEqual([
    [
      "SKILL.md",
      '---\nname: a\ndescription: Does a. # short\nmetadata:\n  version: "3"\n  source: library\n---\n\nBody --- here.\n',
    ],
    ["references/more.md", "more"],
  ]);
  expect(stamped.contentHash).toBe(contentHash(files));
  expect(stamped.treeHash).toBe(treeHash(stamped.files));
  expect(stamped.treeHash).not.toBe(treeHash(files));
  expect(stamped.libraryCommit).toBe("c0ffee");
});

test("the file's own source stays, unless one is given; stamping twice changes nothing", () => {
  const files = [file("SKILL.md", "---\nname: a\ndescription: Does a.\nmetadata:\n  source: learned\n---\n")];
  const once = stampSkill({ name: "a", version: 1, files, origin: "repo" });
  expect(decodeText(once.files[0]?.bytes ?? "").text).toContain("source: learned");
  expect(stampSkill({ ...once, files: once.files })).toEqual(once);
  const given = stampSkill({ name: "a", version: 1, files, origin: "repo", source: "created" });
  expect(decodeText(given.files[0]?.bytes ?? "").text).toContain("source: created");
});

test("a byte order mark and CRLF stay as found", () => {
  const text = `\uFEFF${PLAIN.replaceAll("\n", "\r\n")}`;
  const stamped = stampSkill({ name: "a", version: 1, files: [file("SKILL.md", text)], origin: "library" });
  const written = decodeText(stamped.files[0]?.bytes ?? "");
  expect(written.bom).toBe(true);
  expect(written.text.replaceAll("\r\n", "")).not.toContain("\n");
});

test.each([
  { files: [], message: "a cannot be placed: it has no SKILL.md" },
  {
    files: [{ ...file("SKILL.md", ""), bytes: new Uint8Array([0xff, 0xfe, 0xff]) }],
    message: "a cannot be placed: its SKILL.md is not UTF-8",
  },
])("what cannot be stamped is refused by name: $message", ({ files, message }) => {
  expect(() => stampSkill({ name: "a", version: 1, files, origin: "library" })).toThrow(message);
});

test("frontmatter that cannot be read is refused by name", () => {
  const files = [file("SKILL.md", "---\nname: [\n---\n")];
  expect(() => stampSkill({ name: "a", version: 1, files, origin: "library" })).toThrow(
    expect.objectContaining({ code: "invalid", message: expect.stringMatching(/^a cannot be placed: /) }),
  );
});
