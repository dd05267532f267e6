import * as fc from "fast-check";
import { expect, test } from "vitest";
import { contentHash, hashBytes, treeHash } from "./hash.ts";
import { setYardletMetadata } from "./metadata.ts";
import type { FileMode, SkillFile } from "./types.ts";

const file = (path: string, text: string, mode: FileMode = "100644"): SkillFile => ({
  path,
  mode,
  bytes: Buffer.from(text),
});
const RED = "---\nname: red\ndescription: Says red.\n---\n# Red\n\nSay red.\n";
const RED_HASH = "83627cc7ea8f9e32221e7ec957bd6dff8818fd87c3c0e887ad10843a782cf981";
const contentOf = (text: string) => contentHash([file("SKILL.md", text)]);

test("hashes text and bytes alike", () => {
  expect(hashBytes("skill")).toBe("9c53c074d7ac6a2728b638ac1f376c5fa9eb8f71603017c3ea638c2fd40548df");
  expect(hashBytes(Buffer.from("skill"))).toBe(hashBytes("skill"));
});

test("tree hash of known folders", () => {
  expect(treeHash([])).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(treeHash([file("SKILL.md", RED)])).toBe("e5836971e7ee7d2e5b5967baca900e057d000e2db93114406b412b9a7053a555");
  expect(treeHash([file("scripts/run.sh", "echo red\n", "100755"), file("SKILL.md", RED)])).toBe(
    "54ad2835ed21741be525c5104002cf44a375524f4913e9f3014c00525579f124",
  );
  expect(treeHash([file("SKILL.md", RED), file("scripts/run.sh", "echo red\n")])).toBe(
    "31bacfbe331a78be644d3427770737b1b44499e3827c71964e92483c1738bdab",
  );
});

test("content hash of known folders", () => {
  expect(contentOf(RED)).toBe(RED_HASH);
  expect(contentHash([file("SKILL.md", RED), file("scripts/run.sh", "echo red\n")])).toBe(
    "5db60c46670c74446be65ae27ff4cca4fbb1599c9df4efa1e1d07ef92a77d24a",
  );
  const varied =
    '---\na: [1, true, ~, .inf]\nname: red\nmetadata: {version: 1.2.0, author: x}\ndescription: "\\x01é"\n---\n';
  expect(contentOf(varied)).toBe("04abcf05ee2b81c0f38591ce88a5c847837494a1481f99370ea7dca7b27babdd");
});

test.each([
  [
    "order and quoting of the frontmatter",
    "---\n# c\ndescription: 'Says red.'\nname: \"red\"\n---\n# Red\n\nSay red.\n",
  ],
  ["CRLF", RED.replaceAll("\n", "\r\n")],
  ["a byte order mark", `\uFEFF${RED}`],
  ["Yardlet's metadata", setYardletMetadata(RED, { version: 12, source: "library" })],
  ["an empty metadata", RED.replace("name: red", "name: red\nmetadata: {}")],
  ["top-level keys of an older Yardlet", RED.replace("name: red", "version: 3\nsource: learned\nname: red")],
])("the same prose has the same content hash whatever the %s", (_, text) => {
  expect(contentOf(text)).toBe(RED_HASH);
});

test.each([
  ["a word of the body", RED.replace("Say red", "Say Red")],
  ["a blank of the body", `${RED}\n`],
  ["the description", RED.replace("Says", "Tells")],
  ["another key", RED.replace("name: red", "name: red\nlicense: MIT")],
  ["somebody's metadata", RED.replace("name: red", "name: red\nmetadata: {author: Ann}")],
])("a change of %s is a change of the content hash", (_, text) => {
  expect(contentOf(text)).not.toBe(RED_HASH);
});

test("modes count in the tree hash only", () => {
  const plain = [file("SKILL.md", RED), file("run.sh", "x")];
  const executable = [file("SKILL.md", RED), file("run.sh", "x", "100755")];
  expect(contentHash(executable)).toBe(contentHash(plain));
  expect(treeHash(executable)).not.toBe(treeHash(plain));
});

test("a SKILL.md that cannot be read counts as its bytes", () => {
  expect(contentOf("---\nname: [red\n---\n# Red\n")).toBe(
    "e29ff4c25a16a6a836247a93ef27ab1174112057e0ab153ff6f1755d56eefa1c",
  );
  expect(contentOf("---\nname: [red\n---\n# Red\n")).not.toBe(contentOf("---\nname: [red\n---\r\n# Red\n"));
  const invalid = (byte: number) =>
    contentHash([{ path: "SKILL.md", mode: "100644", bytes: Buffer.from([...Buffer.from(RED), byte]) }]);
  expect(invalid(0xff)).not.toBe(invalid(0xfe));
});

test("the order of files does not matter", () => {
  const files = fc.uniqueArray(
    fc.tuple(fc.string(), fc.constantFrom("100644" as const, "100755" as const), fc.string()),
    {
      selector: ([path]) => path,
      maxLength: 6,
    },
  );
  fc.assert(
    fc.property(files, (rows) => {
      const folder = rows.map(([path, mode, text]) => file(path, text, mode));
      expect(treeHash(folder.toReversed())).toBe(treeHash(folder));
      expect(contentHash(folder.toReversed())).toBe(contentHash(folder));
    }),
  );
});
