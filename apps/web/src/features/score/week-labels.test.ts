import { expect, test } from "vitest";
import { weekLabels } from "./week-labels.ts";

test("a week is named by its Monday, and the present one by what it is", () => {
  expect(weekLabels(["2026-11-02", "2026-11-09", "2026-11-16"])).toEqual(["2 Nov", "9 Nov", "this week"]);
  expect(weekLabels([])).toEqual([]);
});
