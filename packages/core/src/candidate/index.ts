export * from "./gap.ts";
export * from "./stake.ts";
export * from "./judge.ts";
export * from "./suggestion.ts";
export * from "./types.ts";
