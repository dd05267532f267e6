export * from "./permissions.ts";
export * from "./types.ts";
