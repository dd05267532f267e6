// The demo of `npm start -- --demo`: fills a fresh data folder before anything is shown of it.
import path from "node:path";
import { openDatabase } from "@yardlet/db";
import { openQueue } from "@yardlet/db/queue";
import { fillDemo, type FilledDemo, parseEnvironment, ServiceEnvironment, settingsOf, WORKER } from "@yardlet/services";
import { ROOT } from "./runtime.mjs";

/** Fills the installation, doing by itself what a worker would. */
export async function fillWithDemo(
  installation: { databaseUrl: string; dataDir: string; host: string },
  { signal, say }: { signal: AbortSignal; say: (line: string) => void },
): Promise<FilledDemo> {
  const { databaseUrl, dataDir, host } = installation;
  const env = parseEnvironment(ServiceEnvironment, {
    ...process.env,
    DATABASE_URL: databaseUrl,
    YARDLET_DATA: dataDir,
    YARDLET_LISTEN: host,
    YARDLET_LIBRARY: process.env.YARDLET_LIBRARY ?? path.join(ROOT, "library"),
  });
  const settings = settingsOf(env);
  const db = openDatabase(databaseUrl, { connections: 4 });
  try {
    const queue = await openQueue(db, { host: settings.host, working: false, onError: () => undefined });
    try {
      const ctx = { db, queue, settings, actor: WORKER, now: () => new Date() };
      return await fillDemo(ctx, { signal, say });
    } finally {
      await queue.close();
    }
  } finally {
    await db.close();
  }
}
