export * from "./permissions.ts";
export * from "./scopes.ts";
export * from "./types.ts";
