import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { SkillFile } from "../skill/types.ts";
import { readLibrary, regenerateCatalog } from "./read.ts";
import type { Library } from "./types.ts";

const file = (path: string, text: string): SkillFile => ({ path, mode: "100644", bytes: Buffer.from(text) });
const skill = (path: string, description = `Says ${path.split("/").at(-1)}.`, extra = "") =>
  file(`${path}/SKILL.md`, `---\nname: ${path.split("/").at(-1)}\ndescription: ${description}\n${extra}---\n# Title\n`);
const catalog = (...lines: string[]) =>
  file("catalog.tsv", ["name\ttier\tpresets\tdescription\ttriggers", ...lines, ""].join("\n"));
const preset = (name: string, text: string) => file(`presets/${name}.skills`, text);

const said = (library: Library) =>
  library.findings.map(({ rule, severity, file: at, line }) => `${severity} ${rule} ${at}${line ? `:${line}` : ""}`);
const names = (library: Library) => library.skills.map(({ name }) => name);

const SMALL = [
  skill("skills/red", "Says red.", 'metadata:\n  version: "4"\n'),
  file("skills/red/references/more.md", "more"),
  skill("blue"),
  catalog("blue\tpreset\tgame\tSays blue.\tpaint blue", "red\tcore\t\tSays red.\t"),
  preset("core", "red"),
  preset("game", "blue gone"),
  file("README.md", "# Library"),
  file(".github/skills/other/SKILL.md", "not ours"),
];

test("reads skills of both places, catalog and presets", () => {
  expect(readLibrary(SMALL)).toEqual({
    skills: [
      {
        name: "blue",
        tier: "preset",
        presets: ["game"],
        description: "Says blue.",
        triggers: ["paint blue"],
        version: undefined,
        contentHash: "8ad0de376fa38a8ae9442f24048c6081f5195f6afd30c944ad111b9217947a89",
        treeHash: "5a9a9b13ad18b761c9cc080e860a5b22622ae09aec9f536f6c6f6af1bc06a789",
        files: [{ path: "SKILL.md", mode: "100644", bytes: SMALL[2]?.bytes }],
      },
      {
        name: "red",
        tier: "core",
        presets: ["core"],
        description: "Says red.",
        triggers: [],
        version: 4,
        contentHash: "787a38cc2bf5c65259f5b6a70d4e728d0e90a2ee431811882e6d379ede208c11",
        treeHash: "c91993fab2200097320d5df151c205ba89fd0b28ce623f9030431b73bd7bb82d",
        files: [
          { path: "SKILL.md", mode: "100644", bytes: SMALL[0]?.bytes },
          { path: "references/more.md", mode: "100644", bytes: SMALL[1]?.bytes },
        ],
      },
    ],
    presets: [
      { name: "core", skills: ["red"] },
      { name: "game", skills: ["blue", "gone"] },
    ],
    gaps: [{ preset: "game", skill: "gone" }],
    findings: [],
    signals: [],
  });
});

test("an empty library has nothing to say", () => {
  expect(readLibrary([])).toEqual({ skills: [], presets: [], gaps: [], findings: [], signals: [] });
});

test("says where catalog and folders disagree, and SKILL.md wins", () => {
  const library = readLibrary([
    skill("skills/red"),
    skill("skills/blue"),
    catalog("red\tcore\t\tSomething else.\t", "gone\topt_in\t\tWas here.\t"),
  ]);
  expect(said(library)).toEqual([
    "warning catalog-no-line catalog.tsv",
    "warning catalog-description catalog.tsv:2",
    "warning catalog-no-folder catalog.tsv:3",
  ]);
  expect(library.findings.map(({ message }) => message)).toEqual([
    "blue has a folder and no line; Yardlet writes the catalog anew when it writes the library",
    "the description of red differs from its SKILL.md, which counts; Yardlet writes the catalog anew when it writes the library",
    "gone has a line and no folder; add skills/gone/SKILL.md or remove the line",
  ]);
  expect(library.skills.map(({ name, description }) => [name, description])).toEqual([
    ["blue", "Says blue."],
    ["red", "Says red."],
  ]);
});

test("a description that only breaks its lines elsewhere does not differ", () => {
  expect(
    readLibrary([skill("skills/red", "|\n  Says\n  red."), catalog("red\topt_in\t\tSays red.\t")]).findings,
  ).toEqual([]);
});

