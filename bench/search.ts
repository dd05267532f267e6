import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbedded } from "@yardlet/db/embedded";
import { migrate } from "@yardlet/db/migrate";
import { openDatabase } from "@yardlet/db";
import { openQueue } from "@yardlet/db/queue";
import { search, type ServiceContext } from "@yardlet/services";
import { corpusSkill, seedCorpus, type CorpusSize } from "./support/search-corpus.ts";

const LARGE: CorpusSize = { skills: 13_000, runs: 100_000, lessons: 3_000, candidates: 5_000, repos: 200 };
const CALLS = 40;
const PROMISES = { p95: 100, ratio: 12 };

/** Eight ways to search; `n` makes each call of a kind another one. */
const QUERIES: readonly { name: string; ask: (n: number) => Parameters<typeof search>[1] }[] = [
  { name: "a skill's whole name", ask: (n) => ({ query: corpusSkill(n * 19) }) },
  {
    name: "its beginning, while typing",
    ask: (n) => ({ query: corpusSkill(n * 7).slice(0, 3 + (n % 12)), texts: false }),
  },
  { name: "a word in most texts", ask: (n) => ({ query: ["review", "plan", "test", "deploy"][n % 4] ?? "" }) },
  {
    name: "three words of texts",
    ask: (n) => ({ query: ["ba review celu", "migrate cega dice", "fodi audit"][n % 3] ?? "" }),
  },
  { name: "one letter", ask: (n) => ({ query: "abcdefgmprst"[n % 12] ?? "" }) },
  { name: "a run's id or commit", ask: (n) => ({ query: n % 2 === 0 ? `run-${n * 401}` : `task-${n * 77}` }) },
  {
    name: "an agent's runs with a code",
    ask: (n) => ({ query: `${["claude", "codex"][n % 2]} timeout`, kind: "run" }),
  },
  { name: "a typing error", ask: (n) => ({ query: `${corpusSkill(n * 3).slice(0, -3)}xq` }) },
];

interface Measured {
  p50: number;
  p95: number;
}

/** `pnpm bench search`: how long an answer takes with 13,000 skills and 100,000 runs, and with a tenth of that. */
export async function runSearchBench(): Promise<number> {
  const tenth = Object.fromEntries(Object.entries(LARGE).map(([what, count]) => [what, count / 10]));
  const small = await measure({ ...LARGE, ...tenth });
  const large = await measure(LARGE);
  console.log(`${LARGE.skills} skills, ${LARGE.runs} runs; ${CALLS} calls each, against a tenth of both\n`);
  let kept = true;
  for (const [at, { name }] of QUERIES.entries()) {
    const [a, b] = [small[at], large[at]];
    if (!a || !b) continue;
    const ratio = b.p50 / a.p50;
    const ok = b.p95 <= PROMISES.p95 && ratio <= PROMISES.ratio;
    kept &&= ok;
    const figures = `p50 ${b.p50.toFixed(1).padStart(6)} ms   p95 ${b.p95.toFixed(1).padStart(6)} ms   ratio ${ratio.toFixed(1).padStart(4)}`;
    console.log(`${name.padEnd(30)} ${figures}${ok ? "" : "   NOT KEPT"}`);
  }
  console.log(`\np95 at most ${PROMISES.p95} ms, ten times as much at most ${PROMISES.ratio} times as long`);
  return kept ? 0 : 1;
}

async function measure(size: CorpusSize): Promise<Measured[]> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "yardlet-bench-")));
  const server = await startEmbedded({ folder, durable: false });
  try {
    const url = server.url("yardlet");
    await migrate(url);
    await seedCorpus(url, size);
    return await timeQueries(url, folder);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timeQueries(url: string, folder: string): Promise<Measured[]> {
  const db = openDatabase(url, { connections: 4 });
  const queue = await openQueue(db, { host: "bench", working: false, onError: () => undefined });
  const ctx: ServiceContext = {
    db,
    queue,
    actor: { kind: "person", id: "bench", name: "bench", role: "viewer" },
    settings: {
      dataDir: folder,
      host: "bench",
      localRoots: undefined,
      allowFileUrls: false,
      allowPrivateHosts: false,
      builtinLibrary: folder,
    },
    now: () => new Date(),
  };
  try {
    const measured: Measured[] = [];
    for (const { ask } of QUERIES) {
      const took: number[] = [];
      await search(ctx, ask(CALLS));
      for (let n = 0; n < CALLS; n += 1) {
        const started = performance.now();
        await search(ctx, ask(n));
        took.push(performance.now() - started);
      }
      const inOrder = took.toSorted((a, b) => a - b);
      const at = (share: number) => inOrder[Math.floor(share * CALLS)] ?? 0;
      measured.push({ p50: at(0.5), p95: at(0.95) });
    }
    return measured;
  } finally {
    await queue.close();
    await db.close();
  }
}
