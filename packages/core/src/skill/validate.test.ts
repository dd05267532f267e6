import { expect, test } from "vitest";
import type { FileMode, SkillFile, ValidationProfile } from "./types.ts";
import { findObstacles, validateSkill } from "./validate.ts";

const file = (path: string, text = "x", mode: FileMode = "100644"): SkillFile => ({
  path,
  mode,
  bytes: Buffer.from(text),
});
const skillOf = (yaml: string, body = "# Red\n\nSay red.\n") => file("SKILL.md", `---\n${yaml}\n---\n${body}`);
const RED = "name: red\ndescription: Says red.";

/** Findings as `severity rule line`. */
function judge(files: SkillFile[], profile: ValidationProfile, folder = "red"): string[] {
  return validateSkill({ folder, files }, profile).map(
    ({ severity, rule, line }) => `${severity} ${rule}${line ? ` ${line}` : ""}`,
  );
}
const judgeAll = (files: SkillFile[], folder?: string) =>
  (["strict", "claude-code", "lenient"] as const).map((profile) => judge(files, profile, folder));

test("a plain skill has no findings in any profile", () => {
  expect(judgeAll([skillOf(RED)])).toEqual([[], [], []]);
});

test("every field of the open format passes strict", () => {
  const yaml = `${RED}\nlicense: MIT\ncompatibility: Needs git\nallowed-tools: Read Bash(git:*)\nmetadata:\n  author: Ann\n  version: "3"`;
  expect(judge([skillOf(yaml)], "strict")).toEqual([]);
});

const error = (rule: string, line: number) => [
  [`error ${rule} ${line}`],
  [`error ${rule} ${line}`],
  [`warning ${rule} ${line}`],
];
const fatal = (rule: string, line: number) => Array.from({ length: 3 }, () => [`error ${rule} ${line}`]);
const note = (rule: string, line: number) => Array.from({ length: 3 }, () => [`warning ${rule} ${line}`]);

test.each([
  ["an unknown key", `${RED}\nversion: 1.0.0`, error("key-unknown", 4)],
  ["no name", "description: d", error("name-missing", 1)],
  ["an empty name", "description: d\nname:", error("name-missing", 3)],
  ["another folder's name", "name: blue\ndescription: d", error("name-folder", 2)],
  ["a long description", `name: red\ndescription: ${"é".repeat(1025)}`, error("description-length", 3)],
  ["a long compatibility", `${RED}\ncompatibility: ${"x".repeat(501)}`, error("compatibility-length", 4)],
  ["a list as compatibility", `${RED}\ncompatibility:\n  - git`, error("compatibility-type", 4)],
  ["no description", "name: red", fatal("description-missing", 1)],
  ["a blank description", "name: red\ndescription: ' '", fatal("description-missing", 3)],
  ["a null description", "name: red\ndescription: null", fatal("description-missing", 3)],
  ["broken YAML", "name: red\ndescription: a: b", fatal("yaml-syntax", 3)],
  ["a list as frontmatter", "- red", fatal("frontmatter-mapping", 1)],
  ["a prototype key", `${RED}\nmetadata:\n  __proto__: x`, fatal("yaml-key", 5)],
  ["an empty compatibility", `${RED}\ncompatibility: ""`, note("compatibility-empty", 4)],
  ["a list of tools", `${RED}\nallowed-tools:\n  - Read`, note("allowed-tools-type", 4)],
  ["a nested metadata", `${RED}\nmetadata:\n  a:\n    b: c`, note("metadata-value", 4)],
  ["text as metadata", `${RED}\nmetadata: text`, note("metadata-type", 4)],
  ["a map as license", `${RED}\nlicense:\n  a: b`, note("license-type", 4)],
])("%s", (_, yaml, verdicts) => {
  expect(judgeAll([skillOf(yaml)])).toEqual(verdicts);
});

test.each(["Red", "red_blue", "-red", "red-", "red--blue", "a b", "红", "мой-навык", "café", "con", "x".repeat(65)])(
  "the name %j is refused, also in a folder of that name",
  (name) => {
    const skill = [skillOf(`name: ${name}\ndescription: d`)];
    expect(judge(skill, "strict", name)).toEqual(["error name-invalid 2"]);
    expect(judge(skill, "lenient", name)).toEqual(["warning name-invalid 2"]);
  },
);

test("limits count code points, and 1024, 500 and 64 are allowed", () => {
  const name = "x".repeat(64);
  const yaml = `name: ${name}\ndescription: ${"😀".repeat(1024)}\ncompatibility: ${"😀".repeat(500)}`;
  expect(judge([skillOf(yaml)], "strict", name)).toEqual([]);
});

test("strict takes every scalar as text, as the reference reader does", () => {
  expect(judge([skillOf("name: 123\ndescription: 1.10\ncompatibility: true")], "strict", "123")).toEqual([]);
  expect(judge([skillOf("name: ' red '\ndescription: d")], "strict")).toEqual([]);
});