test("without a line the presets decide the tier", () => {
  const library = readLibrary([
    skill("skills/a"),
    skill("skills/b"),
    skill("skills/c"),
    preset("core", "a"),
    preset("game", "a b"),
  ]);
  expect(library.skills.map(({ tier, presets }) => [tier, presets])).toEqual([
    ["core", ["core", "game"]],
    ["preset", ["game"]],
    ["opt_in", []],
  ]);
  expect(said(library)).toEqual(["warning catalog-missing catalog.tsv"]);
});

test("presets are what files and catalog name together, under today's names", () => {
  const library = readLibrary([
    skill("skills/a"),
    skill("skills/b"),
    preset("cli-rust", "a"),
    preset("rust", "b"),
    preset("our-own", ""),
    catalog("a\tcore\tdata-ml\tSays a.\t", "b\tpreset\tnative-mobile,rust\tSays b.\t"),
  ]);
  expect(library.presets).toEqual([
    { name: "ai-ml", skills: ["a"] },
    { name: "cli-tool", skills: ["a"] },
    { name: "core", skills: ["a"] },
    { name: "mobile", skills: ["b"] },
    { name: "our-own", skills: [] },
    { name: "rust", skills: ["a", "b"] },
  ]);
  expect(library.findings).toEqual([]);
});

test("a skill and a preset of one name are a finding", () => {
  expect(
    said(readLibrary([skill("skills/game"), preset("game", "game"), catalog("game\tpreset\tgame\tSays game.\t")])),
  ).toEqual(["warning library-name-collision presets/game.skills"]);
});

test.each([
  [
    "frontmatter that cannot be read",
    [file("skills/bad/SKILL.md", "---\nname: [\n---\n")],
    "yaml-syntax skills/bad/SKILL.md:3",
  ],
  ["no frontmatter", [file("skills/bad/SKILL.md", "# Bad\n")], "frontmatter-missing skills/bad/SKILL.md:1"],
  [
    "no description",
    [file("skills/bad/SKILL.md", "---\nname: bad\n---\n")],
    "description-missing skills/bad/SKILL.md:1",
  ],
  ["no SKILL.md", [file("skills/bad/README.md", "x")], "skill-file-missing skills/bad/SKILL.md"],
  ["a path that leaves it", [skill("skills/bad"), file("skills/bad/../../x", "x")], "path-outside skills/bad/../../x"],
  ["a .git folder", [skill("skills/bad"), file("skills/bad/.git/config", "x")], "path-outside skills/bad/.git/config"],
  [
    "600 files",
    [skill("skills/bad"), ...Array.from({ length: 600 }, (_, i) => file(`skills/bad/${i}`, "x"))],
    "folder-files skills/bad/SKILL.md",
  ],
  [
    "20 MiB",
    [skill("skills/bad"), file("skills/bad/x", "x".repeat(20 * 1024 * 1024))],
    "folder-bytes skills/bad/SKILL.md",
  ],
  ["a SKILL.md above 1 MiB", [skill("skills/bad", "x".repeat(1024 * 1024))], "skill-file-bytes skills/bad/SKILL.md:1"],
  ["a folder name that is none", [skill("skills/Bad One")], "library-folder-name skills/Bad One"],
  ["a device name", [skill("skills/con")], "library-folder-name skills/con"],
])("leaves out a skill with %s, and only that", (_, files, finding) => {
  const library = readLibrary([
    ...files,
    skill("skills/red"),
    catalog("red\topt_in\t\tSays red.\t", "bad\topt_in\t\tSays bad.\t"),
  ]);
  expect(names(library)).toEqual(["red"]);
  expect(said(library).filter((line) => !line.startsWith("warning catalog-no-folder"))).toEqual([`error ${finding}`]);
  expect(library.findings.find(({ severity }) => severity === "error")?.message).toContain("is left out: ");
});

test("leaves out a skill with bad UTF-8, whose presets then have a gap", () => {
  const bytes = Buffer.from([...skill("skills/bad").bytes, 0xff]);
  const library = readLibrary([
    { path: "skills/bad/SKILL.md", mode: "100644", bytes },
    preset("game", "bad"),
    catalog(),
  ]);
  expect(said(library)).toEqual(["error encoding-utf8 skills/bad/SKILL.md:1"]);
  expect(library.gaps).toEqual([{ preset: "game", skill: "bad" }]);
});

