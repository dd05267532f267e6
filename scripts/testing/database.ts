import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startTestServer } from "@yardlet/db/testing";
import { makeStock, type Stock } from "@yardlet/services/testing";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    serverUrl: string;
    stock: Stock;
  }
}

/** One PostgreSQL for the whole run; each test clones a database of its own from the migrated template, or from the stock. */
export default async function startDatabase(project: TestProject) {
  const folder = mkdtempSync(path.join(tmpdir(), "yardlet-test-"));
  const server = await startTestServer(folder);
  project.provide("serverUrl", server.url);
  project.provide("stock", await makeStock(server.url, path.join(folder, "stock")));
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
