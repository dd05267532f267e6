import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startTestServer } from "@yardlet/db/testing";
import { buildWeb } from "../../scripts/build-web.mjs";

/** Builds the web app once, and starts the PostgreSQL whose template every installation is cloned from. */
export default async function setUp(): Promise<() => Promise<void>> {
  const { ok, output } = await buildWeb();
  if (!ok) throw new Error(output);
  const folder = mkdtempSync(path.join(tmpdir(), "yardlet-e2e-"));
  const server = await startTestServer(folder);
  process.env.E2E_SERVER_URL = server.url;
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
