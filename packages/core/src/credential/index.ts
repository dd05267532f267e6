export * from "./input.ts";
export * from "./private-key.ts";
export * from "./types.ts";
