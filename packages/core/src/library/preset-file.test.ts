import { expect, test } from "vitest";
import { parsePreset, presetNameOf } from "./preset-file.ts";

test("reads names separated by blanks and line breaks, with comments, once each and in order", () => {
  const text = "\uFEFF# for every repository\nred blue\t green\r\n\n  red # again\nblack#no blank needed\n";
  expect(parsePreset("core", text)).toEqual({
    preset: { name: "core", skills: ["black", "blue", "green", "red"] },
    findings: [],
  });
});

test("leaves out a name that is none and says where", () => {
  expect(parsePreset("game", "red\n../blue Green\n")).toEqual({
    preset: { name: "game", skills: ["red"] },
    findings: [
      {
        rule: "preset-skill",
        severity: "warning",
        message: '"../blue" is not a skill name; write names separated by blanks',
        file: "presets/game.skills",
        line: 2,
      },
      {
        rule: "preset-skill",
        severity: "warning",
        message: '"Green" is not a skill name; write names separated by blanks',
        file: "presets/game.skills",
        line: 2,
      },
    ],
  });
});

test("an empty file is a preset without skills, a bad name none", () => {
  expect(parsePreset("game", "").preset).toEqual({ name: "game", skills: [] });
  expect(parsePreset("Web UI", "red")).toEqual({
    preset: undefined,
    findings: [
      {
        rule: "preset-name",
        severity: "error",
        message: '"Web UI" is not a preset name; rename the file to lower-case letters, digits and single hyphens',
        file: "presets/Web UI.skills",
      },
    ],
  });
});

test.each([
  ["presets/game.skills", "game"],
  ["presets/game.txt", undefined],
  ["presets/old/game.skills", undefined],
  ["skills/game.skills", undefined],
  ["presets", undefined],
])("the path %s names the preset %s", (path, name) => {
  expect(presetNameOf(path)).toBe(name);
});
