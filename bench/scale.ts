import { readFileSync } from "node:fs";
import { reportRuns, runScoreAudit } from "@yardlet/services";
import pg from "pg";
import { type HistorySize, makeHistory, repoName, skillName, versionHash } from "./support/history.ts";
import { type BenchProduct, startProduct } from "./support/product.ts";
import { BATCH, send } from "./support/send.ts";
import { signIn } from "./support/sign-in.ts";

const SMALL = 10_000;
const ROUNDS = 15;
const SINGLE_RUNS = 100;
const PAGES = [
  "/runs",
  "/skills",
  `/skills/library/${skillName(7)}`,
  "/compare",
  `/repos/${repoName(3)}`,
  "/",
] as const;
const PROMISES = { pageRatio: 1.5, databaseMs: 5, auditSeconds: 30 };

interface Measured {
  runs: number;
  sentSeconds: number;
  /** Memory of the web process in MiB, at ten moments while records were sent. */
  memory: number[];
  pages: Map<string, number>;
  databaseMs: number;
  auditSeconds: number;
  differences: number;
}

/** `pnpm bench scale [runs]`: everything that must stay flat, at ten thousand runs and at a million, in one run. */
export async function runScaleBench([runs = "1000000"]: string[]): Promise<number> {
  const small = await measure(SMALL);
  const large = await measure(Number(runs));
  const kept: boolean[] = [];
  const line = (name: string, a: string, b: string, promise = "", ok = true) => {
    kept.push(ok);
    console.log(`${name.padEnd(40)} ${a.padStart(12)} ${b.padStart(12)}   ${promise}${ok ? "" : "   NOT KEPT"}`);
  };
  line("runs", String(small.runs), String(large.runs));
  line("sent in", `${small.sentSeconds.toFixed(0)} s`, `${large.sentSeconds.toFixed(0)} s`);
  for (const page of PAGES) {
    const [a = 0, b = 0] = [small.pages.get(page), large.pages.get(page)];
    line(
      `GET ${page}`,
      `${a.toFixed(0)} ms`,
      `${b.toFixed(0)} ms`,
      `ratio ${(b / a).toFixed(2)}, at most ${PROMISES.pageRatio}`,
      b / a <= PROMISES.pageRatio,
    );
  }
  line(
    "database time of one reported run",
    `${small.databaseMs.toFixed(1)} ms`,
    `${large.databaseMs.toFixed(1)} ms`,
    `at most ${PROMISES.databaseMs} ms`,
    large.databaseMs <= PROMISES.databaseMs,
  );
  line(
    "recount of everything",
    `${small.auditSeconds.toFixed(1)} s`,
    `${large.auditSeconds.toFixed(1)} s`,
    `at most ${PROMISES.auditSeconds} s, ${large.differences} differences`,
    large.auditSeconds <= PROMISES.auditSeconds && large.differences === 0,
  );
  console.log(`memory of the web process while sending, MiB: ${large.memory.map((mib) => mib.toFixed(0)).join(" ")}`);
  return kept.every(Boolean) ? 0 : 1;
}

async function measure(runs: number): Promise<Measured> {
  const size: HistorySize = { runs, repos: 50, skills: 300, versionsPerSkill: 3 };
  const product = await startProduct(size);
  try {
    const memory: number[] = [];
    const started = performance.now();
    await send(
      product,
      watched(bodiesOf(size), size, () => memory.push(memoryOf(product))),
    );
    const sentSeconds = (performance.now() - started) / 1000;
    await endWorker(product);
    await analyze(product);
    const pages = await timePages(product);
    const databaseMs = await timeSingleRuns(product);
    const audit = performance.now();
    const { differences } = await runScoreAudit(product.ctx, SILENT);
    const auditSeconds = (performance.now() - audit) / 1000;
    return { runs, sentSeconds, memory, pages, databaseMs, auditSeconds, differences: Number(differences) };
  } finally {
    await product.stop();
  }
}

const SILENT = {
  jobId: "bench",
  attempt: 1,
  signal: new AbortController().signal,
  step: async () => undefined,
  log: async () => undefined,
};

function* bodiesOf(size: HistorySize): Generator<string> {
  let batch: object[] = [];
  for (const record of makeHistory(size)) {
    batch.push(record);
    if (batch.length < BATCH) continue;
    yield JSON.stringify(batch);
    batch = [];
  }
  if (batch.length > 0) yield JSON.stringify(batch);
}

function* watched(bodies: Iterable<string>, { runs }: HistorySize, look: () => void): Generator<string> {
  const every = Math.max(1, Math.floor(runs / BATCH / 10));
  let sent = 0;
  for (const body of bodies) {
    yield body;
    sent += 1;
    if (sent % every === 0) look();
    if (sent % 200 === 0) console.error(`${sent * BATCH} of ${runs} sent`);
  }
}

/** Resident memory, where the system tells it. */
function memoryOf({ stack }: BenchProduct): number {
  try {
    const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${stack.web.pid}/status`, "utf8")) ?? [];
    return Number(kib ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** What is timed from here on is timed alone: the worker still decides on what was sent. */
async function endWorker({ stack: { worker } }: BenchProduct): Promise<void> {
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  worker.kill("SIGTERM");
  await ended;
}

async function analyze({ databaseUrl }: BenchProduct): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("vacuum analyze");
  await client.end();
}

/** The median time of each page for a signed-in admin, without the browser. */
async function timePages(product: BenchProduct): Promise<Map<string, number>> {
  const cookie = await signIn(product);
  const times = new Map<string, number>();
  for (const page of PAGES) {
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const started = performance.now();
      const answer = await fetch(`${product.url}${page}`, { headers: { cookie } });
      await answer.text();
      if (answer.status !== 200) throw new Error(`${page} answered ${answer.status}`);
      took.push(performance.now() - started);
    }
    times.set(page, took.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0);
  }
  return times;
}

/** What one run more costs the database, as the database itself counts it. */
async function timeSingleRuns({ ctx, databaseUrl }: BenchProduct): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const busy = async () => {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const { rows } = await client.query("select active_time from pg_stat_database where datname = current_database()");
    return Number(rows[0].active_time);
  };
  try {
    const before = await busy();
    for (let at = 0; at < SINGLE_RUNS; at += 1) {
      await reportRuns(ctx, [
        {
          schema: "yardlet.run/1",
          repo: repoName(at % 50),
          run_id: `single-${at}`,
          task_id: `single-${at}`,
          intent_id: `single-${Math.floor(at / 3)}`,
          kind: "feature",
          agent: { name: "claude", session: `single-${at}` },
          skills: [
            { name: skillName(7), hash: versionHash(7, 3), use: "declared" },
            { name: skillName(8), hash: versionHash(8, 3), use: "declared" },
          ],
          eval_state: "Done",
          ended_at: "2026-11-20T12:00:00Z",
        },
      ]);
    }
    return ((await busy()) - before) / SINGLE_RUNS;
  } finally {
    await client.end();
  }
}
