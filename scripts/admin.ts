// What whoever runs the server does on its machine: backups.
import path from "node:path";
import { parseArgs } from "node:util";
import { DomainError, isPassing } from "@yardlet/core/error";
import { findEmbedded, hasEmbedded, startEmbedded, type EmbeddedServer } from "@yardlet/db/embedded";
import { parseEnvironment, ServiceEnvironment, settingsOf } from "@yardlet/services";
import { backUp, type Installation } from "./backup/backup.ts";
import { restore, type Restored } from "./backup/restore.ts";
import { claimDataFolder, releaseDataFolder } from "./data-folder.ts";
import { ROOT } from "./runtime.mjs";

const USAGE = `npm run yardlet-admin -- backup --to FILE [--data DIR]
npm run yardlet-admin -- restore FILE [--data DIR]

  backup     writes the database and the library into one file, while Yardlet runs or not
  restore    fills an empty installation with a backup
  --data     the data folder (default .yardlet, or YARDLET_DATA); with DATABASE_URL that database is used`;

interface Command {
  name: "backup" | "restore";
  file: string;
  dataDir: string;
}

function readCommand(): Command | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        to: { type: "string" },
        data: { type: "string", default: process.env.YARDLET_DATA ?? path.join(ROOT, ".yardlet") },
      },
    });
    const from = process.env.YARDLET_ADMIN_FROM ?? process.cwd();
    const dataDir = path.resolve(from, values.data);
    const [name, file, ...more] = positionals;
    if (name === "backup" && values.to && file === undefined)
      return { name, file: path.resolve(from, values.to), dataDir };
    if (name === "restore" && file && more.length === 0 && !values.to) {
      return { name, file: path.resolve(from, file), dataDir };
    }
  } catch {
    // An unknown option: the usage says which there are.
  }
  return undefined;
}

let embedded: EmbeddedServer | undefined;
let claimed: string | undefined;

async function letGo(): Promise<void> {
  await embedded?.stop();
  if (claimed) releaseDataFolder(claimed);
}

/** The installation's database: the one it was told of, the one that runs, or the embedded one, started for this. */
async function openInstallation({ name, dataDir }: Command): Promise<Installation> {
  const given = process.env.DATABASE_URL;
  const running = given ? undefined : findEmbedded(dataDir);
  if (name === "backup") {
    if (given) return { databaseUrl: given, dataDir };
    if (running) return { databaseUrl: running.url("yardlet"), dataDir };
    if (!hasEmbedded(dataDir)) {
      throw new DomainError("not_found", `there is no installation in ${dataDir}; say where it is with --data`);
    }
  }
  claimDataFolder(dataDir);
  claimed = dataDir;
  if (given) return { databaseUrl: given, dataDir };
  embedded = await startEmbedded({ folder: dataDir, durable: true });
  return { databaseUrl: embedded.url("yardlet"), dataDir };
}

async function run(command: Command): Promise<void> {
  const installation = await openInstallation(command);
  if (command.name === "backup") {
    const { tables, library } = await backUp(installation, command.file, new Date());
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`${command.file}: ${tables.length} tables, ${rows} rows, ${libraryWords(library)}`);
    console.log("It holds password hashes and all that was reported: keep it where only you read it.");
    console.log("The key that secrets are encrypted with is not in it: keep secret.key of the data folder as well.");
    return;
  }
  const env = parseEnvironment(ServiceEnvironment, {
    ...process.env,
    DATABASE_URL: installation.databaseUrl,
    YARDLET_DATA: installation.dataDir,
    YARDLET_LIBRARY: process.env.YARDLET_LIBRARY ?? path.join(ROOT, "library"),
  });
  tellRestored(await restore(installation, command.file, settingsOf(env)));
}

function tellRestored({ header, manifest, migrated, jobs, sameKey }: Restored): void {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`Restored the backup of ${header.made_at}: ${rows} rows, ${libraryWords(manifest.library)}.`);
  if (migrated > 0) console.log(`It was made by an older version: ${migrated} migrations were applied.`);
  if (jobs > 0) console.log(`${jobs} jobs go on when a worker runs.`);
  if (sameKey === true) return;
  console.log(
    "This installation has not the key of the other one: everybody signs in again, the secrets of webhooks have",
  );
  console.log(
    "to be rotated and credentials given again. Or put its secret.key into the data folder before Yardlet starts.",
  );
}

function libraryWords(library: { commit: string } | null): string {
  return library ? `the library at ${library.commit.slice(0, 12)}` : "no library yet";
}

function statusOf(error: unknown): number {
  if (!(error instanceof DomainError)) return 1;
  return isPassing(error) || error.code === "not_found" ? 1 : 2;
}

const command = readCommand();
if (!command) {
  console.error(USAGE);
  process.exit(64);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => void letGo().finally(() => process.exit(130)));
}
let status = 0;
try {
  await run(command);
} catch (error) {
  status = statusOf(error);
  console.error(error instanceof DomainError ? error.message : error);
} finally {
  await letGo();
}
process.exit(status);
