import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRepoConfig } from "./parse.ts";
import { LinkFolder, RepoConfig } from "./types.ts";

const DEFAULTS = {
  links: [".claude/skills"],
  presets: { add: [], veto: [] },
  skills: { pick: [], veto: [] },
};

test("an empty file means the defaults", () => {
  for (const text of ["", "\n", "# nothing yet\n", "---\n"]) {
    expect(parseRepoConfig(text)).toEqual({ config: DEFAULTS, findings: [] });
  }
});

test("every setting is read", () => {
  const text = [
    "auto_equip: false",
    "auto_skill: true",
    "auto_prune: false",
    "skill_result: strict",
    "skill_library: ../team-skills",
    "server: https://yardlet.example",
    "links: [.claude/skills, tools/agent/skills]",
    "presets: {add: [data-pipeline], veto: [web-ui]}",
    "skills:",
    "  pick: [commit-hygiene]",
    "  veto: [visual-regression]",
  ].join("\n");
  expect(parseRepoConfig(text)).toEqual({
    config: {
      auto_equip: false,
      auto_skill: true,
      auto_prune: false,
      skill_result: "strict",
      skill_library: "../team-skills",
      server: "https://yardlet.example",
      links: [".claude/skills", "tools/agent/skills"],
      presets: { add: ["data-pipeline"], veto: ["web-ui"] },
      skills: { pick: ["commit-hygiene"], veto: ["visual-regression"] },
    },
    findings: [],
  });
});

test("a key without a value and an empty library are as good as absent", () => {
  const { config, findings } = parseRepoConfig('auto_equip:\nskill_library: ""\nskills:\npresets: {add: }\nlinks:\n');
  expect(config).toEqual(DEFAULTS);
  expect(findings).toEqual([]);
});

test("an empty list of links means no links", () => {
  expect(parseRepoConfig("links: []").config.links).toEqual([]);
});

test("an unknown key is a warning and costs nothing else", () => {
  const { config, findings } = parseRepoConfig("auto_equip: false\nauto_equipp: true\nskills:\n  picks: [a]\n");
  expect(config.auto_equip).toBe(false);
  expect(findings.map(({ rule, severity, file, line }) => ({ rule, severity, file, line }))).toEqual([
    { rule: "config-unknown-key", severity: "warning", file: ".agents/yardlet.yaml", line: 2 },
    { rule: "config-unknown-key", severity: "warning", file: ".agents/yardlet.yaml", line: 4 },
  ]);
  expect(findings[1]?.message).toBe("skills.picks: no such setting; known are pick, veto");
});

test.each([
  { text: "auto_equip: 'yes'", line: 1, message: "auto_equip: true or false is expected" },
  { text: "skill_result: lax", line: 1, message: "skill_result: compat or strict is expected" },
  { text: "\nskill_library: 4", line: 2, message: "skill_library: a path is expected" },
  {
    text: "server: ftp://yardlet.example",
    line: 1,
    message: "server: a URL with http or https is expected",
  },
  { text: "links: .claude/skills", line: 1, message: "links: a list is expected" },
  { text: "skills:\n  pick: commit-hygiene", line: 2, message: "skills.pick: a list is expected" },
  { text: "presets: web-ui", line: 1, message: "presets: the lists add and veto are expected" },
])("a bad value is an error with its line, and the default is used: $text", ({ text, line, message }) => {
  const { config, findings } = parseRepoConfig(text);
  expect(config).toEqual(DEFAULTS);
  expect(findings).toEqual([{ rule: "config-value", severity: "error", message, file: ".agents/yardlet.yaml", line }]);
});

test("in a list only the bad item is left out", () => {
  const { config, findings } = parseRepoConfig(
    "skills:\n  veto:\n    - good-one\n    - ../evil\n    - good-one\n    - nul\n",
  );
  expect(config.skills.veto).toEqual(["good-one"]);
  expect(findings.map(({ rule, severity, line }) => ({ rule, severity, line }))).toEqual([
    { rule: "config-value", severity: "error", line: 4 },
    { rule: "config-repeat", severity: "warning", line: 5 },
    { rule: "config-value", severity: "error", line: 6 },
  ]);
});

test.each([
  ["a: [1", 1],
  ["auto_equip: true\nauto_equip: false", 2],
  ["? [a]\n: 1", 1],
  ["a: 1\n---\nb: 2", 2],
])("broken YAML is one error with its line: %j", (text, line) => {
  const { config, findings } = parseRepoConfig(text);
  expect(config).toEqual(DEFAULTS);
  expect(findings.map((finding) => [finding.rule, finding.severity, finding.line])).toEqual([
    ["config-syntax", "error", line],
  ]);
});

test("a bomb of aliases and a huge file are refused whole", () => {
  const bomb = [
    "a: &a [x, x, x, x, x, x, x, x, x]",
    ...["ab", "bc", "cd", "de", "ef", "fg"].map(([from, to]) => `${to}: &${to} [${`*${from}, `.repeat(9)}]`),
  ];
  expect(parseRepoConfig(bomb.join("\n")).findings.map((finding) => finding.rule)).toEqual(["config-syntax"]);
  expect(parseRepoConfig(`# ${"x".repeat(70_000)}`).findings.map((finding) => finding.rule)).toEqual([
    "config-too-large",
  ]);
});

test.each([
  "",
  "/abs",
  "../up",
  "a/../b",
  "./a",
  "a//b",
  "a/",
  "C:\\x",
  "a\\b",
  ".git",
  "x/.GIT/y",
  ".agents/skills",
  "a\0b",
  "a./b",
  ".github/workflows",
  "myskills",
])("a link folder that leaves the repo or hits a reserved one is refused: %j", (folder) => {
  expect(LinkFolder.safeParse(folder).success).toBe(false);
});

test("whatever the text, it never throws and the config is valid", () => {
  const line = fc.constantFrom(
    "auto_equip: true",
    "links: [a, b]",
    "skills: {veto: [x]}",
    "skills:",
    "  pick: [q]",
    "presets: *x",
    "- a",
    "&x a: 1",
    "__proto__: {pick: [a]}",
    "constructor: 1",
    "? {a: b}",
    "!!js/function x: 1",
    "server: 7",
    "\t",
    "'",
    "---",
    "a: |",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(line, { maxLength: 6 }).map((lines) => lines.join("\n")),
      ),
      (text) => {
        const { config, findings } = parseRepoConfig(text);
        expect(RepoConfig.safeParse(config).success).toBe(true);
        for (const finding of findings) expect(finding.file).toBe(".agents/yardlet.yaml");
      },
    ),
    { numRuns: 500 },
  );
});
