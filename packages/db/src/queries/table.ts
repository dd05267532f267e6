import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { execute } from "./json.ts";

type ColumnType = "bigint" | "boolean" | "date" | "int" | "json" | "jsonb" | "text" | "text[]" | "timestamptz";

/** A table that is written many rows at a time: its columns, by the names that rows have in code. `versionId` is `version_id`. */
export interface Table<Row extends object> {
  name: string;
  columns: { readonly [Name in keyof Row]-?: ColumnType };
  key: readonly (keyof Row & string)[];
}

/**
 * What a row does that is there already. `replace`: all columns take the new values. `add`: columns that are no key are summed.
 * `keep`: nothing happens. `fail`: the caller knows that none is there.
 */
type Conflict = "replace" | "add" | "keep" | "fail";

/** Writes rows in the order given, in one statement. No rows, no statement. */
export async function writeRows<Row extends object>(
  db: Db,
  table: Table<Row>,
  rows: readonly Row[],
  conflict: Conflict,
): Promise<void> {
  if (rows.length > 0) await execute(db, insertStatement(table, rows, conflict));
}

/** The statement of `writeRows`, for a `returning` behind it. */
export function insertStatement<Row extends object>(
  table: Table<Row>,
  rows: readonly Row[],
  conflict: Conflict,
): Prisma.Sql {
  const names = columnsOf(table);
  return Prisma.sql`insert into ${Prisma.raw(table.name)} (${Prisma.raw(names.map(({ column }) => column).join(", "))})
    select * from ${recordset(names, rows)} ${onConflict(table, conflict)}`;
}

/** Removes the rows with these keys. */
export async function deleteRows<Row extends object>(db: Db, table: Table<Row>, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const names = columnsOf(table).filter((column) => isKey(table, column));
  const match = names.map(({ column, short }) => `${table.name}.${column} = t.${short}`).join(" and ");
  await execute(
    db,
    Prisma.sql`delete from ${Prisma.raw(table.name)} using ${recordset(names, rows)} where ${Prisma.raw(match)}`,
  );
}

interface Column {
  name: string;
  column: string;
  type: string;
  /** What the value is called on its way: names are sent once a row, and rows are many. */
  short: string;
}

function columnsOf<Row extends object>(table: Table<Row>): Column[] {
  return Object.entries<string>(table.columns).map(([name, type], at) => ({
    name,
    column: name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    type,
    short: `c${at}`,
  }));
}

function isKey<Row extends object>(table: Table<Row>, { name }: Column): boolean {
  return table.key.some((key) => key === name);
}

/** The rows as one parameter, with the columns they have on the other side. */
function recordset(names: readonly Column[], rows: readonly object[]): Prisma.Sql {
  const sent = rows.map((row) => {
    const values: Record<string, unknown> = {};
    for (const { name, short } of names) values[short] = Reflect.get(row, name);
    return values;
  });
  const definition = Prisma.raw(names.map(({ short, type }) => `${short} ${type}`).join(", "));
  return Prisma.sql`json_to_recordset(${JSON.stringify(sent)}::json) as t(${definition})`;
}

function onConflict<Row extends object>(table: Table<Row>, conflict: Conflict): Prisma.Sql {
  const names = columnsOf(table);
  const key = names.filter((column) => isKey(table, column)).map(({ column }) => column);
  const rest = names.filter((column) => !isKey(table, column)).map(({ column }) => column);
  const settings = {
    replace: () => rest.map((column) => `${column} = excluded.${column}`),
    add: () => rest.map((column) => `${column} = ${table.name}.${column} + excluded.${column}`),
    keep: () => [],
    fail: () => [],
  } as const satisfies Record<Conflict, () => string[]>;
  if (conflict === "fail") return Prisma.empty;
  const set = settings[conflict]().join(", ");
  return Prisma.raw(`on conflict (${key.join(", ")}) do ${set === "" ? "nothing" : `update set ${set}`}`);
}