test.each([
  ["a flow list", "allowed-tools: [Read]", ["warning allowed-tools-type 4", "error yaml-subset 4"]],
  ["a flow map", "metadata: {a: b}", ["error yaml-subset 4"]],
  ["an anchor and an alias", "license: &l MIT\ncompatibility: *l", ["error yaml-subset 4", "error yaml-subset 5"]],
  ["a tag", "license: !!str MIT", ["error yaml-subset 4"]],
  ["a tab in unquoted text", "license: a\tb", ["error yaml-subset 4"]],
])("strict refuses %s, which the reference reader does not know", (_, line, strict) => {
  const skill = [skillOf(`${RED}\n${line}`)];
  expect(judge(skill, "strict")).toEqual(strict);
  expect(judge(skill, "claude-code").filter((finding) => finding.startsWith("error"))).toEqual([]);
});

test("strict refuses maps beside each other with different indentation", () => {
  const yaml = `${RED}\nmetadata:\n  a: b\nhooks:\n    c: d`;
  expect(judge([skillOf(yaml)], "strict")).toEqual(["error key-unknown 6", "error yaml-subset 7"]);
});

test("claude-code knows that client's fields and what they hold", () => {
  const fields =
    "argument-hint: [issue]\ndisable-model-invocation: true\nmodel: opus\neffort: high\ncontext: fork\nagent: Explore\nhooks: {}\npaths: ['*.ts']\nshell: bash\nwhen_to_use: later\nuser-invocable: false\narguments: a b\ndisallowed-tools: Bash\nbackground: true";
  expect(judge([skillOf(`${RED}\n${fields}`)], "claude-code")).toEqual([]);
  expect(judge([skillOf(`${RED}\n${fields}`)], "lenient")).toEqual([]);
  expect(
    judge([skillOf(`${RED}\n${fields}`)], "strict").filter((finding) => finding.includes("key-unknown")),
  ).toHaveLength(14);
  const wrong = [skillOf(`${RED}\ncontext: inline\nuser-invocable: "no"\nhooks: text\nmodel: [a]`)];
  expect(validateSkill({ folder: "red", files: wrong }, "claude-code").map(({ message }) => message)).toEqual([
    'context is "inline"; write fork',
    'user-invocable is "no"; write true or false',
    'hooks is "text"; write a map',
    "model is a list; write text",
  ]);
  expect(judge([skillOf(`${RED}\nwhen_to_use: ${"x".repeat(1530)}`)], "claude-code")).toEqual([
    "warning listing-length 4",
  ]);
});

test.each([
  ["without frontmatter", "# Red\n", "frontmatter-missing"],
  ["with open frontmatter", "---\nname: red\n", "frontmatter-unclosed"],
  ["above 1 MiB", "x".repeat(1024 * 1024 + 1), "skill-file-bytes"],
])("a SKILL.md %s cannot be loaded", (_, text, rule) => {
  expect(judgeAll([file("SKILL.md", text)])).toEqual(fatal(rule, 1));
});

test("a byte order mark fails strict only, bad UTF-8 is a warning at most for a lenient client", () => {
  expect(judgeAll([file("SKILL.md", `\uFEFF---\n${RED}\n---\nx\n`)])).toEqual([
    ["error encoding-bom 1"],
    ["warning encoding-bom 1"],
    ["warning encoding-bom 1"],
  ]);
  const bytes = Buffer.from([...Buffer.from(`---\n${RED}\n---\n`), 0xc3]);
  expect(judgeAll([{ path: "SKILL.md", mode: "100644", bytes }])).toEqual(error("encoding-utf8", 1));
});

test("a folder needs a SKILL.md, in upper case", () => {
  expect(validateSkill({ folder: "red", files: [] }, "strict")).toEqual([
    { rule: "skill-file-missing", severity: "error", message: "the folder has no SKILL.md; add it", file: "SKILL.md" },
  ]);
  expect(validateSkill({ folder: "red", files: [file("skill.md", `---\n${RED}\n---\n`)] }, "lenient")[0]?.message).toBe(
    "the folder has no SKILL.md; rename skill.md",
  );
});

test.each([
  "../x",
  "a/../../x",
  "/etc/passwd",
  "a//b",
  "a/./b",
  "",
  "C:/x",
  "a\\b",
  "a\0b",
  "a\nb",
  ".git/config",
  "x/.GIT/hooks/a",
  "\ud800",
])("the path %j is an error in every profile", (path) => {
  expect(judgeAll([skillOf(RED), file(path)])).toEqual(Array.from({ length: 3 }, () => ["error path-outside"]));
});

