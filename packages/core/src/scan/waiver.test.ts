import { expect, test } from "vitest";
import type { ScanFinding } from "./types.ts";
import { isScanOkWith, obstacleAmong, waiverOf, type Waiver } from "./waiver.ts";

const NOW = new Date("2026-11-26T10:00:00.000Z");
const LATER = new Date("2026-12-26T10:00:00.000Z");
const finding = (change: Partial<ScanFinding> = {}): ScanFinding => ({
  rule: "reverse-shell",
  severity: "critical",
  message: "it opens a shell",
  file: "SKILL.md",
  line: 8,
  excerpt: "bash -i",
  ...change,
});
const waiver = (change: Partial<Waiver> = {}): Waiver => ({
  rule: "reverse-shell",
  place: null,
  until: LATER,
  liftedAt: null,
  ...change,
});
const HERE = { file: "SKILL.md", excerpt: "bash -i" };

test.each([
  ["of the rule anywhere", waiver(), true],
  ["at the place, whatever its line by now", waiver({ place: HERE }), true],
  ["at another place", waiver({ place: { ...HERE, excerpt: "sh -i" } }), false],
  ["in another file", waiver({ place: { ...HERE, file: "a.sh" } }), false],
  ["of another rule", waiver({ rule: "persistence" }), false],
  ["to its last moment", waiver({ until: new Date(NOW.getTime() + 1) }), true],
  ["no more from its day on", waiver({ until: NOW }), false],
  ["no more once it is lifted", waiver({ liftedAt: NOW }), false],
])("a waiver holds %s: %#", (_name, one, holds) => {
  expect(waiverOf(finding(), [one], NOW) !== undefined).toBe(holds);
  expect(obstacleAmong([finding()], [one], NOW) === undefined).toBe(holds);
});

test("what is critical and not waived keeps a skill out; what is high does not, and is not ok either", () => {
  const high = finding({ severity: "high", rule: "persistence" });
  expect(obstacleAmong([high, finding()], [], NOW)?.rule).toBe("reverse-shell");
  expect(obstacleAmong([high], [], NOW)).toBeUndefined();
  expect(isScanOkWith([high], [], NOW)).toBe(false);
  expect(isScanOkWith([high, finding()], [waiver()], NOW)).toBe(false);
  expect(isScanOkWith([high, finding()], [waiver(), waiver({ rule: "persistence" })], NOW)).toBe(true);
});
