import { compareText } from "../skill/order.ts";
import { dependencyKey } from "./dependency-names.ts";
import type { Located, Packages } from "./packages.ts";
import { PLACE_WEIGHT } from "./places.ts";
import { depthOf, shallowFirst } from "./path-index.ts";
import type { Tree } from "./tree.ts";
import {
  type Dependency,
  type DependencyScope,
  Ecosystem,
  type Fact,
  type Signal,
  type SignalCondition,
} from "./types.ts";

/** A signal seen at a place. `strength` is its weight times the weight of the place. */
export interface Match {
  signal: Signal;
  path: string;
  line?: number | undefined;
  what: string;
  home: string;
  strength: number;
  /** The place is a part of the product, not of its examples, tests or tools. */
  own: boolean;
}

/** A repository as the signals ask about it. */
export interface Repository {
  tree: Tree;
  packages: Packages;
  dependencies: ReadonlyMap<string, Located<Dependency>[]>;
  facts: ReadonlyMap<string, Located<Fact>[]>;
}

/** Enough to survive rivals and to fill the evidence; more would only cost time. */
const MAX_PLACES = 40;

/** With more packages than this, what few of them have is not what the repository is about. */
const MANY_PACKAGES = 4;
const FEW_OF_MANY = { share: 1 / 3, factor: 0.25 } as const;

/** Members of a monorepo lie in folders such as `packages/ui` or `packages/sql/pg`; what lies deeper is a part or data of one. */
const MEMBER_DEPTH = 3;

/** Less code than this beside configuration and prose is a helper script, whatever it is written in. */
const MIN_OF_TEXT = 0.03;

interface Sight {
  path: string;
  line?: number | undefined;
  what: string;
  home: string;
  /** The weight of the place, when it is not that of the path. */
  weight?: number | undefined;
}

/** Every place where a signal shows. */
export function matchSignal(signal: Signal, repository: Repository): Match[] {
  const sights = sightings(signal, repository);
  const prominence = signal.main === true ? prominenceOf(sights, repository) : () => 1;
  return sights
    .map(({ path, line, what, home, weight = repository.tree.weightOf(path) }): Match => {
      const strength = signal.weight * weight * prominence(home);
      return { signal, path, line, what, home, strength, own: weight === 1 };
    })
    .filter((match) => match.strength !== 0);
}

/** What shows in the root, in one of few packages, or in a good part of many, is what the repository is about. */
function prominenceOf(sights: readonly Sight[], { packages }: Repository): (home: string) => number {
  const own = [...packages.homes].filter(([home, { own: isOwn }]) => isOwn && home !== "").map(([home]) => home);
  const showing = new Set(sights.map((sight) => sight.home));
  const share = own.filter((home) => showing.has(home)).length / own.length;
  const isMain = own.length <= MANY_PACKAGES || share >= FEW_OF_MANY.share;
  return (home) => (isMain || home === "" ? 1 : FEW_OF_MANY.factor);
}

function sightings(signal: Signal, repository: Repository): Sight[] {
  const condition: SignalCondition = signal.when;
  if ("dependencies" in condition) return dependencySights(signal.what, condition, repository);
  if ("facts" in condition) return factSights(signal.what, condition, repository);
  if ("share" in condition) return shareSights(signal.what, condition, repository);
  if ("packages" in condition) return packageSights(signal.what, condition, repository);
  return fileSights(signal.what, condition, repository);
}

type Condition<Key extends string> = Extract<SignalCondition, Record<Key, unknown>>;

function dependencySights(what: string, condition: Condition<"dependencies">, repository: Repository): Sight[] {
  const { dependencies, packages } = repository;
  const named = Ecosystem.options.flatMap((ecosystem) =>
    (condition.dependencies[ecosystem] ?? []).map((name) => dependencyKey(ecosystem, name)),
  );
  return named
    .flatMap((key) => dependencies.get(key) ?? [])
    .filter(({ value }) => scopeCounts(value.scope, condition))
    .filter(({ value, home }) => condition.in === undefined || packages.roleOf(home, value.ecosystem) === condition.in)
    .map(({ path, home, value }): Sight => {
      const sight = {
        path,
        home,
        line: value.line,
        what: `${value.scope === "self" ? "is" : "depends on"} ${value.name}: ${what}`,
      };
      return packages.isToolbox(home) ? { ...sight, weight: PLACE_WEIGHT.tooling } : sight;
    })
    .sort(byPlaceInRepository)
    .slice(0, MAX_PLACES);
}

