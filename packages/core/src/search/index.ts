export * from "./kinds.ts";
export * from "./mark.ts";
export * from "./run-words.ts";
export * from "./typed.ts";
