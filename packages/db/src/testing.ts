import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import pg from "pg";
import { openDatabase, type Database } from "./client.ts";
import { startEmbedded, type EmbeddedServer } from "./embedded.ts";
import { migrate } from "./migrate.ts";

const TEMPLATE = "yardlet_template";

/** One server for a whole test run, with a migrated template in it. */
export interface TestServer {
  /** URL of the server's administration database; hand it to `createTestDatabase`. */
  url: string;
  stop(): Promise<void>;
}

/** Starts a throw-away PostgreSQL in `folder` and migrates the template once. */
export async function startTestServer(folder: string): Promise<TestServer> {
  const server: EmbeddedServer = await startEmbedded({ folder, durable: false });
  await migrate(server.url(TEMPLATE));
  return {
    url: server.url("postgres"),
    async stop() {
      await server.stop();
      rmSync(server.data, { recursive: true, force: true });
    },
  };
}

/** A database of a test's own. */
export interface TestDatabase {
  url: string;
  db: Database;
  drop(): Promise<void>;
}

/** Clones a template, the migrated one by default: about 30 ms. */
export async function createTestDatabase(serverUrl: string, template = TEMPLATE): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await admin(serverUrl, `create database ${name} template ${template}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const db = openDatabase(url.toString(), { connections: 5 });
  return {
    url: url.toString(),
    db,
    async drop() {
      await db.close();
      await admin(serverUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function admin(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
