import * as z from "zod";
import { PresetName } from "../skill/names.ts";

export const Confidence = z.enum(["certain", "likely"]);
export type Confidence = z.infer<typeof Confidence>;

/** Why a preset applies: a path, a 1-based line where there is one, and what was seen there. */
export const Evidence = z.strictObject({
  path: z.string(),
  line: z.number().int().positive().optional(),
  what: z.string(),
});
export type Evidence = z.infer<typeof Evidence>;

/** A preset that applies to a repo. Evidence is never empty, except for `core`. */
export const Detection = z.strictObject({
  preset: PresetName,
  confidence: Confidence,
  evidence: z.array(Evidence),
});
export type Detection = z.infer<typeof Detection>;

/** A manifest's text as read at the commit. */
export interface ManifestText {
  path: string;
  text: string;
}

/** What classification reads: tracked paths at a commit, and the text of the manifests among them. Order does not matter. */
export interface ClassifyInput {
  paths: string[];
  manifests: ManifestText[];
}

/**
 * Where a dependency's name comes from. Maven and Gradle share `maven` (`group:artifact`); Gradle plugin ids are `gradle`;
 * version-catalog aliases that no catalog explains stay `catalog`; `docker` is an image name without its tag.
 */
export const Ecosystem = z.enum([
  "npm",
  "cargo",
  "python",
  "go",
  "maven",
  "gradle",
  "catalog",
  "nuget",
  "gem",
  "composer",
  "pub",
  "hex",
  "swift",
  "cpp",
  "platformio",
  "docker",
]);
export type Ecosystem = z.infer<typeof Ecosystem>;

/** `self` is the package's own name: the repository of a framework is one of its kind. */
export type DependencyScope = "runtime" | "dev" | "build" | "peer" | "self";

/** One declared dependency, its name as the ecosystem compares names. */
export interface Dependency {
  ecosystem: Ecosystem;
  name: string;
  scope: DependencyScope;
  line?: number | undefined;
}

/** Something else a manifest declares, named in `FACTS`; lists such as keywords carry their value after a colon. */
export interface Fact {
  name: string;
  line?: number | undefined;
}

/** What one manifest says. `aliases` is what a Gradle version catalog defines: alias → dependency. */
export interface Reading {
  dependencies: Dependency[];
  facts: Fact[];
  aliases?: Map<string, { ecosystem: Ecosystem; name: string }> | undefined;
}

/** What part of a repository a folder belongs to; `places.ts` knows their weights. */
export const Place = z.enum([
  "product",
  "tooling",
  "example",
  "template",
  "docs",
  "test",
  "hidden",
  "generated",
  "vendored",
]);
export type Place = z.infer<typeof Place>;

const Names = z.array(z.string().min(1).max(200)).min(1).max(500);

/**
 * A dependency by exact name, or, without `in`, the package of that name itself. `in: "app"` leaves out packages that are
 * published as libraries. Development dependencies count only with `scope: "any"`; `self` asks for the package alone.
 */
export const DependencyCondition = z.strictObject({
  dependencies: z.partialRecord(Ecosystem, Names),
  in: z.enum(["app", "library"]).optional(),
  scope: z.enum(["runtime", "any", "self"]).optional(),
});

/** At least `atLeast` (default 1) tracked paths match one of the globs. Places in `alsoIn` count like the product's own. */
export const FilesCondition = z.strictObject({
  files: Names,
  atLeast: z.number().int().positive().optional(),
  alsoIn: z.array(Place).optional(),
});

/** A fact that a manifest declares, such as `npm.bin`; `in` as for dependencies. */
export const FactsCondition = z.strictObject({
  facts: Names,
  in: z.enum(["app", "library"]).optional(),
});

/**
 * Files with these extensions, `files` (default 1) or more, make up at least `atLeast` (0..1) of the product's own code files,
 * or of code and prose of the whole repository. `under` counts only those below one folder of the root.
 */
export const ShareCondition = z.strictObject({
  share: Names,
  of: z.enum(["code", "text"]),
  atLeast: z.number().positive().max(1),
  files: z.number().int().positive().optional(),
  under: z.string().min(1).max(100).optional(),
});

/**
 * At least `packages` packages of the given ecosystems below the root. `declared`: the root names workspace members.
 * `apart`: directly under the root, with no package in the root. `mixed`: of two ecosystems or more.
 */
export const PackagesCondition = z.strictObject({
  packages: z.number().int().positive(),
  of: z.array(Ecosystem).min(1),
  declared: z.boolean().optional(),
  apart: z.boolean().optional(),
  mixed: z.boolean().optional(),
});

export const SignalCondition = z.union([
  DependencyCondition,
  FilesCondition,
  FactsCondition,
  ShareCondition,
  PackagesCondition,
]);
export type SignalCondition = z.infer<typeof SignalCondition>;

/**
 * One row of the table. `weight`: 1 makes the preset certain alone, 0.5 makes it likely alone, less needs company, negative speaks against.
 * Rows of one preset with the same `what` count once. `main`: counts fully only in the main package, not in one of many.
 */
export const Signal = z.strictObject({
  preset: PresetName,
  weight: z.number().min(-1).max(1),
  what: z.string().min(1).max(200),
  when: SignalCondition,
  main: z.boolean().optional(),
});
export type Signal = z.infer<typeof Signal>;
