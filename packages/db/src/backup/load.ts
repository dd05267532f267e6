import { once } from "node:events";
import { finished } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { listTables, openSession, quoted } from "./session.ts";
import type { SnapshotTable } from "./snapshot.ts";

/** Fills an empty database in one transaction: all of it, or nothing. */
export interface Load {
  /** Adds rows to a table, as COPY text that may end in the middle of one. Tables come one after the other. */
  write(table: SnapshotTable, piece: Buffer): Promise<void>;
  /** Ends it well: sequences stand where they stood, and every foreign key holds. Answers how many rows each table got. */
  finish(sequences: readonly { name: string; last: string | null }[]): Promise<Map<string, number>>;
  /** Stores it. */
  commit(): Promise<void>;
  /** Gives it up, if it was not stored. */
  close(): Promise<void>;
}

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

/**
 * Begins. Foreign keys and triggers are away meanwhile, by means that the database's owner has: rows come in any order, history may be
 * written, and no page is told of each row.
 */
export async function openLoad(url: string): Promise<Load> {
  const client = await openSession(url);
  let stored = false;
  let current: Copy | undefined;
  const counts = new Map<string, number>();
  try {
    await client.query("begin");
    const tables = await listTables(client);
    const keys = await dropForeignKeys(client);
    for (const table of tables) await client.query(`alter table ${quoted([table])} disable trigger user`);
    await client.query(`truncate ${quoted(tables)}`);
    const endTable = async () => {
      if (current) counts.set(current.table, await current.end());
      current = undefined;
    };
    return {
      async write(table, piece) {
        if (current?.table !== table.name) {
          await endTable();
          current = startCopy(client, table);
        }
        await current?.write(piece);
      },
      async finish(sequences) {
        await endTable();
        for (const { name, last } of sequences) {
          if (last !== null) await client.query("select setval($1::regclass, $2)", [quoted([name]), last]);
        }
        for (const { table, name, definition } of keys) {
          await client.query(`alter table ${table} add constraint ${quoted([name])} ${definition}`);
        }
        for (const table of tables) await client.query(`alter table ${quoted([table])} enable trigger user`);
        return counts;
      },
      async commit() {
        await client.query("commit");
        stored = true;
      },
      async close() {
        // Without a commit the server rolls back when the connection ends, also in the middle of a copy.
        if (stored) await client.query("analyze");
        await client.end();
      },
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}

interface Copy {
  table: string;
  write(piece: Buffer): Promise<void>;
  end(): Promise<number>;
}

function startCopy(client: pg.Client, { name, columns }: SnapshotTable): Copy {
  const stream = client.query(copyFrom(`copy ${quoted([name])} (${quoted(columns)}) from stdin`));
  const ended = finished(stream);
  // What goes wrong is thrown by the next write or by the end.
  ended.catch(() => undefined);
  return {
    table: name,
    async write(piece) {
      if (!stream.write(piece)) await Promise.race([once(stream, "drain"), ended]);
    },
    async end() {
      stream.end();
      await ended;
      return stream.rowCount;
    },
  };
}

async function dropForeignKeys(client: pg.Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by conrelid, conname`);
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${quoted([name])}`);
  return rows;
}
