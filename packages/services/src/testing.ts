import type { Actor } from "@yardlet/core/audit";
import type { Role } from "@yardlet/core/team";
import { openQueue } from "@yardlet/db/queue";
import { createTestDatabase, makeTemplate } from "@yardlet/db/testing";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { detectWorkerAgents } from "./agent/detect.ts";
import type { ServiceContext } from "./context.ts";
import { drainJobs } from "./job/drain.ts";
import { requestLibrarySync } from "./library/configure.ts";

const BUILTIN_LIBRARY = path.resolve(import.meta.dirname, "../../../library");

/** Services on a database of a test's own, with a folder that local repos may lie in. */
export interface TestServices {
  /** The database's URL, for other processes. */
  url: string;
  ctx: ServiceContext;
  folder: string;
  as(role: Role): ServiceContext;
  /** Stores which agents this host has, as a worker does when it starts. */
  tellAgents(): Promise<void>;
  /** Does every job that waits, and those that these lead to, one after the other. Bugs are thrown. */
  runJobs(as?: ServiceContext): Promise<void>;
  /** Closes its connections; the database stays. */
  letGo(): Promise<void>;
  close(): Promise<void>;
}

/** A person with this role, as the session would say. */
export function personOf(role: Role): Actor {
  return { kind: "person", id: `user-${role}`, name: role, role };
}

/** What every test that begins with the built-in library read starts from: a database to clone, and the data folder beside it. */
export interface Stock {
  template: string;
  dataDir: string;
}

/** Reads the built-in library once, for all tests of a run that begin so. */
export async function makeStock(serverUrl: string, dataDir: string): Promise<Stock> {
  const services = await openTestServices(serverUrl);
  await requestLibrarySync(services.ctx);
  await services.runJobs();
  cpSync(services.ctx.settings.dataDir, dataDir, { recursive: true });
  await services.letGo();
  const template = new URL(services.url).pathname.slice(1);
  await makeTemplate(serverUrl, template);
  return { template, dataDir };
}

/** Services on a database of a test's own; with a stock the library has been read already. */
export async function openTestServices(serverUrl: string, stock?: Stock): Promise<TestServices> {
  const database = await createTestDatabase(serverUrl, stock?.template);
  const folder = await realpath(mkdtempSync(path.join(tmpdir(), "yardlet-services-")));
  if (stock) cpSync(stock.dataDir, path.join(folder, "data"), { recursive: true });
  const queue = await openQueue(database.db, { host: "test", working: false, onError: () => undefined });
  const ctx: ServiceContext = {
    db: database.db,
    actor: personOf("admin"),
    queue,
    settings: {
      dataDir: path.join(folder, "data"),
      host: "test",
      localRoots: [folder],
      allowFileUrls: true,
      allowPrivateHosts: false,
      builtinLibrary: BUILTIN_LIBRARY,
      secret: "5ea1".repeat(16),
    },
    now: () => new Date(),
  };
  const runJobs = (as = ctx) => drainJobs(as, { worker: "test", signal: new AbortController().signal });
  return {
    url: database.url,
    ctx,
    folder,
    as: (role) => ({ ...ctx, actor: personOf(role) }),
    tellAgents: () => detectWorkerAgents(ctx),
    runJobs,
    async letGo() {
      await queue.close();
      await database.db.close();
      rmSync(folder, { recursive: true, force: true });
    },
    async close() {
      await queue.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
