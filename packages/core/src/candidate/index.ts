export * from "./gap.ts";
export * from "./stake.ts";
export * from "./types.ts";
