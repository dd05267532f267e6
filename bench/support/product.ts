import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbedded } from "@yardlet/db/embedded";
import { migrate } from "@yardlet/db/migrate";
import { openDatabase, type Database } from "@yardlet/db";
import { openQueue } from "@yardlet/db/queue";
import { createKey, type ServiceContext } from "@yardlet/services";
import { buildWeb } from "../../scripts/build-web.mjs";
import { ROOT } from "../../scripts/runtime.mjs";
import { freePortFrom, startStack, type Stack } from "../../scripts/stack.ts";
import { cpuOf } from "./cpu.ts";
import type { HistorySize } from "./history.ts";
import { seedTeam } from "./team.ts";

/** The whole product as a user runs it: embedded PostgreSQL, production build, web and worker. */
export interface BenchProduct {
  url: string;
  databaseUrl: string;
  db: Database;
  ctx: ServiceContext;
  stack: Stack;
  /** A key that may report for every repo. */
  key: string;
  /** Milliseconds of processor that web and database have taken so far. */
  cpu(): number | undefined;
  stop(): Promise<void>;
}

const HOST = "127.0.0.1";

/** Starts the product on a fresh cluster with the repos and skills of a history. */
export async function startProduct(size: HistorySize): Promise<BenchProduct> {
  const built = await buildWeb();
  if (!built.ok) throw new Error(built.output);
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "yardlet-bench-")));
  const server = await startEmbedded({ folder, durable: true });
  const databaseUrl = server.url("yardlet");
  await migrate(databaseUrl);
  await seedTeam(databaseUrl, size);
  const dataDir = path.join(folder, "data");
  const stack = await startStack({
    databaseUrl,
    dataDir,
    host: HOST,
    port: await freePortFrom(4700, HOST),
    dev: false,
    env: { YARDLET_LOG_LEVEL: "warn" },
    onLine: (from, line) => console.error(`${from} ${line}`),
  });
  const [postmaster] = readFileSync(path.join(server.data, "cluster", "postmaster.pid"), "utf8")
    .split("\n")
    .map(Number);
  const db = openDatabase(databaseUrl, { connections: 4 });
  const queue = await openQueue(db, { host: "bench", working: false, onError: () => undefined });
  const ctx: ServiceContext = {
    db,
    queue,
    actor: { kind: "setup", id: "bench", name: "bench", role: "admin" },
    settings: {
      dataDir,
      host: "bench",
      localRoots: undefined,
      allowFileUrls: false,
      allowPrivateHosts: false,
      builtinLibrary: path.join(ROOT, "library"),
    },
    now: () => new Date(),
  };
  const { secret } = await createKey(ctx, { name: "bench", role: "curator", scopes: ["runs:write"] });
  return {
    url: stack.url,
    databaseUrl,
    db,
    ctx,
    stack,
    key: secret,
    cpu: () => cpuOf([stack.web.pid, postmaster]),
    async stop() {
      await stack.stop();
      await queue.close();
      await db.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
