import { expect, test } from "vitest";
import { addFile, editFile, openDraft, removeFile, type BaseFile } from "./draft.ts";
import { fromEdit, rebase, toEdit } from "./rebase.ts";

const BASE: BaseFile[] = [
  { path: "SKILL.md", mode: "100644", text: "one\n" },
  { path: "a.md", mode: "100644", text: "a\n" },
  { path: "b.md", mode: "100644", text: "b\n" },
  { path: "shot.png", mode: "100644", text: null },
];
const NEWER: BaseFile[] = [
  { path: "SKILL.md", mode: "100644", text: "two\n" },
  { path: "a.md", mode: "100644", text: "A\n" },
  { path: "b.md", mode: "100755", text: "b\n" },
  { path: "c.md", mode: "100644", text: "c\n" },
];

test("touched files are mine, all others are the newer version's", () => {
  let draft = openDraft(1, BASE);
  draft = editFile(draft, "SKILL.md", { text: "mine\n" });
  draft = removeFile(draft, "b.md");
  draft = addFile(draft, "notes.md");
  expect(rebase({ ...draft, reason: "why" }, BASE, { number: 2, files: NEWER })).toEqual({
    base: 2,
    reason: "why",
    files: [
      { path: "SKILL.md", mode: "100644", was: "SKILL.md", text: "mine\n" },
      { path: "a.md", mode: "100644", was: "a.md", text: null },
      { path: "c.md", mode: "100644", was: "c.md", text: null },
      { path: "notes.md", mode: "100644", was: null, text: "" },
    ],
  });
});

test("a renamed file brings its text along; one that cannot be edited and is gone does not", () => {
  let draft = openDraft(1, BASE);
  draft = editFile(draft, "a.md", { path: "z.md" });
  draft = editFile(draft, "shot.png", { path: "pic.png" });
  expect(rebase(draft, BASE, { number: 2, files: NEWER }).files).toEqual([
    { path: "SKILL.md", mode: "100644", was: "SKILL.md", text: null },
    { path: "b.md", mode: "100755", was: "b.md", text: null },
    { path: "c.md", mode: "100644", was: "c.md", text: null },
    { path: "z.md", mode: "100644", was: "a.md", text: "a\n" },
  ]);
});

test("the server gets texts, and for the rest where they come from", () => {
  const draft = editFile(editFile(openDraft(1, BASE), "SKILL.md", { text: "mine\n" }), "shot.png", { path: "pic.png" });
  expect(toEdit(draft).files).toEqual([
    { path: "SKILL.md", mode: "100644", text: "mine\n" },
    { path: "a.md", mode: "100644", from: "a.md" },
    { path: "b.md", mode: "100644", from: "b.md" },
    { path: "pic.png", mode: "100644", from: "shot.png" },
  ]);
});

test("what a merge made of it is a draft on the newer version", () => {
  const files = [
    { path: "SKILL.md", mode: "100644" as const, text: "both\n" },
    { path: "a.md", mode: "100644" as const, text: "A\n" },
    { path: "pic.png", mode: "100644" as const, base64: "AAEC" },
  ];
  const draft = fromEdit(files, { number: 2, files: NEWER }, "why");
  expect(draft).toEqual({
    base: 2,
    reason: "why",
    files: [
      { path: "SKILL.md", mode: "100644", was: "SKILL.md", text: "both\n" },
      { path: "a.md", mode: "100644", was: "a.md", text: null },
      { path: "pic.png", mode: "100644", was: null, text: null, base64: "AAEC" },
    ],
  });
  expect(toEdit(draft).files[2]).toEqual({ path: "pic.png", mode: "100644", base64: "AAEC" });
});
