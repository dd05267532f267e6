import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startTestServer } from "@yardlet/db/testing";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    serverUrl: string;
  }
}

/** One PostgreSQL for the whole run; each test clones a database of its own from the migrated template. */
export default async function startDatabase(project: TestProject) {
  const folder = mkdtempSync(path.join(tmpdir(), "yardlet-test-"));
  const server = await startTestServer(folder);
  project.provide("serverUrl", server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
