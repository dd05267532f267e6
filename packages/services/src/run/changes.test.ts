import { expect, test } from "vitest";
import { changesBetween } from "./changes.ts";

test.each([
  ["nothing", { a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, []],
  ["a value", { eval_state: "Done" }, { eval_state: "Failed" }, [["eval_state", "Done", "Failed"]]],
  ["a field that comes", {}, { question: "why?" }, [["question", undefined, "why?"]]],
  ["a field that goes", { cost: { usd: 1 } }, {}, [["cost", { usd: 1 }, undefined]]],
  [
    "an entry of a list",
    { refs: ["a", "b"] },
    { refs: ["a", "c", "d"] },
    [
      ["refs.1", "b", "c"],
      ["refs.2", undefined, "d"],
    ],
  ],
  [
    "deep inside",
    { agent: { name: "x", session: "1" } },
    { agent: { name: "x", session: "2" } },
    [["agent.session", "1", "2"]],
  ],
])("tells %s", (_, before, after, expected) => {
  const { changes, more } = changesBetween(before, after);
  expect(changes.map(({ path, before: was, after: is }) => [path, was, is])).toEqual(expected);
  expect(more).toBe(0);
});

test("tells a hundred and counts the others", () => {
  const { changes, more } = changesBetween({ refs: [] }, { refs: Array.from({ length: 130 }, (_, at) => `r${at}`) });
  expect(changes).toHaveLength(100);
  expect(more).toBe(30);
});
