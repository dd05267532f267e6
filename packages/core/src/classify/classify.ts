import { resolvePreset } from "../library/presets-vocabulary.ts";
import { compareText } from "../skill/order.ts";
import { dependencyKey } from "./dependency-names.ts";
import { matchSignal, type Match, type Repository } from "./match.ts";
import { type Located, readPackages } from "./packages.ts";
import { RIVALRIES } from "./rivalries.ts";
import { BUILT_IN_SIGNALS } from "./signals.ts";
import { buildTree } from "./tree.ts";
import type { ClassifyInput, Detection, Evidence, Signal } from "./types.ts";
import { settleRivals, weigh } from "./weigh.ts";

export interface ClassifyOptions {
  /** The team's own signals, in addition to the built-in table. */
  signals?: Signal[];
  /** Presets that apply whatever is detected. */
  add?: string[];
  /** Presets that never apply; stronger than `add`. `core` cannot be vetoed. */
  veto?: string[];
}

const CONFIGURED: Evidence = { path: ".agents/yardlet.yaml", what: "added by configuration" };

/**
 * Which presets apply to a repository, with the evidence for each: `core` first, the others by name. Pure and total: the
 * same input in any order gives the same detections, malformed manifests say nothing, at most five evidences a preset.
 */
export function classify(input: ClassifyInput, options: ClassifyOptions = {}): Detection[] {
  const repository = readRepository(input);
  const signals = [...BUILT_IN_SIGNALS, ...(options.signals ?? [])];
  const matches = settleRivals(
    signals.flatMap((signal) => matchSignal(signal, repository)),
    RIVALRIES,
  );
  const byPreset = new Map<string, Match[]>();
  for (const match of matches) byPreset.set(match.signal.preset, [...(byPreset.get(match.signal.preset) ?? []), match]);
  const detected = [...byPreset].flatMap(([preset, list]) => weigh(preset, list) ?? []);
  return withConfiguration(detected, options);
}

function withConfiguration(detected: readonly Detection[], { add = [], veto = [] }: ClassifyOptions): Detection[] {
  const added = new Set(add.flatMap(resolvePreset));
  const vetoed = new Set(veto.flatMap(resolvePreset));
  const presets = new Map(detected.map((detection) => [detection.preset, detection]));
  for (const preset of added) {
    const evidence = [...(presets.get(preset)?.evidence ?? []), CONFIGURED];
    presets.set(preset, {
      preset,
      confidence: "certain",
      evidence: evidence.sort((a, b) => compareText(a.path, b.path)),
    });
  }
  const others = [...presets.values()].filter(({ preset }) => preset !== "core" && !vetoed.has(preset));
  return [
    { preset: "core", confidence: "certain", evidence: [] },
    ...others.sort((a, b) => compareText(a.preset, b.preset)),
  ];
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

function groupBy<T>(items: readonly Located<T>[], keyOf: (item: Located<T>) => string): Map<string, Located<T>[]> {
  const groups = new Map<string, Located<T>[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Says so when nothing but `core` applies; this is shown as a gap without a preset. */
export function noPresetGap(detections: readonly Detection[]): { reason: string } | undefined {
  if (detections.some(({ preset }) => preset !== "core")) return undefined;
  return {
    reason:
      'no preset detected: name the kinds of this repository under "presets: {add: []}" in .agents/yardlet.yaml, or add a signal to the library',
  };
}
