import { expect, test } from "vitest";
import { shownColumns, toggleColumn } from "./columns.ts";

const COLUMNS = [{ id: "repo" }, { id: "presets" }, { id: "gaps" }, { id: "location", extra: true }];
const shown = (choice: string | null) => shownColumns(COLUMNS, choice).map((column) => column.id);

test.each([
  [null, ["repo", "presets", "gaps"]],
  ["", ["repo"]],
  ["gaps", ["repo", "gaps"]],
  ["location.presets", ["repo", "presets", "location"]],
  ["size.gaps", ["repo", "gaps"]],
])("the choice %j shows %j", (choice, ids) => {
  expect(shown(choice)).toEqual(ids);
});

test.each([
  [null, "gaps", "presets"],
  [null, "location", "presets.gaps.location"],
  ["presets", "gaps", null],
  ["gaps", "gaps", ""],
  ["", "presets", "presets"],
  ["location", "presets", "presets.location"],
])("from %j, toggling %s leads to %j", (choice, id, next) => {
  expect(toggleColumn(COLUMNS, choice, id)).toBe(next);
});

test("the first column can't be hidden", () => {
  expect(shown(toggleColumn(COLUMNS, "gaps", "repo"))).toEqual(["repo", "gaps"]);
});
