export * from "./gap.ts";
export * from "./stake.ts";
export * from "./suggestion.ts";
export * from "./types.ts";
