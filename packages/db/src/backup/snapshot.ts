import { DomainError } from "@yardlet/core/error";
import { to as copyTo } from "pg-copy-streams";
import { listColumns, listTables, openSession, quoted } from "./session.ts";

export interface SnapshotTable {
  name: string;
  columns: string[];
}

/** A database as it was at one moment, while others write on. */
export interface Snapshot {
  /** Its newest migration. */
  migration: string;
  tables: SnapshotTable[];
  /** A table's rows as PostgreSQL's own COPY text: one line a row. */
  rowsOf(table: SnapshotTable): AsyncIterable<Buffer>;
  /** How far each sequence is; asked for after the rows, so that it is never behind them. */
  sequences(): Promise<{ name: string; last: string | null }[]>;
  close(): Promise<void>;
}

/** @throws DomainError `refused` for a database that is not Yardlet's */
export async function openSnapshot(url: string): Promise<Snapshot> {
  const client = await openSession(url);
  try {
    await client.query("begin transaction isolation level repeatable read, read only");
    const known = await client.query<{ known: boolean }>(
      "select to_regclass('public._prisma_migrations') is not null as known",
    );
    if (!known.rows[0]?.known)
      throw new DomainError("refused", "this database is not Yardlet's; there is nothing to back up");
    const applied = await client.query<{ name: string }>(
      "select max(migration_name) as name from _prisma_migrations where finished_at is not null",
    );
    const tables: SnapshotTable[] = [];
    for (const name of await listTables(client)) tables.push({ name, columns: await listColumns(client, name) });
    return {
      migration: applied.rows[0]?.name ?? "",
      tables,
      rowsOf: ({ name, columns }) => client.query(copyTo(`copy ${quoted([name])} (${quoted(columns)}) to stdout`)),
      async sequences() {
        const { rows } = await client.query<{ name: string; last: string | null }>(`
          select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public'
          order by sequencename`);
        return rows;
      },
      close: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}
