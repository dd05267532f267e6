import { compileGlob, matchesGlob } from "./glob.ts";
import { anyDepth } from "./manifests/read-manifest.ts";
import type { Home, Located } from "./packages.ts";
import type { Tree } from "./tree.ts";
import type { Ecosystem, Fact } from "./types.ts";

/** Files that tell what a package's manifest leaves to convention; paths are relative to the package. */
const CONVENTIONS: { ecosystem: Ecosystem; fact: string; globs: string[] }[] = [
  { ecosystem: "cargo", fact: "cargo.main", globs: ["src/main.rs", "src/bin/*.rs", "src/bin/*/main.rs"] },
  { ecosystem: "cargo", fact: "cargo.lib", globs: ["src/lib.rs"] },
  { ecosystem: "go", fact: "go.main", globs: ["**/main.go", "cmd/*/*.go"] },
  { ecosystem: "go", fact: "go.code", globs: ["**/*.go"] },
  { ecosystem: "pub", fact: "pub.platforms", globs: ["android/**", "ios/**"] },
];

/** The facts that follow from where files lie, one of a name for a package. */
export function conventionalFacts(
  homes: ReadonlyMap<string, Home>,
  homeOf: (path: string) => string,
  tree: Tree,
): Located<Fact>[] {
  return CONVENTIONS.flatMap(({ ecosystem, fact, globs }) => {
    const found = new Map<string, string>();
    if (![...homes.values()].some(({ ecosystems }) => ecosystems.has(ecosystem))) return [];
    const conventional = globs.map(compileGlob);
    for (const path of tree.find(globs.map(anyDepth))) {
      const home = homeOf(path);
      if (found.has(home) || homes.get(home)?.ecosystems.has(ecosystem) !== true) continue;
      const inside = (home === "" ? path : path.slice(home.length + 1)).toLowerCase().split("/");
      const isOwn = fact === "pub.platforms" || tree.weightOf(path) >= tree.weightOf(homes.get(home)?.manifest ?? "");
      if (isOwn && conventional.some((glob) => matchesGlob(glob, inside))) found.set(home, path);
    }
    return [...found].map(([home, path]) => ({ path, home, value: { name: fact } }));
  });
}
