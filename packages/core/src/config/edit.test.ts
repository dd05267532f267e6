import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError } from "../error.ts";
import { type ConfigEdit, editRepoConfig } from "./edit.ts";
import { parseRepoConfig } from "./parse.ts";

test("a first choice makes the file", () => {
  expect(editRepoConfig(undefined, [{ list: "skills.veto", add: ["visual-regression"] }])).toBe(
    [
      "# What Yardlet may do in this repository, and what it should leave out.",
      "",
      "skills:",
      "  veto:",
      "    - visual-regression",
      "",
    ].join("\n"),
  );
});

test("comments, order and the other settings stay", () => {
  const text = [
    "# our rules",
    "auto_equip: false # by hand",
    "",
    "skills:",
    "  # chosen in spring",
    "  pick: [a, b]",
    "  veto:",
    "    # too slow here",
    "    - x",
    "    - y",
    "unknown: kept",
    "",
  ].join("\n");
  const edits: ConfigEdit[] = [
    { list: "skills.pick", add: ["c"], remove: ["a"] },
    { list: "skills.veto", remove: ["y"] },
    { list: "presets.add", add: ["web-ui"] },
  ];
  expect(editRepoConfig(text, edits)).toBe(
    [
      "# our rules",
      "auto_equip: false # by hand",
      "",
      "skills:",
      "  # chosen in spring",
      "  pick: [b, c]",
      "  veto:",
      "    # too slow here",
      "    - x",
      "unknown: kept",
      "presets:",
      "  add:",
      "    - web-ui",
      "",
    ].join("\n"),
  );
});

test("a text that no edit changes comes back byte for byte", () => {
  const text = "skills:   {pick:   [ a ]}   \n\n\n# end";
  expect(
    editRepoConfig(text, [
      { list: "skills.pick", add: ["a"] },
      { list: "skills.veto", remove: ["z"] },
    ]),
  ).toBe(text);
  expect(editRepoConfig(text, [])).toBe(text);
});

test("line ends stay as they are", () => {
  expect(editRepoConfig("skills:\r\n  pick: [a]\r\n", [{ list: "skills.pick", add: ["b"] }])).toBe(
    "skills:\r\n  pick: [a, b]\r\n",
  );
});

test("keys without a value become lists, a file of comments keeps them", () => {
  expect(editRepoConfig("skills:\n  pick:\n", [{ list: "skills.pick", add: ["a"] }])).toBe(
    "skills:\n  pick:\n    - a\n",
  );
  expect(editRepoConfig("# later\n", [{ list: "skills.pick", add: ["a"] }])).toContain("# later\n");
});

test.each([
  ["skills: [", "skills.pick"],
  ["- a", "skills.pick"],
  ["skills: nothing", "skills.pick"],
  ["skills:\n  pick: a", "skills.pick"],
  ["x: &l [a]\nskills:\n  pick: *l", "skills.pick"],
] as const)("a file too broken to edit is refused, never rewritten: %j", (text, list) => {
  expect(() => editRepoConfig(text, [{ list, add: ["b"] }])).toThrow(
    expect.objectContaining({
      name: "DomainError",
      code: "invalid",
      details: { path: ".agents/yardlet.yaml" },
    }),
  );
});

test.each(["", "../x", "Über", "nul", "a b"])("a name that is no name never reaches the file: %j", (name) => {
  expect(() => editRepoConfig(undefined, [{ list: "skills.veto", add: [name] }])).toThrow(DomainError);
});

test("what is edited is what is read back, and a second time changes nothing", () => {
  const name = fc.constantFrom<string>("a", "b", "c-d", "e1");
  const list = fc.constantFrom("presets.add", "presets.veto", "skills.pick", "skills.veto");
  const edit = fc.record({ list, add: fc.array(name), remove: fc.array(name) });
  const start = fc.constantFrom(
    undefined,
    "",
    "# c\nskills: {pick: [a, b], veto: []}\n",
    "skills:\n  veto:\n    - c-d # why\n",
  );
  fc.assert(
    fc.property(start, fc.array(edit, { maxLength: 4 }), (text, edits) => {
      const read = parseRepoConfig(text ?? "").config;
      const lists: Record<string, string[]> = {
        "presets.add": read.presets.add,
        "presets.veto": read.presets.veto,
        "skills.pick": read.skills.pick,
        "skills.veto": read.skills.veto,
      };
      for (const { list: key, add, remove } of edits) {
        const rest = (lists[key] ?? []).filter((item) => !remove.includes(item));
        lists[key] = [...new Set([...rest, ...add])];
      }
      const edited = editRepoConfig(text, edits);
      const again = parseRepoConfig(edited);
      expect(again.findings).toEqual([]);
      expect(again.config.presets).toEqual({
        add: lists["presets.add"],
        veto: lists["presets.veto"],
      });
      expect(again.config.skills).toEqual({
        pick: lists["skills.pick"],
        veto: lists["skills.veto"],
      });
    }),
  );
});
