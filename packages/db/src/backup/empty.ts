import { DomainError } from "@yardlet/core/error";
import pg from "pg";
import { appliedMigrations } from "../migrate.ts";
import { listTables, openSession, quoted } from "./session.ts";

/** Rows of these are somebody's work; all else a first start makes by itself. */
const WORK = ["user", "repo", "skill", "run", "audit", "webhook", "credential"];

/**
 * Makes sure that a database may be restored into: it is absent, bare, or as a first start of the same version left it.
 * @throws DomainError `refused` that says what to do
 */
export async function requireEmptyDatabase(url: string, migration: string): Promise<void> {
  const client = await openSession(url).catch(absent);
  if (!client) return;
  try {
    const tables = await listTables(client);
    const applied = (await appliedMigrations(url)) ?? [];
    if (applied.length === 0 && tables.length === 0) return;
    if (applied.length === 0) throw refused("this database holds tables of something else");
    for (const table of tables.filter((name) => WORK.includes(name))) {
      const { rows } = await client.query<{ filled: boolean }>(
        `select exists (select from ${quoted([table])}) as filled`,
      );
      if (rows[0]?.filled) throw refused("this installation is in use");
    }
    if (applied.at(-1) !== migration)
      throw refused("this installation was started by another version than the backup's");
  } finally {
    await client.end();
  }
}

function absent(error: unknown): undefined {
  if (error instanceof pg.DatabaseError && error.code === "3D000") return undefined;
  throw error;
}

function refused(why: string): DomainError {
  return new DomainError("refused", `${why}; restore into an empty data folder, or an empty database`);
}
