import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient, type Prisma } from "./generated/client.ts";

const CLIENT: unique symbol = Symbol("prisma client");
const URL_OF: unique symbol = Symbol("database url");

type Client = Prisma.TransactionClient;

/** The database, or a transaction in it. Opaque outside this package: queries take it first. */
export interface Db {
  readonly [CLIENT]: Client;
}

/** The database with its connections; `close` ends them. */
export interface Database extends Db {
  readonly [CLIENT]: PrismaClient;
  readonly [URL_OF]: string;
  close(): Promise<void>;
}

/** Opens a pool of connections. Nothing is connected before the first query. */
export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  const adapter = new PrismaPg({ connectionString: url, max: options.connections ?? 10 });
  const client = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 30_000 } });
  return { [CLIENT]: client, [URL_OF]: url, close: () => client.$disconnect() };
}

/** Runs `work` in one transaction: all of it is stored, or nothing. */
export function inTransaction<T>(db: Database, work: (tx: Db) => Promise<T>): Promise<T> {
  return db[CLIENT].$transaction((tx) => work({ [CLIENT]: tx }));
}

/** A recount of a large installation takes a while. */
const SNAPSHOT_MS = 600_000;

/**
 * Reads everything as it was at one moment, however long it takes; writes nothing and holds nobody up. Planned for reading much:
 * with memory for whole tables, and for a disk that finds one row as fast as the next.
 */
export function inSnapshot<T>(db: Database, work: (tx: Db) => Promise<T>): Promise<T> {
  return db[CLIENT].$transaction(
    async (tx) => {
      await tx.$executeRaw`set local random_page_cost = 1.1`;
      await tx.$executeRaw`set local work_mem = '128MB'`;
      await tx.$executeRaw`set local jit = off`;
      await tx.$executeRaw`set local timezone = 'UTC'`;
      return work({ [CLIENT]: tx });
    },
    { isolationLevel: "RepeatableRead", timeout: SNAPSHOT_MS },
  );
}

/** Looks for something by the indexes that were made for it: whole tables are not read, whatever the planner expects to find. */
export function inIndexes<T>(db: Database, work: (tx: Db) => Promise<T>): Promise<T> {
  return db[CLIENT].$transaction(async (tx) => {
    await tx.$executeRaw`set local enable_seqscan = off`;
    return work({ [CLIENT]: tx });
  });
}

/** For the queries of this package only. */
export function clientOf(db: Db): Client {
  return db[CLIENT];
}

/** For this package's adapters of other libraries only. */
export function rootClientOf(db: Database): PrismaClient {
  return db[CLIENT];
}

/** The connection URL, for the listener and the queue, which hold connections of their own. */
export function urlOf(db: Database): string {
  return db[URL_OF];
}
