import { expect, test } from "vitest";
import { isHeard, skillOfSuggestion } from "./suggestion.ts";

const textOf = (title: string, content: string) => {
  const { name, description, files } = skillOfSuggestion({ title, content });
  return { name, description, text: files.map(({ path, bytes }) => `${path}\n${new TextDecoder().decode(bytes)}`) };
};

test("a title makes the name, the first paragraph the description", () => {
  expect(textOf("Reset C++ caches!", "# Caches\n\nUse when a build is stale.\nTwice.\n\nRun `make clean`.\n")).toEqual({
    name: "reset-cpp-caches",
    description: "Use when a build is stale. Twice.",
    text: [
      [
        "SKILL.md",
        "---",
        "name: reset-cpp-caches",
        "description: Use when a build is stale. Twice.",
        "metadata:",
        '  version: "1"',
        "  source: learned",
        "---",
        "",
        "# Caches",
        "",
        "Use when a build is stale.",
        "Twice.",
        "",
        "Run `make clean`.",
        "",
      ].join("\n"),
    ],
  });
});

test("its own frontmatter describes it; what is Yardlet's to say, and what the format does not know, is left out", () => {
  const content =
    "---\nname: other\ndescription: Said by itself.\nlicense: MIT\nhooks: x\nmetadata:\n  source: library\n---\n\nBody.\n";
  expect(textOf("Own words", content)).toEqual({
    name: "own-words",
    description: "Said by itself.",
    text: [
      'SKILL.md\n---\nname: own-words\ndescription: Said by itself.\nlicense: MIT\nmetadata:\n  version: "1"\n  source: learned\n---\n\nBody.\n',
    ],
  });
});

test("what says nothing of itself has no description", () => {
  expect(textOf("Only code", "```sh\nmake\n```\n")).toMatchObject({ name: "only-code", description: undefined });
});

test("a name that another text has gets another one", () => {
  const taken = (name: string) => name === "reset";
  expect(skillOfSuggestion({ title: "Reset", content: "Do." }, taken).name).toBe("reset-59943302");
});

test.each<[Partial<Parameters<typeof isHeard>[0]>, boolean]>([
  [{}, true],
  [{ eval_state: "Partial" }, false],
  [{ simulated: true }, false],
  [{ run_id: "r2" }, false],
])("a run with %j is heard: %s", (more, heard) => {
  expect(isHeard({ run_id: "r1", eval_state: "Done", simulated: false, ...more }, new Set(["r2"]))).toBe(heard);
});
