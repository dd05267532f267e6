import { describe, expect, it } from "vitest";
import {
  addFile,
  bringBack,
  editFile,
  isChanged,
  openDraft,
  pathFault,
  putBack,
  removeFile,
  stateOf,
  textOf,
  type BaseFile,
} from "./draft.ts";

const BASE: BaseFile[] = [
  { path: "SKILL.md", mode: "100644", text: "# Red\n" },
  { path: "scripts/run.sh", mode: "100755", text: "exit 0\n" },
  { path: "shot.png", mode: "100644", text: null },
];

describe("a draft", () => {
  it("starts as the version it began with", () => {
    const draft = openDraft(3, BASE);
    expect(draft.base).toBe(3);
    expect(isChanged(draft, BASE)).toBe(false);
    expect(draft.files.map((file) => textOf(file, BASE))).toEqual(["# Red\n", "exit 0\n", null]);
  });

  it("says of each file how it stands to that version", () => {
    let draft = openDraft(3, BASE);
    draft = editFile(draft, "SKILL.md", { text: "# Green\n" });
    draft = editFile(draft, "shot.png", { path: "assets/shot.png" });
    draft = addFile(draft, "notes.md");
    draft = editFile(draft, "scripts/run.sh", { mode: "100644" });
    expect(draft.files.map((file) => [file.path, stateOf(file, BASE)])).toEqual([
      ["SKILL.md", "changed"],
      ["assets/shot.png", "renamed"],
      ["notes.md", "added"],
      ["scripts/run.sh", "changed"],
    ]);
    expect(isChanged(draft, BASE)).toBe(true);
  });

  it("is changed by a file that goes, and no more when the text is put back", () => {
    expect(isChanged(removeFile(openDraft(3, BASE), "shot.png"), BASE)).toBe(true);
    const gone = removeFile(openDraft(3, BASE), "scripts/run.sh");
    expect(isChanged(bringBack(gone, { path: "scripts/run.sh", mode: "100755" }), BASE)).toBe(false);
    const edited = editFile(openDraft(3, BASE), "SKILL.md", { text: "# Green\n" });
    expect(isChanged(editFile(edited, "SKILL.md", { text: null }), BASE)).toBe(false);
  });

  it("has a deleted file back with what was typed in it, unless its place is taken", () => {
    const typed = editFile(addFile(openDraft(3, BASE), "notes.md"), "notes.md", { text: "typed\n" });
    const gone = removeFile(typed, "notes.md");
    const notes = { path: "notes.md", mode: "100644", was: null, text: "typed\n" } as const;
    expect(putBack(gone, notes)).toEqual(typed);
    const taken = addFile(gone, "notes.md");
    expect(putBack(taken, notes)).toBe(taken);
  });
});

describe("a path", () => {
  const draft = openDraft(3, BASE);
  it.each([
    ["", "give the file a name"],
    ["../x", "a path is names with / between, inside the skill’s folder"],
    ["/etc/passwd", "a path is names with / between, inside the skill’s folder"],
    ["SKILL.md", "there is a file SKILL.md already"],
    ["scripts", "scripts would be a file and a folder at once"],
    ["SKILL.md/x", "SKILL.md/x would be a file and a folder at once"],
  ])("cannot be %j", (path, fault) => {
    expect(pathFault(draft, path)).toBe(fault);
  });

  it("may be its own and a free one", () => {
    expect(pathFault(draft, "SKILL.md", "SKILL.md")).toBe(undefined);
    expect(pathFault(draft, "references/api.md")).toBe(undefined);
  });
});
