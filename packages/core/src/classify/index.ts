export { classify, type ClassifyOptions, noPresetGap } from "./classify.ts";
export { detect, findMatches } from "./detect.ts";
export type { Match } from "./match.ts";
export { MANIFEST_LIMITS, manifestPaths } from "./manifest-paths.ts";
export { RIVALRIES } from "./rivalries.ts";
export { BUILT_IN_SIGNALS } from "./signals.ts";
export { parseSignals } from "./signals-file.ts";
export { FACTS } from "./facts.ts";
export {
  type ClassifyInput,
  Confidence,
  Detection,
  Ecosystem,
  Evidence,
  type ManifestText,
  Place,
  Signal,
  SignalCondition,
} from "./types.ts";
export type { Rivalry } from "./weigh.ts";
