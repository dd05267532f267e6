import { expect, test } from "vitest";
import { givenIntent, readSegment, runHref, segmentOf, taskHref } from "./place.ts";

test.each([
  ["run-1", "run-1"],
  ["a/b", "a%2Fb"],
  ["..", "~.."],
  [".", "~."],
  ["~x", "~~x"],
  ["100 %?#", "100%20%25%3F%23"],
  ["실행", "%EC%8B%A4%ED%96%89"],
])("the id %s is %s in a path, and is read back", (id, segment) => {
  expect(segmentOf(id)).toBe(segment);
  expect(readSegment(segment)).toBe(id);
  expect(new URL(`http://localhost/runs/parcel/${segment}/end`).pathname.split("/")).toHaveLength(5);
});

test("what no id is written as reads as nothing", () => {
  expect(readSegment("%E0%A4%A")).toBeUndefined();
  expect(readSegment("a%00b")).toBeUndefined();
});

test("runs and tasks have one address each", () => {
  expect(runHref({ repo: "parcel", runId: "r/1" })).toBe("/runs/parcel/r%2F1");
  expect(taskHref("parcel", { intent: "task:t1", task: "t1" })).toBe("/repos/parcel/tasks/task%3At1/t1");
});

test("an intent made up from its task is none that was given", () => {
  expect(givenIntent({ intent: "task:t1", task: "t1" })).toBeNull();
  expect(givenIntent({ intent: "i1", task: "t1" })).toBe("i1");
});
