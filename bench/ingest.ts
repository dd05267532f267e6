import { parseRun, runDigest } from "@yardlet/core/run";
import pg from "pg";
import { type HistorySize, makeHistory } from "./support/history.ts";
import { startProduct } from "./support/product.ts";
import { BATCH, batchesOf, send, take, WRITERS } from "./support/send.ts";
import { REPORT_TABLES } from "./support/team.ts";

/** Runs that are sent before the clock starts: a server that has just started is not what a team works with. */
const WARM_UP = 3_000;
/** The promise: what a report stores takes at most this many times as long as copying the same rows. */
const PROMISE = 0.35;

/** `pnpm bench ingest [runs]`: reports over HTTP, as a ratio to COPY of the rows that they come to. */
export async function runIngestBench([runs = "40000"]: string[]): Promise<number> {
  const size: HistorySize = { runs: Number(runs) + WARM_UP, repos: 50, skills: 300, versionsPerSkill: 3 };
  const product = await startProduct(size);
  try {
    const history = makeHistory(size);
    await send(product, batchesOf(take(history, WARM_UP)));
    const records = take(history, Number(runs));
    const bodies = batchesOf(records);
    const before = await countRows(product.databaseUrl);
    const started = performance.now();
    await send(product, bodies);
    const http = performance.now() - started;
    await product.stack.stop();
    const parsing = timeParsing(records);
    const copy = await timeCopy(product.databaseUrl, before);
    const ratio = copy.ms / http;
    const line = (name: string, ms: number, note = "") =>
      console.log(
        `${name.padEnd(38)} ${ms.toFixed(0).padStart(7)} ms ${((1000 * records.length) / ms).toFixed(0).padStart(8)} runs/s   ${note}`,
      );
    console.log(
      `${records.length} runs in batches of ${BATCH} by ${WRITERS} writers; ${copy.rows} rows in ${REPORT_TABLES.length} tables\n`,
    );
    line("POST /api/v1/runs", http, `${((1000 * copy.rows) / http).toFixed(0)} rows/s`);
    line("COPY of the same rows", copy.ms, `${((1000 * copy.rows) / copy.ms).toFixed(0)} rows/s`);
    line("  of which parsing and digests take", parsing, `${((100 * parsing) / http).toFixed(0)} % of the first line`);
    console.log(`\nratio ${ratio.toFixed(2)}, at least ${PROMISE}`);
    return ratio >= PROMISE ? 0 : 1;
  } finally {
    await product.stop();
  }
}

/** What Node must do with a record before it asks the database anything. */
function timeParsing(records: readonly object[]): number {
  const texts = batchesOf(records);
  const receivedAt = new Date().toISOString();
  const started = performance.now();
  for (const text of texts) {
    const batch: unknown = JSON.parse(text);
    for (const record of Array.isArray(batch) ? batch : []) {
      const parsed = parseRun(record, receivedAt);
      if (parsed.ok) runDigest(parsed.run);
    }
  }
  return performance.now() - started;
}

/** Copies what the reports came to out of the tables, empties them, and times the way back in: same tables, same indexes. */
async function timeCopy(url: string, before: number): Promise<{ ms: number; rows: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const [{ data_directory: folder }] = (await client.query("show data_directory")).rows;
    for (const table of REPORT_TABLES) await client.query(`copy ${table} to '${folder}/bench-${table}'`);
    const rows = await countRows(url);
    await client.query(`truncate ${REPORT_TABLES.join(", ")} cascade`);
    await client.query("checkpoint");
    const started = performance.now();
    for (const table of REPORT_TABLES) await client.query(`copy ${table} from '${folder}/bench-${table}'`);
    const ms = performance.now() - started;
    return { ms: (ms * (rows - before)) / rows, rows: rows - before };
  } finally {
    await client.end();
  }
}

async function countRows(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const counts = REPORT_TABLES.map((table) => `(select count(*) from ${table})`).join(" + ");
    return Number((await client.query(`select ${counts} as rows`)).rows[0].rows);
  } finally {
    await client.end();
  }
}
