import { pluginFacts } from "./manifests/gradle.ts";
import { anyDepth, readManifest } from "./manifests/read-manifest.ts";
import { compileGlob, matchesGlob } from "./glob.ts";
import { shallowFirst } from "./path-index.ts";
import type { Tree } from "./tree.ts";
import type { Dependency, Ecosystem, Fact, ManifestText, Reading } from "./types.ts";

/** What a package is for: others install a library, a part is published with the program it belongs to, everything else runs. */
export type Role = "app" | "library" | "part";

export interface Located<T> {
  path: string;
  /** The folder of the package it belongs to. */
  home: string;
  value: T;
}

export interface Home {
  ecosystems: Set<Ecosystem>;
  manifest: string;
  /** A part of the product, not of its examples, tests or tools. */
  own: boolean;
}

/** All that the manifests of a repository say, by package. */
export interface Packages {
  dependencies: Located<Dependency>[];
  facts: Located<Fact>[];
  /** Folders that hold a package, with its ecosystems and the manifest that says so. */
  homes: ReadonlyMap<string, Home>;
  /** The package a path belongs to: the nearest folder upwards that holds one, else the root. */
  homeOf(path: string): string;
  roleOf(home: string, ecosystem: Ecosystem): Role;
  /** True for the root of a workspace without code of its own: what it depends on are the tools of its members. */
  isToolbox(home: string): boolean;
}

/** A fact that makes its folder a package. */
const DEFINES: ReadonlyMap<string, Ecosystem> = new Map<string, Ecosystem>([
  ["npm.package", "npm"],
  ["deno.package", "npm"],
  ["cargo.package", "cargo"],
  ["python.package", "python"],
  ["go.module", "go"],
  ["jvm.package", "maven"],
  ["nuget.package", "nuget"],
  ["gem.package", "gem"],
  ["composer.package", "composer"],
  ["pub.package", "pub"],
  ["hex.package", "hex"],
  ["swift.package", "swift"],
  ["cpp.project", "cpp"],
]);

/**
 * Published, unless one of the others says that it runs by itself. `parts`: packages below the root of a repository that
 * builds a program are the parts of that program, also when they are published: when the program is the root package or
 * programs make up at least this share of the packages.
 */
const LIBRARY_FACTS = new Map<Ecosystem, { published: string[]; runs: string[]; parts?: number }>([
  ["npm", { published: ["npm.publishable", "deno.package"], runs: [] }],
  ["cargo", { published: ["cargo.publishable"], runs: ["cargo.bin", "cargo.main"], parts: 0.25 }],
  ["python", { published: ["python.publishable"], runs: ["python.private"] }],
  ["go", { published: ["go.module"], runs: ["go.main"] }],
  ["maven", { published: ["jvm.publishable", "android.library"], runs: ["jvm.application", "android.application"] }],
  ["nuget", { published: ["nuget.publishable"], runs: ["nuget.web", "nuget.exe", "nuget.winexe", "nuget.maui"], parts: 0 }],
  ["gem", { published: ["gem.package"], runs: [] }],
  ["composer", { published: ["composer.publishable"], runs: ["composer.type:project"], parts: 0.25 }],
  ["pub", { published: ["pub.publishable"], runs: ["pub.platforms"] }],
  ["hex", { published: ["hex.publishable"], runs: ["hex.escript"] }],
  ["swift", { published: ["swift.library"], runs: [] }],
  ["cpp", { published: ["cpp.library"], runs: ["cpp.executable"] }],
]);

/** Ecosystems whose packages answer the question of role for another's names. */
const SPEAKS_FOR: Partial<Record<Ecosystem, Ecosystem>> = { gradle: "maven", catalog: "maven" };

/** Files that tell what a package's manifest leaves to convention; paths are relative to the package. */
const CONVENTIONS: { ecosystem: Ecosystem; fact: string; globs: string[] }[] = [
  { ecosystem: "cargo", fact: "cargo.main", globs: ["src/main.rs", "src/bin/*.rs", "src/bin/*/main.rs"] },
  { ecosystem: "cargo", fact: "cargo.lib", globs: ["src/lib.rs"] },
  { ecosystem: "go", fact: "go.main", globs: ["**/main.go", "cmd/*/*.go"] },
  { ecosystem: "pub", fact: "pub.platforms", globs: ["android/**", "ios/**"] },
];

/** Reads the manifests, resolves version catalogs, and sorts everything into packages. Pure; order does not matter. */
export function readPackages(manifests: readonly ManifestText[], tree: Tree): Packages {
  const readings = inOrder(manifests).map((manifest) => ({ path: manifest.path, reading: readManifest(manifest) }));
  const resolve = catalogResolver(readings.map((each) => each.reading));
  const homes = findHomes(readings, tree);
  const homeOf = homeFinder(homes);
  const locate = <T>(path: string, values: readonly T[]): Located<T>[] =>
    values.map((value) => ({ path, home: homeOf(path), value }));
  const dependencies = readings.flatMap(({ path, reading }) => locate(path, reading.dependencies.map(resolve)));
  const facts = [
    ...readings.flatMap(({ path, reading }) => locate(path, reading.facts)),
    ...readings.flatMap(({ path, reading }) => locate(path, pluginFacts(reading.dependencies.map(resolve)))),
    ...conventionalFacts(homes, homeOf, tree),
  ];
  const names = new Map<string, Set<string>>();
  for (const { home, value } of facts) names.set(home, (names.get(home) ?? new Set()).add(value.name));
  const programs = programEcosystems(homes, names);
  if (tree.find(["**/*.xcodeproj/project.pbxproj"]).some((path) => tree.weightOf(path) === 1)) programs.add("swift");
  const isPart = (home: string, ecosystem: Ecosystem) => home !== "" && programs.has(ecosystem);
  const isToolbox = hasOnlyMembers(names.get(""), homes, homeOf, tree);
  return {
    dependencies,
    facts,
    homes,
    homeOf,
    isToolbox: (home) => home === "" && isToolbox,
    roleOf: (home, ecosystem) => {
      const role = isInternal(home) ? "app" : roleOf(names.get(home), ecosystem);
      return role === "library" && isPart(home, ecosystem) ? "part" : role;
    },
  };
}

