import type { Home } from "./packages.ts";
import type { Tree } from "./tree.ts";
import type { Ecosystem } from "./types.ts";

/** What a package is for: others install a library, a part is published with the program it belongs to, everything else runs. */
export type Role = "app" | "library" | "part";

/**
 * Published, unless one of the others says that it runs by itself. `parts`: packages below the root of a repository that
 * builds a program are the parts of that program, also when they are published: when the program is the root package or
 * programs make up at least this share of the packages.
 */
const RULES = new Map<Ecosystem, { published: string[]; runs: string[]; parts?: number }>([
  ["npm", { published: ["npm.publishable", "deno.package"], runs: [] }],
  ["cargo", { published: ["cargo.publishable"], runs: ["cargo.bin", "cargo.main"], parts: 0.25 }],
  ["python", { published: ["python.publishable"], runs: ["python.private"] }],
  ["go", { published: ["go.module"], runs: ["go.main"] }],
  ["maven", { published: ["jvm.publishable", "android.library"], runs: ["jvm.application", "android.application"] }],
  [
    "nuget",
    { published: ["nuget.publishable"], runs: ["nuget.web", "nuget.exe", "nuget.winexe", "nuget.maui"], parts: 0 },
  ],
  ["gem", { published: ["gem.package"], runs: [] }],
  ["composer", { published: ["composer.publishable"], runs: ["composer.type:project"], parts: 0.25 }],
  ["pub", { published: ["pub.publishable"], runs: ["pub.platforms"] }],
  ["hex", { published: ["hex.publishable"], runs: ["hex.escript"] }],
  ["swift", { published: ["swift.library"], runs: [] }],
  ["cpp", { published: ["cpp.library"], runs: ["cpp.executable"] }],
]);

/** Ecosystems whose packages answer the question of role for another's names. */
const SPEAKS_FOR: Partial<Record<Ecosystem, Ecosystem>> = { gradle: "maven", catalog: "maven" };

/** Answers what the package in a folder is for, as far as one ecosystem is concerned. */
export function roleFinder(
  homes: ReadonlyMap<string, Home>,
  facts: ReadonlyMap<string, ReadonlySet<string>>,
  tree: Tree,
): (home: string, ecosystem: Ecosystem) => Role {
  const programs = programEcosystems(homes, facts);
  const inXcode = tree.find(["**/*.xcodeproj/project.pbxproj"]).some((path) => tree.weightOf(path) === 1);
  if (inXcode) programs.add("swift");
  return (home, ecosystem) => {
    if (isInternal(home) || !isPublished(facts.get(home), ecosystem)) return "app";
    return home !== "" && programs.has(ecosystem) ? "part" : "library";
  };
}

function isPublished(facts: ReadonlySet<string> | undefined, ecosystem: Ecosystem): boolean {
  const rule = RULES.get(SPEAKS_FOR[ecosystem] ?? ecosystem);
  if (rule === undefined || facts === undefined) return false;
  return rule.published.some((name) => facts.has(name)) && !rule.runs.some((name) => facts.has(name));
}

/** The ecosystems whose packages below the root are parts of a program. */
function programEcosystems(
  homes: ReadonlyMap<string, Home>,
  facts: ReadonlyMap<string, ReadonlySet<string>>,
): Set<Ecosystem> {
  const found = new Set<Ecosystem>();
  for (const [ecosystem, { runs, parts }] of RULES) {
    if (parts === undefined) continue;
    const own = [...homes].filter(([, home]) => home.own && home.ecosystems.has(ecosystem)).map(([home]) => home);
    const programs = own.filter((home) => runs.some((fact) => facts.get(home)?.has(fact) === true));
    if (programs.includes("") || (programs.length > 0 && programs.length / own.length >= parts)) found.add(ecosystem);
  }
  return found;
}

/** Go lets nobody else import what lies below a folder called internal; elsewhere the name says the same. */
function isInternal(home: string): boolean {
  return home.split("/").some((segment) => segment === "internal" || segment === "internal-packages");
}
