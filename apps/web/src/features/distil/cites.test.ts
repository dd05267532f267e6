import { expect, test } from "vitest";
import { citesByLine } from "./cites.ts";

test("each line that a lesson made cites the lesson's packets by their numbers", () => {
  const cites = citesByLine(
    [
      { id: "l1", hunks: [{ fromLine: 8, toLine: 9 }], packets: ["c", "a"] },
      { id: "l2", hunks: [{ fromLine: 9, toLine: 9 }], packets: ["b", "gone"] },
    ],
    ["a", "b", "c"],
  );
  expect([...cites]).toEqual([
    [8, [{ lesson: "l1", packets: [1, 3] }]],
    [
      9,
      [
        { lesson: "l1", packets: [1, 3] },
        { lesson: "l2", packets: [2] },
      ],
    ],
  ]);
});
