import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join, relative, sep } from "node:path";
import { expect, test } from "vitest";
import { listingBudget } from "../equip/budget.ts";
import type { SkillFile } from "../skill/types.ts";
import { validateSkill } from "../skill/validate.ts";
import { PRESETS } from "./presets-vocabulary.ts";
import { PROMPTS_FILE, parsePrompts } from "./prompts.ts";
import { readLibrary, regenerateCatalog } from "./read.ts";
import { prepareRoutes, routePrompt } from "./route.ts";

const ROOT = fileURLToPath(new URL("../../../../library/", import.meta.url));

const files = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry): SkillFile => {
    const path = join(entry.parentPath, entry.name);
    return { path: relative(ROOT, path).split(sep).join("/"), mode: "100644", bytes: readFileSync(path) };
  });
const library = readLibrary(files);
const textOf = (wanted: string) => Buffer.from(files.find(({ path }) => path === wanted)?.bytes ?? []).toString();
const prompts = parsePrompts(textOf(PROMPTS_FILE));

test("the built-in library has no findings", () => {
  expect(library.findings).toEqual([]);
});

test("its core preset has five skills, all there", () => {
  const core = library.presets.find(({ name }) => name === "core")?.skills ?? [];
  expect(core).toHaveLength(5);
  expect(library.skills.filter(({ tier }) => tier === "core").map(({ name }) => name)).toEqual(core);
});

test("every skill passes strict without a finding", () => {
  expect(library.skills).toHaveLength(30);
  const findings = library.skills.flatMap(({ name, files: own }) =>
    validateSkill({ folder: name, files: own }, "strict"),
  );
  expect(findings).toEqual([]);
});

test("its presets are of the vocabulary, and its catalog is as Yardlet writes it", () => {
  const known = new Set<string>(Object.keys(PRESETS));
  expect(library.presets.filter(({ name }) => !known.has(name))).toEqual([]);
  expect(textOf("catalog.tsv")).toBe(regenerateCatalog(library));
});

test("every preset of the vocabulary has skills of its own here, and none asks for one that is absent", () => {
  expect(library.gaps).toEqual([]);
  expect(library.presets.map(({ name }) => name).toSorted()).toEqual(Object.keys(PRESETS).toSorted());
  expect(library.presets.filter(({ skills }) => skills.length === 0)).toEqual([]);
});

test("core and any one preset together take at most 8,000 characters of an agent's listing", () => {
  const listed = (presets: readonly string[]) =>
    listingBudget(library.skills.filter((skill) => skill.presets.some((preset) => presets.includes(preset)))).used;
  const largest = Math.max(...Object.keys(PRESETS).map((preset) => listed(["core", preset])));
  expect(largest).toBeLessThanOrEqual(8000);
  expect(largest).toBeGreaterThan(listed(["core"]));
});

test("every skill has two prompts that ask for it and two that sound alike and do not", () => {
  const counted = library.skills.map(({ name }) => {
    const own = prompts.filter(({ skill }) => skill === name);
    return [
      name,
      own.filter(({ expect: says }) => says === "yes").length,
      own.filter(({ expect: says }) => says === "no").length,
    ];
  });
  expect(counted.filter(([, yes, no]) => yes !== 2 || no !== 2)).toEqual([]);
  expect(prompts).toHaveLength(120);
});

test("each prompt goes to the skill it asks for, among all of them, and never to one that it only resembles", () => {
  const skills = prepareRoutes(library.skills);
  const routed = prompts.map((prompt) => ({ ...prompt, to: routePrompt(prompt.prompt, skills) }));
  expect(routed.filter(({ skill, expect: says, to }) => (to === skill) !== (says === "yes"))).toEqual([]);
});
