// The second half of `npm start`, on the pinned Node: database, migrations, build, web and worker.
import path from "node:path";
import { parseArgs } from "node:util";
import { openDatabase } from "@yardlet/db";
import { startEmbedded, type EmbeddedServer } from "@yardlet/db/embedded";
import { migrate } from "@yardlet/db/migrate";
import { renewSetupToken, requireWholeDemo } from "@yardlet/services";
import { buildWeb } from "./build-web.mjs";
import { claimDataFolder, releaseDataFolder, tellAddress } from "./data-folder.ts";
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
    releaseDataFolder(dataDir);
    process.exit(status);
  })());
}

async function mustPass(
  name: string,
  work: () => Promise<{ ok: boolean; output?: string; note?: string }>,
): Promise<void> {
  const passed = await step(name, () => work().catch((error: Error) => ({ ok: false, output: error.message })));
  if (!passed || stopping) await stop(1);
}

async function main(): Promise<void> {
  try {
    if (claimDataFolder(dataDir).recovers)
      console.log("     an earlier server did not end cleanly; its data is recovered");
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
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
  tellAddress(dataDir, shown);
  const db = openDatabase(databaseUrl, { connections: 1 });
  const token = await renewSetupToken(db);
  await db.close();
  console.log(`\n  Yardlet runs at ${shown}`);
  if (token) console.log(`  Set it up with this one-time link: ${shown}/setup?token=${token}`);
  console.log("  Ctrl-C stops it.\n");
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
await main();
