import { expect, test } from "vitest";
import type { TreeEntry } from "../read/tree.ts";
import type { Wish } from "./change.ts";
import { planEffects } from "./effects.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);

function entry(path: string, oid = A, mode: TreeEntry["mode"] = "100644"): TreeEntry {
  return { path, oid, mode, type: mode === "160000" ? "commit" : "blob" };
}

function wish(path: string, oid = B, mode: "100644" | "100755" | "120000" = "100644"): Wish {
  return { path, entry: { mode, oid }, bytes: new Uint8Array() };
}

function drop(path: string): Wish {
  return { path, entry: undefined, bytes: undefined };
}

test("only what really changes is left", () => {
  const tree = [entry("same", B), entry("other"), entry("mode", B), entry("gone")];
  const wishes = [wish("same"), wish("other"), wish("mode", B, "100755"), wish("new"), drop("gone"), drop("absent")];
  expect(planEffects(tree, wishes)).toEqual([
    { path: "other", before: { mode: "100644", oid: A }, after: { mode: "100644", oid: B } },
    { path: "mode", before: { mode: "100644", oid: B }, after: { mode: "100755", oid: B } },
    { path: "new", before: undefined, after: { mode: "100644", oid: B } },
    { path: "gone", before: { mode: "100644", oid: A }, after: undefined },
  ]);
});

test.each([
  ["a file over a folder", [entry("a/b")], [wish("a")], "a folder lies there"],
  ["a file below a file", [entry("a")], [wish("a/b")], "a is not a folder"],
  ["a file below a link", [entry("a", A, "120000")], [wish("a/b")], "a is not a folder"],
  ["a file below a submodule", [entry("a", A, "160000")], [wish("a/b")], "a is not a folder"],
  ["a file over a submodule", [entry("a", A, "160000")], [wish("a")], "a submodule lies there"],
  ["the removal of a submodule", [entry("a", A, "160000")], [drop("a")], "a submodule lies there"],
  ["a link over a file", [entry("a")], [wish("a", B, "120000")], "a file lies there"],
  ["a link over a folder", [entry("a/b")], [wish("a", B, "120000")], "a folder lies there"],
  ["a file over a link", [entry("a", A, "120000")], [wish("a")], "a link lies there"],
  ["a name in other letters", [entry("a/Readme")], [wish("a/README")], "a/Readme is the same path"],
  ["a folder in other letters", [entry("A/x")], [wish("a/y")], "A is the same path"],
  ["a name in other composition", [entry("caf\u00e9")], [wish("cafe\u0301")], "caf\u00e9 is the same path"],
  ["two wishes in other letters", [], [wish("a/x"), wish("a/X")], "is the same path"],
  ["two wishes, one below the other", [], [wish("a"), wish("a/b")], "a folder lies there"],
])("refuses %s", (_, tree, wishes, reason) => {
  expect(() => planEffects(tree, wishes)).toThrow(
    expect.objectContaining({ code: "refused", message: expect.stringContaining(reason) }),
  );
});

test("a file may become a folder and a folder a file when the change says so", () => {
  expect(planEffects([entry("a")], [drop("a"), wish("a/b")])).toHaveLength(2);
  expect(planEffects([entry("a/b"), entry("a/c")], [drop("a/b"), drop("a/c"), wish("a")])).toHaveLength(3);
  expect(() => planEffects([entry("a/b"), entry("a/c")], [drop("a/b"), wish("a")])).toThrow("a folder lies there");
});

test("collisions among other people's files are none of ours", () => {
  expect(planEffects([entry("src/a"), entry("src/A")], [wish(".agents/x")])).toHaveLength(1);
});

test("a wish that is fulfilled already collides with nothing", () => {
  expect(planEffects([entry("a", B), entry("A")], [wish("a")])).toEqual([]);
});
