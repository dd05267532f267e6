import { expect, test } from "vitest";
import { PresetName } from "../skill/names.ts";
import { PRESETS, PRESET_ALIASES, resolvePreset } from "./presets-vocabulary.ts";

test("the vocabulary has core, 16 kinds, 1 shape and 10 languages, each with a line of text", () => {
  const rows = Object.entries(PRESETS);
  expect(rows.map(([name]) => PresetName.safeParse(name).success)).not.toContain(false);
  const kinds = rows.map(([, { kind }]) => kind);
  expect(["always", "kind", "shape", "language"].map((kind) => kinds.filter((each) => each === kind).length)).toEqual([
    1, 16, 1, 10,
  ]);
  expect(rows.filter(([, { description }]) => !/^[A-Z][^\n]{5,80}$/.test(description))).toEqual([]);
});

test("aliases lead to known presets, other names to themselves", () => {
  const known = new Set<string>(Object.keys(PRESETS));
  expect(
    Object.values(PRESET_ALIASES)
      .flat()
      .filter((name) => !known.has(name)),
  ).toEqual([]);
  expect(Object.keys(PRESET_ALIASES).filter((name) => known.has(name))).toEqual([]);
  expect(resolvePreset("cli-rust")).toEqual(["cli-tool", "rust"]);
  expect(resolvePreset("data-science")).toEqual(["ai-ml"]);
  expect(resolvePreset("web-ui")).toEqual(["web-ui"]);
  expect(resolvePreset("our-own")).toEqual(["our-own"]);
  expect(resolvePreset("constructor")).toEqual(["constructor"]);
});
