export { MEMORY_CANDIDATE_SCHEMA, MemoryCandidate } from "./candidate.ts";
export { judgeMemoryDesign, refuseMemoryDesign } from "./judge.ts";
export { MEMORY_LIMITS } from "./limits.ts";
export { MEMORY_DESIGN_SCHEMA, MemoryDesignResult } from "./result.ts";
export { FORBIDDEN_IO } from "./rules.ts";
export { MemoryHit, RuleLanguage } from "./types.ts";
