import { expect, test } from "vitest";
import { bytes, file } from "../testing/git.ts";
import { checkChange, type TreeChange, wishesOfChange } from "./change.ts";

const SCOPE = { kind: "agents", linkFolders: [".claude/skills"] } as const;
const EMPTY: TreeChange = { puts: [], deletes: [], message: "Write" };

test("fills in what may be left out", () => {
  const change = checkChange({ ...EMPTY, puts: [file(".agents/a", "1")] }, SCOPE);
  expect(change).toEqual({
    puts: [{ path: ".agents/a", mode: "100644", bytes: bytes("1") }],
    links: [],
    deletes: [],
    message: "Write",
    author: { name: "Yardlet", email: "yardlet@localhost" },
  });
});

test.each([
  "",
  "..",
  "../x",
  ".agents/../x",
  "/etc/passwd",
  ".agents/.git/config",
  ".agents\\x",
  ".agents/a\0b",
  ".agents/nul",
  ".agents/x.",
  ".agents//x",
])("refuses %j as file, link and delete", (path) => {
  const invalid = expect.objectContaining({ code: "invalid" });
  expect(() => checkChange({ ...EMPTY, puts: [file(path, "1")] }, SCOPE)).toThrow(invalid);
  expect(() => checkChange({ ...EMPTY, links: [{ path, target: "x" }] }, SCOPE)).toThrow(invalid);
  expect(() => checkChange({ ...EMPTY, deletes: [path] }, SCOPE)).toThrow(invalid);
});

test.each([
  "src/index.ts",
  ".agents",
  ".agentsx/a",
  ".claude/settings.json",
  ".github/workflows/ci.yml",
  "catalog.tsv",
])("refuses %s, which is outside of the scope", (path) => {
  const refused = expect.objectContaining({
    code: "refused",
    message: `${path} is outside of what Yardlet writes here: .agents/, .claude/skills/`,
  });
  expect(() => checkChange({ ...EMPTY, puts: [file(path, "1")] }, SCOPE)).toThrow(refused);
  expect(() => checkChange({ ...EMPTY, deletes: [path] }, SCOPE)).toThrow(refused);
});

test.each(["/etc/passwd", "../../../outside", "../..", "../../.git/hooks/x", "a\0b"])(
  "refuses a link to %j",
  (target) => {
    expect(() => checkChange({ ...EMPTY, links: [{ path: ".claude/skills/x", target }] }, SCOPE)).toThrow(
      expect.objectContaining({ code: "invalid" }),
    );
  },
);

test("refuses a path in two places", () => {
  const change = { ...EMPTY, puts: [file(".agents/a", "1")], deletes: [".agents/a"] };
  expect(() => checkChange(change, SCOPE)).toThrow(".agents/a stands twice in the change; plan again");
});

test.each([
  ["an empty message", { ...EMPTY, message: " \n" }],
  ["a NUL in the message", { ...EMPTY, message: "a\0b" }],
  ["an author with a newline", { ...EMPTY, author: { name: "a\nb", email: "a@b" } }],
  ["an author with brackets", { ...EMPTY, author: { name: "a", email: "<a@b>" } }],
  ["a base that is no commit", { ...EMPTY, base: "HEAD" }],
  ["a base like an option", { ...EMPTY, base: "--help" }],
])("refuses %s", (_, change) => {
  expect(() => checkChange(change, SCOPE)).toThrow(expect.objectContaining({ code: "invalid" }));
});

test("refuses more than one commit should carry", () => {
  const deletes = Array.from({ length: 20_001 }, (_, i) => `.agents/${i}`);
  expect(() => checkChange({ ...EMPTY, deletes }, SCOPE)).toThrow(expect.objectContaining({ code: "limit_reached" }));
});

test("makes one list in order of path, with git's names of the contents", () => {
  const change = checkChange(
    {
      ...EMPTY,
      puts: [file(".agents/b", "x")],
      links: [{ path: ".claude/skills/c", target: "../x" }],
      deletes: [".agents/a"],
    },
    SCOPE,
  );
  expect(wishesOfChange(change, "sha1").map(({ path, entry }) => [path, entry])).toEqual([
    [".agents/a", undefined],
    [".agents/b", { mode: "100644", oid: "c1b0730e0133447badcfd47fd144e254807b06e1" }],
    [".claude/skills/c", { mode: "120000", oid: wishesOfChange(change, "sha1")[2]?.entry?.oid }],
  ]);
});