function scopeCounts(scope: DependencyScope, condition: Condition<"dependencies">): boolean {
  if (scope === "self") return condition.in === undefined;
  return condition.scope !== "self" && (scope === "runtime" || scope === "build" || condition.scope === "any");
}

function factSights(what: string, condition: Condition<"facts">, repository: Repository): Sight[] {
  const { facts, packages } = repository;
  return condition.facts
    .flatMap((name) => facts.get(name) ?? [])
    .filter(
      ({ value, home }) =>
        condition.in === undefined || packages.roleOf(home, ecosystemOf(value.name)) === condition.in,
    )
    .map(({ path, home, value }) => ({ path, home, line: value.line, what }))
    .sort(byPlaceInRepository)
    .slice(0, MAX_PLACES);
}

function fileSights(what: string, condition: Condition<"files">, { tree, packages }: Repository): Sight[] {
  const { atLeast = 1, alsoIn = [] } = condition;
  const weigh = (path: string) => (alsoIn.includes(tree.placeOf(path)) ? 1 : tree.weightOf(path));
  const found = tree.find(condition.files);
  const own = found.filter((path) => weigh(path) === 1);
  const shown = own.length >= atLeast ? own : found.filter((path) => weigh(path) < 1);
  if (shown.length < atLeast) return [];
  return shown.slice(0, MAX_PLACES).map((path) => ({ path, home: packages.homeOf(path), what, weight: weigh(path) }));
}

function shareSights(what: string, condition: Condition<"share">, { tree, packages }: Repository): Sight[] {
  const { share, of, atLeast, files: atLeastFiles = 1, under } = condition;
  const below = under === undefined ? [] : tree.find(share.map((extension) => `${under}/**/*.${extension}`));
  const counted = share.reduce((sum, extension) => sum + (tree[of].count.get(extension) ?? 0), 0);
  const files = under === undefined ? counted : Math.min(counted, below.length);
  const path =
    under === undefined ? shallowest(share.flatMap((extension) => tree[of].first.get(extension) ?? [])) : below[0];
  if (path === undefined || files < atLeastFiles || files / tree[of].total < atLeast) return [];
  if (files / tree.text.total < MIN_OF_TEXT) return [];
  const percent = Math.round((100 * files) / tree[of].total);
  const shown = `${what}: ${percent} % of the ${of === "code" ? "code" : "code and text"} (${files} files)`;
  return [{ path, home: packages.homeOf(path), what: shown, weight: 1 }];
}

function shallowest(paths: readonly string[]): string | undefined {
  return [...paths].sort(shallowFirst)[0];
}

function packageSights(what: string, condition: Condition<"packages">, { facts, packages }: Repository): Sight[] {
  const { packages: atLeast, of, declared = false, apart = false, mixed = false } = condition;
  if (declared && !facts.has("npm.workspaces")) return [];
  const nested = [...packages.homes].filter(([home, each]) => {
    return (
      each.own &&
      home !== "" &&
      depthOf(home) < (apart ? 1 : MEMBER_DEPTH) &&
      of.some((ecosystem) => each.ecosystems.has(ecosystem))
    );
  });
  if (apart && packages.homes.has("")) return [];
  const ecosystems = new Set(nested.flatMap(([, home]) => [...home.ecosystems].filter((each) => of.includes(each))));
  if (nested.length < atLeast || (mixed && ecosystems.size < 2)) return [];
  return nested
    .map(([home, { manifest }]) => ({ path: manifest, home, what, weight: 1 }))
    .sort(byPlaceInRepository)
    .slice(0, MAX_PLACES);
}

const ALL_ECOSYSTEMS: readonly Ecosystem[] = [
  "npm",
  "cargo",
  "python",
  "go",
  "maven",
  "nuget",
  "gem",
  "composer",
  "pub",
  "hex",
  "swift",
  "cpp",
];

const FACT_ECOSYSTEMS: Readonly<Record<string, Ecosystem>> = { jvm: "maven", android: "maven", deno: "npm" };

function ecosystemOf(fact: string): Ecosystem {
  const prefix = fact.split(".")[0] ?? "";
  return FACT_ECOSYSTEMS[prefix] ?? ALL_ECOSYSTEMS.find((each) => each === prefix) ?? "docker";
}

function byPlaceInRepository(a: Sight, b: Sight): number {
  return shallowFirst(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.what, b.what);
}
