import { resolvePreset } from "../library/presets-vocabulary.ts";
import { compareText } from "../skill/order.ts";
import { detect, findMatches } from "./detect.ts";
import { BUILT_IN_SIGNALS } from "./signals.ts";
import type { ClassifyInput, Detection, Evidence, Signal } from "./types.ts";

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
  const signals = [...BUILT_IN_SIGNALS, ...(options.signals ?? [])];
  return withConfiguration(detect(findMatches(input, signals)), options);
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

/** Says so when nothing but `core` applies; this is shown as a gap without a preset. */
export function noPresetGap(detections: readonly Detection[]): { reason: string } | undefined {
  if (detections.some(({ preset }) => preset !== "core")) return undefined;
  return {
    reason:
      'no preset detected: name the kinds of this repository under "presets: {add: []}" in .agents/yardlet.yaml, or add a signal to the library',
  };
}
