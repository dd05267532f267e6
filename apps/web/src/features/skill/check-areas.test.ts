import { RULES } from "@yardlet/core/skill";
import { expect, test } from "vitest";
import { checkAreas } from "./check-areas.ts";

test("every rule of the validator belongs to an area", () => {
  const findings = Object.keys(RULES).map(
    (rule) => ({ rule, severity: "error", message: "", file: "SKILL.md" }) as const,
  );
  expect(checkAreas(findings).map(({ name }) => name)).toEqual([
    "Files",
    "SKILL.md",
    "Frontmatter",
    "Name",
    "Description",
    "Fields",
    "Instructions",
    "Links",
  ]);
});

test("an area is as bad as its worst finding", () => {
  const areas = checkAreas([
    { rule: "link-missing", severity: "warning", message: "a.md is not in the folder", file: "SKILL.md", line: 3 },
    { rule: "name-folder", severity: "error", message: "make them equal", file: "SKILL.md" },
    { rule: "brand-new", severity: "warning", message: "?", file: "SKILL.md" },
  ]);
  expect(areas.map(({ name, state }) => `${name} ${state}`)).toEqual([
    "Files pass",
    "SKILL.md pass",
    "Frontmatter pass",
    "Name fail",
    "Description pass",
    "Fields pass",
    "Instructions pass",
    "Links warn",
    "Other warn",
  ]);
});
