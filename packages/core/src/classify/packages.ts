import { pluginFacts } from "./manifests/gradle.ts";
import { readManifest } from "./manifests/read-manifest.ts";
import { compareText } from "../skill/order.ts";
import { conventionalFacts } from "./conventions.ts";
import { type Role, roleFinder } from "./roles.ts";
import { shallowFirst } from "./path-index.ts";
import type { Tree } from "./tree.ts";
import type { Dependency, Ecosystem, Fact, ManifestText, Reading } from "./types.ts";

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
  const roleOf = roleFinder(homes, names, tree);
  const dependent = new Set(dependencies.filter(({ value }) => value.scope !== "self").map(({ home }) => home));
  const isToolbox = hasOnlyMembers(names.get(""), homes, dependent, homeOf, tree);
  return {
    dependencies,
    facts,
    homes,
    homeOf,
    isToolbox: (home) => home === "" && isToolbox,
    roleOf,
  };
}

/** One manifest a path, whatever the order they came in. */
function inOrder(manifests: readonly ManifestText[]): ManifestText[] {
  const sorted = [...manifests].sort((a, b) => shallowFirst(a.path, b.path) || compareText(a.text, b.text));
  return sorted.filter((manifest, index) => manifest.path !== sorted[index - 1]?.path);
}

const OWN_CODE = ["src/**", "app/**", "pages/**", "server/**", "client/**"];

/** Members state their own dependencies, and the root has no code. Nx keeps all dependencies in the root instead. */
function hasOnlyMembers(
  facts: ReadonlySet<string> | undefined,
  homes: ReadonlyMap<string, Home>,
  dependent: ReadonlySet<string>,
  homeOf: (path: string) => string,
  tree: Tree,
): boolean {
  if (facts?.has("npm.workspaces") !== true || tree.has("nx.json")) return false;
  const members = [...homes].filter(([home, { own, ecosystems }]) => home !== "" && own && ecosystems.has("npm"));
  const describing = members.filter(([home]) => dependent.has(home));
  return (
    members.length >= 2 &&
    describing.length >= members.length / 2 &&
    !tree.find(OWN_CODE).some((path) => homeOf(path) === "")
  );
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
