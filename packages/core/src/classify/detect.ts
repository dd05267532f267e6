import { dependencyKey } from "./dependency-names.ts";
import { matchSignal, type Match, type Repository } from "./match.ts";
import { readPackages } from "./packages.ts";
import { RIVALRIES } from "./rivalries.ts";
import { buildTree } from "./tree.ts";
import type { ClassifyInput, Detection, Signal } from "./types.ts";
import { type Rivalry, settleRivals, weigh } from "./weigh.ts";

/** Every place of a repository where one of the signals shows. Pure; the order of the input does not matter. */
export function findMatches(input: ClassifyInput, signals: readonly Signal[]): Match[] {
  const repository = readRepository(input);
  return signals.flatMap((signal) => matchSignal(signal, repository));
}

/** What matches amount to once rivals have weakened each other: the presets that weigh enough, each with its evidence. */
export function detect(matches: readonly Match[], rivalries: readonly Rivalry[] = RIVALRIES): Detection[] {
  const byPreset = groupBy(settleRivals(matches, rivalries), ({ signal }) => signal.preset);
  return [...byPreset].flatMap(([preset, list]) => weigh(preset, list) ?? []);
}

function readRepository(input: ClassifyInput): Repository {
  const tree = buildTree(input.paths);
  const packages = readPackages(input.manifests, tree);
  return {
    tree,
    packages,
    dependencies: groupBy(packages.dependencies, ({ value }) => dependencyKey(value.ecosystem, value.name)),
    facts: groupBy(packages.facts, ({ value }) => value.name),
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
