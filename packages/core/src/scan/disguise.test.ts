import { expect, test } from "vitest";
import type { SkillFile } from "../skill/types.ts";
import { isScanOk, scanSkill } from "./scan.ts";
import { CONTROLS, disguised, DISGUISES, PAYLOADS } from "./testing.ts";

const skillOf = (body: string): SkillFile[] => [
  {
    path: "SKILL.md",
    mode: "100644",
    bytes: new TextEncoder().encode(
      `---\nname: a-skill\ndescription: Formats text.\n---\n\nIt formats text.\n\n${body}\n`,
    ),
  },
];

const VARIANTS = disguised(PAYLOADS);
/** Evenly over all disguises and lines. */
const CHOSEN = VARIANTS.filter(
  (_one, at) => Math.floor((at * 500) / VARIANTS.length) !== Math.floor(((at - 1) * 500) / VARIANTS.length),
);

test("500 variants of attacks are all critical or high", () => {
  expect(CHOSEN).toHaveLength(500);
  const missed = VARIANTS.filter(({ text }) => isScanOk(scanSkill(skillOf(text))));
  expect(missed.map(({ disguise, of }) => `${disguise}: ${of}`)).toEqual([]);
});

test("ordinary lines in the same disguises are neither", () => {
  const variants = disguised(
    CONTROLS,
    DISGUISES.filter(({ hides }) => hides !== true),
  );
  const flagged = variants.filter(({ text }) => !isScanOk(scanSkill(skillOf(text))));
  expect(variants.length).toBeGreaterThan(300);
  expect(flagged.map(({ disguise, of }) => `${disguise}: ${of}`)).toEqual([]);
});
