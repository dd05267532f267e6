import { expect, test } from "vitest";
import { resolveLink } from "./link-target.ts";
import { describePlaces, isInPlaces, placesOf } from "./scope.ts";

const AGENTS = placesOf({ kind: "agents", linkFolders: [".claude/skills"] });
const LIBRARY = placesOf({ kind: "library" });

test.each([
  [".agents/skills/x/SKILL.md", true],
  [".agents/yardlet.yaml", true],
  [".claude/skills/x", true],
  [".agents", false],
  [".agentsx/a", false],
  [".claude/settings.json", false],
  [".claude/skills", false],
  ["src/index.ts", false],
  ["skills/x/SKILL.md", false],
])("agents scope: %s is %s", (path, inside) => {
  expect(isInPlaces(path, AGENTS)).toBe(inside);
});

test.each([
  ["skills/x/SKILL.md", true],
  ["presets/core.skills", true],
  ["catalog.tsv", true],
  ["signals.yaml", true],
  ["README.md", true],
  ["LICENSE", true],
  ["package.json", false],
  ["skills", false],
  ["x/catalog.tsv", false],
  [".agents/skills/x/SKILL.md", false],
])("library scope: %s is %s", (path, inside) => {
  expect(isInPlaces(path, LIBRARY)).toBe(inside);
});

test("describes the places for people", () => {
  expect(describePlaces(AGENTS)).toBe(".agents/, .claude/skills/");
  expect(describePlaces(LIBRARY)).toBe("skills/, presets/, catalog.tsv, signals.yaml, README.md, LICENSE");
});

test.each([
  ".github/workflows",
  "src",
  ".",
  "",
  "..",
  "/skills",
  ".git/skills",
  "a/../skills",
  ".agents/skills",
  ".AGENTS/skills",
  "myskills",
])("%j is no folder for links", (folder) => {
  expect(() => placesOf({ kind: "agents", linkFolders: [folder] })).toThrow(
    expect.objectContaining({ code: "invalid" }),
  );
});

test.each([".claude/skills", ".github/skills", ".opencode/skill", "tools/agent/skills"])("%j takes links", (folder) => {
  expect(placesOf({ kind: "agents", linkFolders: [folder] }).folders).toEqual([".agents", folder]);
});

test.each([
  [".claude/skills/x", "../../.agents/skills/x", ".agents/skills/x"],
  [".claude/skills/x", "../../.agents/skills/x/", ".agents/skills/x"],
  [".claude/skills/x", "y", ".claude/skills/y"],
  [".claude/skills/x", "/etc/passwd", undefined],
  [".claude/skills/x", "../../../x", undefined],
  [".claude/skills/x", "../..", undefined],
  [".claude/skills/x", "", undefined],
  [".claude/skills/x", "../../.git/config", undefined],
  [".claude/skills/x", "..\\..\\x", undefined],
  [".claude/skills/x", "../../a\0b", undefined],
])("a link at %s to %j leads to %s", (path, target, resolved) => {
  expect(resolveLink(path, target)).toBe(resolved);
});
