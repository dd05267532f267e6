import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import pg from "pg";
import { openDatabase, type Database } from "./client.ts";
import { startEmbedded, type EmbeddedServer } from "./embedded.ts";
import { migrate } from "./migrate.ts";
import { keepContents, restoreContents } from "./testing/contents.ts";

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
  await makeTemplate(server.url("postgres"), TEMPLATE);
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
  /** Ends every connection and gives the database up: what this process asks for next may be the same one, emptied. */
  drop(): Promise<void>;
}

/** Makes a database one that others are cloned from; nobody may be connected to it from then on. */
export async function makeTemplate(serverUrl: string, name: string): Promise<void> {
  await ask(urlOf(serverUrl, name), keepContents);
}

/** A database with just what is in the template, the migrated one by default: one that this process is done with, or a clone. */
export async function createTestDatabase(serverUrl: string, template = TEMPLATE): Promise<TestDatabase> {
  const spare = spares(template);
  const name = spare.pop() ?? (await clone(serverUrl, template));
  return open(serverUrl, name, async () => {
    if (await restore(serverUrl, name)) spare.push(name);
    else await remove(serverUrl, name);
  });
}

/** As above for who changes more than its rows: a clone that nobody gets after it. */
export async function cloneTestDatabase(serverUrl: string, template = TEMPLATE): Promise<TestDatabase> {
  const name = await clone(serverUrl, template);
  return open(serverUrl, name, () => remove(serverUrl, name));
}

function open(serverUrl: string, name: string, giveUp: () => Promise<void>): TestDatabase {
  const url = urlOf(serverUrl, name);
  const db = openDatabase(url, { connections: 5 });
  return {
    url,
    db,
    async drop() {
      await db.close();
      await giveUp();
    },
  };
}

/** Databases that this process is done with, by their template. */
const SPARES = new Map<string, string[]>();

function spares(template: string): string[] {
  const known = SPARES.get(template) ?? [];
  SPARES.set(template, known);
  return known;
}

/** What a test left behind is not worth keeping above this. */
const MOST_BYTES = 40_000_000;

/** Answers false for a database that many rows have made slow. */
async function restore(serverUrl: string, name: string): Promise<boolean> {
  return ask(urlOf(serverUrl, name), async (client) => {
    await client.query(`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
    await restoreContents(client);
    const { rows } = await client.query<{ small: boolean }>(
      `select pg_database_size(current_database()) < ${MOST_BYTES} as small`,
    );
    return rows[0]?.small === true;
  });
}

async function clone(serverUrl: string, template: string): Promise<string> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await ask(serverUrl, (client) => client.query(`create database ${name} template ${template} strategy file_copy`));
  return name;
}

async function remove(serverUrl: string, name: string): Promise<void> {
  await ask(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
}

function urlOf(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

async function ask<T>(url: string, what: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await what(client);
  } finally {
    await client.end();
  }
}
