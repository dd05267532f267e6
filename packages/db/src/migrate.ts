import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";
import { migrateQueue } from "./queue.ts";

const HOME = fileURLToPath(new URL("..", import.meta.url));

/** Brings a database to the newest migration; makes it when it is absent. Answers how many migrations were applied. */
export async function migrate(url: string): Promise<number> {
  await ensureDatabase(url);
  const missing = await missingMigrations(url);
  if (missing.length > 0) {
    await prisma(["migrate", "deploy"], url);
    await migrateQueue(url);
  }
  return missing.length;
}

/** Runs Prisma's command line with our schema engine in place of the one it would download. */
export async function prisma(args: string[], url: string): Promise<string> {
  const cli = path.join(
    path.dirname(createRequire(import.meta.url).resolve("prisma/package.json")),
    "build",
    "index.js",
  );
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args], {
    cwd: HOME,
    env: {
      ...process.env,
      DATABASE_URL: url,
      PATH: [path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
      PRISMA_SCHEMA_ENGINE_BINARY: path.join(HOME, "schema-engine.mjs"),
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout;
}

async function missingMigrations(url: string): Promise<string[]> {
  const all = readdirSync(path.join(HOME, "prisma", "migrations"), { withFileTypes: true });
  const names = all.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const known = await client.query("select to_regclass('_prisma_migrations') is not null as known");
    if (!known.rows[0]?.known) return names;
    const applied = await client.query("select migration_name from _prisma_migrations where finished_at is not null");
    const done = new Set(applied.rows.map((row) => String(row.migration_name)));
    return names.filter((name) => !done.has(name));
  } finally {
    await client.end();
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1));
  const probe = new pg.Client({ connectionString: url });
  try {
    await probe.connect();
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== "3D000") throw error;
    target.pathname = "/postgres";
    const admin = new pg.Client({ connectionString: target.toString() });
    await admin.connect();
    try {
      await admin.query(`create database ${admin.escapeIdentifier(name)}`);
    } finally {
      await admin.end();
    }
  } finally {
    await probe.end().catch(() => undefined);
  }
}
