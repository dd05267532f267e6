/** Runs once at start: a server with a faulty environment stops at once and says what is missing. */
export async function register(): Promise<void> {
  // A constant of the build: without it the whole server would be compiled for the edge runtime too.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { readEnv } = await import("./server/env.ts");
  readEnv();
}
