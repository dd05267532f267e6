/**
 * Runs once at start, before the first request: a server with a faulty environment stops at once and says what is missing; and who
 * asks is known by an address that nobody can choose.
 */
export async function register(): Promise<void> {
  // A constant of the build: without it the whole server would be compiled for the edge runtime too.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { readEnv } = await import("./server/env.ts");
  const { nameClients } = await import("./server/client-address.ts");
  nameClients(readEnv());
}
