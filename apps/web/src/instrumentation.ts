import { readEnv } from "./server/env.ts";

/** Runs once at start: a server with a faulty environment stops at once and says what is missing. */
export function register(): void {
  readEnv();
}
