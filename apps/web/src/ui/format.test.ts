import { expect, test } from "vitest";
import {
  capital,
  formatAgo,
  formatBytes,
  formatClock,
  formatCount,
  formatDay,
  formatDuration,
  formatNumber,
  formatTime,
} from "./format.ts";

test.each([
  [0, "0"],
  [999, "999"],
  [3137, "3\u202f137"],
  [1_234_567, "1\u202f234\u202f567"],
])("the number %d", (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test("moments are UTC, wherever they are read", () => {
  const at = new Date("2026-11-21T08:40:05.700Z");
  expect([formatTime(at), formatDay(at), formatClock(at)]).toEqual(["21 Nov 08:40", "21 Nov", "08:40:05"]);
});

test.each([
  [-5, "0.0 s"],
  [420, "0.4 s"],
  [9_949, "9.9 s"],
  [12_400, "12 s"],
  [59_700, "1 min"],
  [371_000, "6 min 11 s"],
  [7_200_000, "2 h"],
  [7_500_000, "2 h 5 min"],
])("%d ms last %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [0, "just now"],
  [12_000, "12 s ago"],
  [119_000, "1 min ago"],
  [3 * 3_600_000, "3 h ago"],
  [50 * 3_600_000, "2 d ago"],
])("%d ms are %s", (ms, text) => {
  expect(formatAgo(ms)).toBe(text);
});

test("counts and sizes", () => {
  expect(formatCount(1, "repo")).toBe("1 repo");
  expect(formatCount(0, "repo")).toBe("0 repos");
  expect(formatCount(2, "entry", "entries")).toBe("2 entries");
  expect([formatBytes(900), formatBytes(18_637), formatBytes(3 * 1024 * 1024)]).toEqual([
    "900 B",
    "18.2 KiB",
    "3.0 MiB",
  ]);
});

test("a sentence begins with a capital, a name with its own letter", () => {
  expect(["two repos", "", "auto_equip is off", "v2 does worse", "violet"].map(capital)).toEqual([
    "Two repos",
    "",
    "auto_equip is off",
    "v2 does worse",
    "Violet",
  ]);
});