/** One manifest a path, whatever the order they came in. */
function inOrder(manifests: readonly ManifestText[]): ManifestText[] {
  const sorted = [...manifests].sort((a, b) => shallowFirst(a.path, b.path) || (a.text < b.text ? -1 : 1));
  return sorted.filter((manifest, index) => manifest.path !== sorted[index - 1]?.path);
}

function roleOf(names: ReadonlySet<string> | undefined, ecosystem: Ecosystem): Role {
  const rule = LIBRARY_FACTS.get(SPEAKS_FOR[ecosystem] ?? ecosystem);
  if (rule === undefined || names === undefined) return "app";
  const published = rule.published.some((name) => names.has(name));
  return published && !rule.runs.some((name) => names.has(name)) ? "library" : "app";
}

const OWN_CODE = ["src/**", "app/**", "pages/**", "server/**", "client/**"];

function hasOnlyMembers(
  facts: ReadonlySet<string> | undefined,
  homes: ReadonlyMap<string, Home>,
  homeOf: (path: string) => string,
  tree: Tree,
): boolean {
  if (facts?.has("npm.workspaces") !== true) return false;
  const members = [...homes].filter(([home, { own, ecosystems }]) => home !== "" && own && ecosystems.has("npm"));
  return members.length >= 2 && !tree.find(OWN_CODE).some((path) => homeOf(path) === "");
}

/** The ecosystems whose packages below the root are parts of a program. */
function programEcosystems(homes: ReadonlyMap<string, Home>, names: ReadonlyMap<string, ReadonlySet<string>>): Set<Ecosystem> {
  const found = new Set<Ecosystem>();
  for (const [ecosystem, { runs, parts }] of LIBRARY_FACTS) {
    if (parts === undefined) continue;
    const own = [...homes].filter(([, home]) => home.own && home.ecosystems.has(ecosystem)).map(([home]) => home);
    const programs = own.filter((home) => runs.some((fact) => names.get(home)?.has(fact) === true));
    if (programs.includes("") || (programs.length > 0 && programs.length / own.length >= parts)) found.add(ecosystem);
  }
  return found;
}

/** Go lets nobody else import what lies below a folder called internal; elsewhere the name says the same. */
function isInternal(home: string): boolean {
  return home.split("/").some((segment) => segment === "internal" || segment === "internal-packages");
}

function catalogResolver(readings: readonly Reading[]): (dependency: Dependency) => Dependency {
  const aliases = new Map(readings.flatMap((reading) => [...(reading.aliases ?? [])]));
  return (dependency) => {
    const known = dependency.ecosystem === "catalog" ? aliases.get(dependency.name) : undefined;
    return known === undefined ? dependency : { ...dependency, ...known };
  };
}

function findHomes(readings: readonly { path: string; reading: Reading }[], tree: Tree): Map<string, Home> {
  const homes = new Map<string, Home>();
  for (const { path, reading } of readings) {
    for (const { name } of reading.facts) {
      const ecosystem = DEFINES.get(name);
      if (ecosystem === undefined) continue;
      const folder = folderOf(path);
      const home = homes.get(folder) ?? { ecosystems: new Set(), manifest: path, own: tree.weightOf(path) === 1 };
      home.ecosystems.add(ecosystem);
      homes.set(folder, home);
    }
  }
  return homes;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

function homeFinder(homes: ReadonlyMap<string, unknown>): (path: string) => string {
  const known = new Map<string, string>();
  const homeOfFolder = (folder: string): string => {
    if (folder === "" || homes.has(folder)) return folder;
    const seen = known.get(folder);
    if (seen !== undefined) return seen;
    const home = homeOfFolder(folderOf(folder));
    known.set(folder, home);
    return home;
  };
  return (path) => homeOfFolder(folderOf(path));
}

function conventionalFacts(
  homes: ReadonlyMap<string, Home>,
  homeOf: (path: string) => string,
  tree: Tree,
): Located<Fact>[] {
  return CONVENTIONS.flatMap(({ ecosystem, fact, globs }) => {
    const found = new Map<string, string>();
    const conventional = globs.map(compileGlob);
    for (const path of tree.find(globs.map(anyDepth))) {
      const home = homeOf(path);
      if (found.has(home) || homes.get(home)?.ecosystems.has(ecosystem) !== true) continue;
      const inside = (home === "" ? path : path.slice(home.length + 1)).toLowerCase().split("/");
      const isOwn = tree.weightOf(path) >= tree.weightOf(homes.get(home)?.manifest ?? "");
      if (isOwn && conventional.some((glob) => matchesGlob(glob, inside))) found.set(home, path);
    }
    return [...found].map(([home, path]) => ({ path, home, value: { name: fact } }));
  });
}
