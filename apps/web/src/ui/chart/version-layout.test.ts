import { expect, test } from "vitest";
import { layOutVersions, type VersionLine } from "./version-layout.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-11-01T00:00:00Z");

function version(name: string, days: readonly number[], current = false): VersionLine {
  return {
    name,
    note: "0.76, 0.56–0.88, n 25",
    current,
    marks: days.map((day, at) => ({ at: START + day * DAY, u: at % 2, mean: 0.5, lo: 0.25, hi: 0.75, n: at + 1 })),
  };
}

test("a version begins at its first intent, and its running score at the fifth", () => {
  const { lines, height, bottom, y, ticks } = layOutVersions(
    [version("v1", [0, 1, 2, 3, 4, 5]), version("v2", [10, 20], true)],
    { from: 5 },
  );
  expect([height, bottom, y(0), y(1)]).toEqual([236, 210, 210, 26]);
  expect(lines.map(({ flag }) => [flag.x, flag.y, flag.anchor])).toEqual([
    [32, 10, "start"],
    [518, 10, "start"],
  ]);
  expect(lines[0]?.running).toBe("226.4,118 275,118");
  expect(lines[0]?.band).toBe("226.4,72 275,72 275,164 226.4,164");
  expect(lines[0]?.dots).toHaveLength(6);
  expect(lines[1]).toMatchObject({ running: "", band: "", end: undefined });
  expect(ticks.map(({ x, anchor }) => [x, anchor])).toEqual([
    [32, "start"],
    [226.4, "middle"],
    [420.8, "middle"],
    [615.2, "middle"],
    [809.6, "middle"],
    [1004, "end"],
  ]);
});

test("flags near each other take rows, one at the right edge turns round", () => {
  const { lines, height } = layOutVersions(
    [version("v1", [0, 10]), version("v2", [0.5, 10]), version("v3", [9.9, 10])],
    {
      from: 5,
    },
  );
  expect(lines.map(({ flag }) => [flag.y, flag.anchor])).toEqual([
    [10, "start"],
    [26, "start"],
    [10, "end"],
  ]);
  expect(height).toBe(252);
});

test("one intent alone stands in the middle", () => {
  const { lines, ticks } = layOutVersions([version("v1", [3], true)], { from: 5 });
  expect(lines[0]?.dots).toEqual([{ key: "1", x: 518, y: 210 }]);
  expect(ticks).toEqual([{ at: START + 3 * DAY, x: 518, anchor: "middle" }]);
});
