import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join, relative, sep } from "node:path";
import { expect, test } from "vitest";
import type { SkillFile } from "../skill/types.ts";
import { validateSkill } from "../skill/validate.ts";
import { PRESETS } from "./presets-vocabulary.ts";
import { readLibrary, regenerateCatalog } from "./read.ts";

const ROOT = fileURLToPath(new URL("../../../../library/", import.meta.url));

const files = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry): SkillFile => {
    const path = join(entry.parentPath, entry.name);
    return { path: relative(ROOT, path).split(sep).join("/"), mode: "100644", bytes: readFileSync(path) };
  });
const library = readLibrary(files);

test("the built-in library has no findings", () => {
  expect(library.findings).toEqual([]);
});

test("its core preset has five skills, all there", () => {
  const core = library.presets.find(({ name }) => name === "core")?.skills ?? [];
  expect(core).toHaveLength(5);
  expect(library.skills.filter(({ tier }) => tier === "core").map(({ name }) => name)).toEqual(core);
});

test("every skill passes strict without a finding", () => {
  expect(library.skills.length).toBeGreaterThan(5);
  const findings = library.skills.flatMap(({ name, files: own }) =>
    validateSkill({ folder: name, files: own }, "strict"),
  );
  expect(findings).toEqual([]);
});

test("its presets are of the vocabulary, and its catalog is as Yardlet writes it", () => {
  const known = new Set<string>(Object.keys(PRESETS));
  expect(library.presets.filter(({ name }) => !known.has(name))).toEqual([]);
  const catalog = files.find(({ path }) => path === "catalog.tsv");
  expect(Buffer.from(catalog?.bytes ?? []).toString()).toBe(regenerateCatalog(library));
});
