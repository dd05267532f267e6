import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";
import { migrateQueue } from "./queue.ts";

const HOME = fileURLToPath(new URL("..", import.meta.url));

const MIGRATIONS = path.join(HOME, "prisma", "migrations");

/**
 * Brings a database to the newest migration, or to `last`; makes it when it is absent. Answers how many migrations were applied.
 * Data of an older version is loaded into the schema that it was made by, and migrated from there.
 */
export async function migrate(url: string, last?: string): Promise<number> {
  await ensureDatabase(url);
  const wanted = knownMigrations().filter((name) => last === undefined || name <= last);
  const done = new Set((await appliedMigrations(url)) ?? []);
  const missing = wanted.filter((name) => !done.has(name));
  if (missing.length > 0) {
    if (last === undefined) await prisma(["migrate", "deploy"], url);
    else await withMigrations(wanted, (folder) => prisma(["migrate", "deploy"], url, folder));
    await migrateQueue(url);
  }
  return missing.length;
}

/** A folder with just these migrations, while `work` lasts. */
async function withMigrations<T>(names: readonly string[], work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "yardlet-migrations-"));
  try {
    for (const name of [...names, "migration_lock.toml"]) {
      cpSync(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs Prisma's command line with our schema engine in place of the one it would download. */
export async function prisma(args: string[], url: string, migrations = MIGRATIONS): Promise<string> {
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
      YARDLET_MIGRATIONS: migrations,
      PATH: [path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
      PRISMA_SCHEMA_ENGINE_BINARY: path.join(HOME, "schema-engine.mjs"),
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout;
}

/** The names of all migrations, the oldest first. */
export function knownMigrations(): string[] {
  const all = readdirSync(MIGRATIONS, { withFileTypes: true });
  return all.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).toSorted();
}

/** The migrations of a database, the oldest first; undefined where nothing was ever migrated. */
export async function appliedMigrations(url: string): Promise<string[] | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const known = await client.query("select to_regclass('_prisma_migrations') is not null as known");
    if (!known.rows[0]?.known) return undefined;
    const applied = await client.query(
      "select migration_name from _prisma_migrations where finished_at is not null order by migration_name",
    );
    return applied.rows.map((row) => String(row.migration_name));
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
