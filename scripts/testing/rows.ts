import pg from "pg";

/** Asks a database on a connection of its own. */
export async function ask<T>(url: string, what: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("set timezone = 'UTC'");
    return await what(client);
  } finally {
    await client.end();
  }
}

/** Every table with its rows, each as text, in one order. */
export async function contentsOf(url: string): Promise<Map<string, string[]>> {
  return ask(url, async (client) => {
    const contents = new Map<string, string[]>();
    for (const table of await tablesOf(client)) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from "${table}" t order by 1`);
      contents.set(
        table,
        rows.map(({ row }) => row),
      );
    }
    return contents;
  });
}

/** Every table with its rows as objects. */
export async function objectsOf(url: string): Promise<Map<string, Record<string, unknown>[]>> {
  return ask(url, async (client) => {
    const objects = new Map<string, Record<string, unknown>[]>();
    for (const table of await tablesOf(client)) {
      const { rows } = await client.query<{ row: Record<string, unknown> }>(
        `select to_jsonb(t) as row from "${table}" t order by t::text`,
      );
      objects.set(
        table,
        rows.map(({ row }) => row),
      );
    }
    return objects;
  });
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
     and relname <> '_prisma_migrations' order by relname`,
  );
  return rows.map(({ name }) => name);
}

interface Column {
  table: string;
  name: string;
  type: string;
  nullable: boolean;
  /** What it refers to, as `table.column`. */
  refers: string | null;
}

const VALUES: Readonly<Record<string, string>> = {
  bigint: "7",
  boolean: "true",
  bytea: "\\x0102",
  date: "2026-11-16",
  "double precision": "0.1",
  integer: "3",
  json: '{"a": [1]}',
  jsonb: '{"a": [1]}',
  "text[]": '{"one","t,wo"}',
  "bigint[]": "{5,6}",
  "integer[]": "{5,6}",
  "timestamp with time zone": "2026-11-20 12:00:00.123+00",
};

/** Puts a row into every table that has none, whatever the schema: values by type, what refers by what it refers to. */
export async function fillEveryTable(url: string): Promise<void> {
  await ask(url, async (client) => {
    const columns = await columnsOf(client);
    let left = (await tablesOf(client)).filter((table) => columns.some((column) => column.table === table));
    const filled = new Set<string>();
    for (const table of left) {
      const { rows } = await client.query<{ n: string }>(`select count(*) as n from "${table}"`);
      if (rows[0]?.n !== "0") filled.add(table);
    }
    left = left.filter((table) => !filled.has(table));
    while (left.length > 0) {
      const ready = left.filter((table) =>
        columns
          .filter((column) => column.table === table && column.refers !== null && !column.nullable)
          .every(({ refers }) => filled.has(refers?.split(".")[0] ?? "")),
      );
      if (ready.length === 0) throw new Error(`tables that wait for each other: ${left.join(", ")}`);
      for (const table of ready) {
        const own = columns.filter((column) => column.table === table && !(column.refers !== null && column.nullable));
        const values: (string | null)[] = [];
        for (const column of own) values.push(await valueOf(client, column));
        await client.query(
          `insert into "${table}" (${own.map(({ name }) => `"${name}"`).join(", ")})
           values (${own.map((_column, index) => `$${index + 1}`).join(", ")})`,
          values,
        );
        filled.add(table);
      }
      left = left.filter((table) => !filled.has(table));
    }
  });
}

async function valueOf(client: pg.Client, { table, name, type, refers }: Column): Promise<string | null> {
  if (refers === null) return VALUES[type] ?? `${table} ${name} \\ ü\n\t"'`;
  const [other, key] = refers.split(".");
  const { rows } = await client.query<{ value: string }>(`select "${key}"::text as value from "${other}" limit 1`);
  return rows[0]?.value ?? null;
}

async function columnsOf(client: pg.Client): Promise<Column[]> {
  const { rows } = await client.query<Column>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as nullable,
      (select r.relname || '.' || k.attname from pg_constraint f
        join pg_class r on r.oid = f.confrelid
        join pg_attribute k on k.attrelid = f.confrelid and k.attnum = f.confkey[array_position(f.conkey, a.attnum)]
        where f.contype = 'f' and f.conrelid = c.oid and a.attnum = any(f.conkey) limit 1) as refers
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> '_prisma_migrations'
    order by c.relname, a.attnum`);
  return rows;
}