test("the folder's name counts, skills/ comes first, and paths out of the library are refused", () => {
  const misnamed = file("skills/red/SKILL.md", "---\nname: rouge\ndescription: d\n---\nx\n");
  const library = readLibrary([
    misnamed,
    skill("red"),
    file("../evil/SKILL.md", "x"),
    file("/abs/SKILL.md", "x"),
    file("skills/../x", "x"),
  ]);
  expect(library.skills.map(({ name, description }) => [name, description])).toEqual([["red", "d"]]);
  expect(said(library)).toEqual([
    "error library-path ../evil/SKILL.md",
    "error library-path /abs/SKILL.md",
    "warning catalog-missing catalog.tsv",
    "error library-duplicate red",
    "error library-path skills/../x",
    "warning library-skill-name skills/red/SKILL.md",
  ]);
});

test("reads the team's own signals and says what is wrong with them", () => {
  expect(readLibrary([file("signals.yaml", "]")]).findings.map(({ file: at }) => at)).toContain("signals.yaml");
});

test("a catalog that is not UTF-8 is read as far as it goes", () => {
  const bytes = Buffer.from([...catalog("red\topt_in\t\tSays red.\t").bytes, 0xff]);
  expect(said(readLibrary([{ path: "catalog.tsv", mode: "100644", bytes }, skill("skills/red")]))).toEqual([
    "warning library-encoding catalog.tsv",
    "warning catalog-columns catalog.tsv:3",
  ]);
});

test("the catalog written anew keeps tiers and triggers and has no findings", () => {
  const files = [
    skill("skills/red", "|\n  Says\n  red."),
    skill("blue"),
    skill("skills/new"),
    catalog("red\tinternal\t\tOld.\tpaint it,again", "gone\tcore\t\tGone.\t"),
    preset("game", "new"),
  ];
  const text = regenerateCatalog(readLibrary(files));
  expect(text).toBe(
    [
      "name\ttier\tpresets\tdescription\ttriggers",
      "blue\topt_in\t\tSays blue.\t",
      "new\tpreset\tgame\tSays new.\t",
      "red\tinternal\t\tSays red.\tpaint it,again",
      "",
    ].join("\n"),
  );
  const again = readLibrary([...files.filter(({ path }) => path !== "catalog.tsv"), file("catalog.tsv", text)]);
  expect(again.findings).toEqual([]);
  expect(regenerateCatalog(again)).toBe(text);
});

test("the order of files does not matter", () => {
  const files = [
    ...SMALL,
    skill("red"),
    skill("skills/game"),
    file("../x", "x"),
    preset("cli-rust", "red"),
    skill("skills/Bad"),
  ];
  const library = readLibrary(files);
  fc.assert(
    fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (shuffled) => {
      expect(readLibrary(shuffled)).toEqual(library);
    }),
    { numRuns: 30 },
  );
});

test("every skill that a preset names is in the library or a gap, whatever the files", () => {
  const name = fc.constantFrom("red", "blue", "game", "con", "Bad");
  const any = fc.oneof(
    name.map((each) => skill(`skills/${each}`)),
    name.map((each) => skill(each)),
    name.map((each) => file(`skills/${each}/SKILL.md`, "broken")),
    fc.tuple(name, fc.array(name)).map(([each, skills]) => preset(each, skills.join(" "))),
    fc.array(name).map((each) => catalog(...each.map((one) => `${one}\tpreset\tgame\td\t`))),
    fc.tuple(fc.string(), fc.string()).map(([path, text]) => file(path, text)),
  );
  fc.assert(
    fc.property(fc.uniqueArray(any, { selector: ({ path }) => path }), (files) => {
      const library = readLibrary(files);
      const known = new Set(names(library));
      const gaps = new Set(library.gaps.map(({ preset: of, skill: named }) => `${of} ${named}`));
      const lost = library.presets.flatMap(({ name: of, skills }) =>
        skills.filter((each) => !known.has(each) && !gaps.has(`${of} ${each}`)),
      );
      expect(lost).toEqual([]);
    }),
  );
});
