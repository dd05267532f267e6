// The second half of `npm start`, on the pinned Node: database, migrations, build, web and worker.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { openDatabase } from "@yardlet/db";
import { startEmbedded, type EmbeddedServer } from "@yardlet/db/embedded";
import { migrate } from "@yardlet/db/migrate";
import { renewSetupToken, requireWholeDemo } from "@yardlet/services";
import { buildWeb } from "./build-web.mjs";
import { fillWithDemo } from "./demo.ts";
import { ROOT, step } from "./runtime.mjs";
import { freePortFrom, startStack, type Stack } from "./stack.ts";

/** What Next.js says at every start; the address is ours to announce. */
const WEB_BANNER = /^( *$|▲ |- (Local|Network|Environments):|✓ (Ready|Starting|Running))/;

const { values } = parseArgs({
  options: {
    port: { type: "string", default: process.env.PORT ?? "3000" },
    data: { type: "string", default: process.env.YARDLET_DATA ?? path.join(ROOT, ".yardlet") },
    "no-build": { type: "boolean", default: false },
    demo: { type: "boolean", default: false },
    dev: { type: "boolean", default: false },
  },
});
const dataDir = path.resolve(values.data);
const host = process.env.YARDLET_LISTEN ?? "127.0.0.1";

let embedded: EmbeddedServer | undefined;
let stack: Stack | undefined;
let stopping: Promise<void> | undefined;
const filling = new AbortController();

function stop(status: number): Promise<void> {
  filling.abort();
  return (stopping ??= (async () => {
    await stack?.stop();
    await embedded?.stop();
    rmSync(path.join(dataDir, "running.json"), { force: true });
    process.exit(status);
  })());
}

/** One `npm start` a data folder: two would fight over one cluster. */
function claimDataFolder(): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, "running.json");
  if (existsSync(file)) {
    const { pid, url } = JSON.parse(readFileSync(file, "utf8"));
    if (isAlive(pid)) {
      console.error(`Yardlet already runs on this data folder (process ${pid}): ${url ?? "it is still starting"}`);
      process.exit(1);
    }
    console.log("     an earlier server did not end cleanly; its data is recovered");
    rmSync(file);
  }
  const handle = openSync(file, "wx", 0o600);
  writeSync(handle, JSON.stringify({ pid: process.pid }));
  closeSync(handle);
}

function isAlive(pid: unknown): boolean {
  if (typeof pid !== "number" || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function mustPass(
  name: string,
  work: () => Promise<{ ok: boolean; output?: string; note?: string }>,
): Promise<void> {
  const passed = await step(name, () => work().catch((error: Error) => ({ ok: false, output: error.message })));
  if (!passed || stopping) await stop(1);
}

async function main(): Promise<void> {
  claimDataFolder();
  await requireWholeDemo(dataDir).catch(async (error: Error) => {
    console.error(error.message);
    await stop(1);
  });
  let databaseUrl = process.env.DATABASE_URL;
  await mustPass("database", async () => {
    if (databaseUrl) return { ok: true, note: "DATABASE_URL" };
    embedded = await startEmbedded({ folder: dataDir, durable: true });
    databaseUrl = embedded.url("yardlet");
    return { ok: true, note: embedded.data };
  });
  const url = databaseUrl ?? "";
  await mustPass("migrations", async () => {
    const applied = await migrate(url);
    return { ok: true, note: applied === 0 ? "up to date" : `${applied} applied` };
  });
  if (values.demo) await fill(url);
  if (!values.dev && !values["no-build"]) {
    await mustPass("build", buildWeb);
  }
  const wanted = Number(values.port);
  const port = await freePortFrom(wanted, host);
  await mustPass("web and worker", async () => {
    const onLine = (from: string, line: string) => WEB_BANNER.test(line) || console.log(`${from.padEnd(6)} ${line}`);
    stack = await startStack({ databaseUrl: url, dataDir, host, port, dev: values.dev, onLine });
    return { ok: true, note: port === wanted ? "" : `port ${wanted} is busy, so ${port}` };
  });
  if (!stack) return;
  await announce(url, stack.url);
  const why = await stack.failed;
  console.error(`${why}; stopping. Start again with npm start; nothing is lost.`);
  await stop(1);
}

async function fill(databaseUrl: string): Promise<void> {
  const say = (line: string) => console.log(`     ${line}`);
  await mustPass("demo", async () => {
    try {
      const { repos, skills, runs } = await fillWithDemo(
        { databaseUrl, dataDir, host },
        { signal: filling.signal, say },
      );
      return { ok: true, note: `${repos} repos, ${skills} skills, ${runs} runs` };
    } catch (error) {
      if (!filling.signal.aborted) throw error;
      return { ok: false, output: `stopped half-way; remove ${dataDir} before you start with --demo again` };
    }
  });
}

async function announce(databaseUrl: string, webUrl: string): Promise<void> {
  const shown = process.env.YARDLET_URL ?? webUrl;
  const handle = openSync(path.join(dataDir, "running.json"), "w", 0o600);
  writeSync(handle, JSON.stringify({ pid: process.pid, url: shown }));
  closeSync(handle);
  const db = openDatabase(databaseUrl, { connections: 1 });
  const token = await renewSetupToken(db);
  await db.close();
  console.log(`\n  Yardlet runs at ${shown}`);
  if (token) console.log(`  Set it up with this one-time link: ${shown}/setup?token=${token}`);
  console.log("  Ctrl-C stops it.\n");
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
await main();
