export * from "./message.ts";
export * from "./retry.ts";
export * from "./target.ts";
export * from "./types.ts";
