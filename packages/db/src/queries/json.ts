import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";

const Answer = z.tuple([z.object({ rows: z.string() })]);

/**
 * Rows of a query, carried as one JSON text: hundreds of rows cost one value on the way out. Each is parsed by `row`.
 * `sql` is a plain select; statements that write say `returning` in a `with` of their own and end in `asJson`.
 */
export async function selectJson<T extends z.ZodType>(db: Db, row: T, sql: Prisma.Sql): Promise<z.output<T>[]> {
  return readJson(db, row, Prisma.sql`select coalesce(json_agg(t), '[]')::text as rows from (${sql}) t`);
}

/** As `selectJson`, for a whole statement whose one answer is `rows`. */
export async function readJson<T extends z.ZodType>(db: Db, row: T, sql: Prisma.Sql): Promise<z.output<T>[]> {
  const [{ rows }] = Answer.parse(await clientOf(db).$queryRaw(sql));
  return z.array(row).parse(JSON.parse(rows));
}

/** Runs a statement that writes, and answers how many rows it wrote. */
export async function execute(db: Db, sql: Prisma.Sql): Promise<number> {
  return clientOf(db).$executeRaw(sql);
}

/** Rows on the way in, as one parameter: `json_to_recordset(${jsonRows(rows)}) as t(a text, b int)`. */
export function jsonRows(rows: readonly object[]): Prisma.Sql {
  return Prisma.sql`${JSON.stringify(rows)}::json`;
}

/** Behind `column =`: one of these texts. They travel as one parameter, and are planned for as the list that they are. */
export function anyOf(values: readonly string[]): Prisma.Sql {
  return Prisma.sql`any(string_to_array(${values.join(BETWEEN)}, ${BETWEEN}))`;
}

/** Stands in no id, slug or name. */
const BETWEEN = "\u001f";

/** A time as records write it: `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export function timeText(column: string): Prisma.Sql {
  return Prisma.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
}