test("paths that not every system can hold are warnings", () => {
  const files = [
    skillOf(RED),
    file("assets/A.png"),
    file("assets/a.png"),
    file("scripts/aux.sh"),
    file("what?.md"),
    file("end."),
  ];
  expect(validateSkill({ folder: "red", files }, "strict").map(({ file: at, message }) => [at, message])).toEqual([
    [
      "assets/a.png",
      "assets/a.png and assets/A.png differ only in case; rename it so that every system can check it out",
    ],
    ["end.", "Windows cannot hold end.; rename it so that every system can check it out"],
    ["scripts/aux.sh", "Windows cannot hold scripts/aux.sh; rename it so that every system can check it out"],
    ["what?.md", "Windows cannot hold what?.md; rename it so that every system can check it out"],
  ]);
  expect(judge([skillOf(RED), file("a"), file("a")], "lenient")).toEqual(["error path-duplicate"]);
});

test("a folder has at most 512 files and 16 MiB", () => {
  const many = Array.from({ length: 511 }, (_, index) => file(`assets/${index}`));
  expect(judge([skillOf(RED), ...many], "strict")).toEqual([]);
  expect(judgeAll([skillOf(RED), ...many, file("assets/x")])).toEqual([
    ["error folder-files"],
    ["error folder-files"],
    ["warning folder-files"],
  ]);
  const large = { path: "assets/x", mode: "100644" as const, bytes: new Uint8Array(16 * 1024 * 1024) };
  expect(judge([skillOf(RED), large], "strict")).toEqual(["error folder-bytes"]);
});

test("points out bundled files that are not there, and links that leave the folder", () => {
  const body = [
    'See [guide](references/GUIDE.md#top), [here](./references/here.md "t") and ![p](<assets/my%20pic.png>).',
    "Run `scripts/run.sh` or `scripts/missing.sh`, never `scripts/` or `npm run scripts/x y`.",
    "[other](../blue/SKILL.md) [web](https://example.org/references/a.md) [top](#top) [root](/references/a.md)",
    "[templated](references/{name}.md) [free](docs/free.md)",
    "```sh\ncat references/absent.md && `scripts/absent.sh`\n[x](references/absent.md)\n```",
    "[def]: assets/absent.png",
    "[folder](references) [twice](scripts/missing.sh) [twice](scripts/missing.sh)",
  ].join("\n");
  const files = [skillOf(RED, body), file("references/here.md"), file("assets/my pic.png"), file("scripts/run.sh")];
  expect(validateSkill({ folder: "red", files }, "strict").map(({ line, message }) => [line, message])).toEqual([
    [5, "references/GUIDE.md is not in the folder; add the file or mend the path"],
    [6, "scripts/missing.sh is not in the folder; add the file or mend the path"],
    [
      7,
      "../blue/SKILL.md leads out of the skill folder, where another repository has something else; bring the file in or name it in words",
    ],
    [13, "assets/absent.png is not in the folder; add the file or mend the path"],
    [14, "scripts/missing.sh is not in the folder; add the file or mend the path"],
  ]);
});

test("a body of nothing but bad links is judged, too", () => {
  const findings = validateSkill({ folder: "red", files: [skillOf(RED, "](../x\n".repeat(149_000))] }, "lenient");
  expect(findings).toHaveLength(149_001);
});

test("notes a missing and a long body", () => {
  expect(judge([skillOf(RED, "\n \n")], "strict")).toEqual(["warning body-empty 5"]);
  expect(judge([skillOf(RED, "x\n".repeat(496))], "strict")).toEqual([]);
  expect(judge([skillOf(RED, "x\n".repeat(497))], "strict")).toEqual(["info body-long 1"]);
});

test("findings are in order of file, line and rule, whatever the order of the files", () => {
  const files = [file("../z"), skillOf("zzz: 1\nname: Red\naaa: 2", ""), file("../a")];
  const findings = validateSkill({ folder: "red", files }, "strict");
  expect(findings.map(({ file: at, line, rule }) => `${at}:${line ?? ""} ${rule}`)).toEqual([
    "../a: path-outside",
    "../z: path-outside",
    "SKILL.md:1 description-missing",
    "SKILL.md:2 key-unknown",
    "SKILL.md:3 name-folder",
    "SKILL.md:3 name-invalid",
    "SKILL.md:4 key-unknown",
    "SKILL.md:6 body-empty",
  ]);
  expect(validateSkill({ folder: "red", files: files.toReversed() }, "strict")).toEqual(findings);
});

test("obstacles are what a library cannot live with", () => {
  expect(findObstacles({ folder: "red", files: [skillOf(`${RED}\nversion: 1`)] })).toEqual([]);
  expect(findObstacles({ folder: "red", files: [skillOf("name: red")] }).map(({ rule }) => rule)).toEqual([
    "description-missing",
  ]);
});

test("a file that is kept in Git LFS is said to be only its pointer", () => {
  const pointer = file(
    "logo.png",
    `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 12345\n`,
  );
  expect(judge([skillOf(RED), pointer, file("b", "version https://git-lfs")], "strict")).toEqual([
    "warning file-pointer",
  ]);
});
