#!/usr/bin/env node
// Stands in for the schema engine that Prisma's command line would download: the same JSON-RPC on standard input and output,
// served by Prisma's own engine as WebAssembly over its PostgreSQL adapter. Used by `prisma migrate`, never by the product.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const OID_CHAR = 18;
const OID_TEXT = 25;
const CONNECT_ERRORS = { "3D000": "P1003", "28P01": "P1000" };
/** The engine's method names differ from the protocol's here. */
const METHODS = { getDatabaseVersion: "version" };

const args = process.argv.slice(2);
const valuesOf = (flag) => args.flatMap((arg, index) => (arg === flag ? [args[index + 1]] : []));
const datasource = JSON.parse(valuesOf("--datasource")[0] ?? "{}");
const url = datasource.url ?? process.env.DATABASE_URL;

if (args.includes("--version") || args[0] === "-V") {
  process.stdout.write("schema-engine-wasm\n");
  process.exit(0);
}
if (args.includes("cli")) process.exit(await runCommand(args[args.indexOf("cli") + 1]));
serve(await loadEngineModule());

/** The engine's second face: three commands with an exit status. */
async function runCommand(name) {
  if (name === "can-connect-to-database") return canConnect();
  if (name !== "create-database" && name !== "drop-database") return 1;
  const target = new URL(url);
  const database = decodeURIComponent(target.pathname.slice(1));
  target.pathname = "/postgres";
  target.searchParams.delete("schema");
  const client = new pg.Client({ connectionString: target.toString() });
  await client.connect();
  await client.query(`${name === "create-database" ? "CREATE" : "DROP"} DATABASE ${client.escapeIdentifier(database)}`);
  await client.end();
  return 0;
}

async function canConnect() {
  const target = new URL(url);
  target.searchParams.delete("schema");
  const client = new pg.Client({ connectionString: target.toString() });
  try {
    await client.connect();
    await client.end();
    return 0;
  } catch (error) {
    const fields = {
      message: error.message,
      is_panic: false,
      error_code: CONNECT_ERRORS[error.code] ?? "P1001",
      meta: { database_name: decodeURIComponent(target.pathname.slice(1)) },
    };
    const line = { timestamp: new Date().toISOString(), level: "ERROR", fields, target: "schema_engine::logger" };
    process.stderr.write(`{}\n${JSON.stringify(line)}\n`);
    return 1;
  }
}

async function loadEngineModule() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    message: "",
    set_message(message) {
      this.message = message;
    },
  };
  const file = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bindings = await import(file);
  const bytes = readFileSync(file.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

/** Answers one request a line, in order. */
function serve(bindings) {
  let engine;
  const getEngine = async () => {
    const models = valuesOf("--datamodels").map((file) => [file, readFileSync(file, "utf8")]);
    const shadow = datasource.shadowDatabaseUrl ? connectionOf(datasource.shadowDatabaseUrl) : undefined;
    const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationAdapter(connectionOf(url), shadow));
    engine ??= await bindings.SchemaEngine.new(
      { datamodels: models.length > 0 ? models : undefined },
      () => undefined,
      adapter,
    );
    return engine;
  };
  const input = createInterface({ input: process.stdin });
  let queue = Promise.resolve();
  input.on("line", (line) => (queue = queue.then(() => answer(JSON.parse(line), getEngine))));
  input.on("close", () => queue.then(() => process.exit(0)));
}

async function answer(request, getEngine) {
  if (request.method === undefined) return;
  try {
    const result = await call(await getEngine(), request);
    if (request.method === "diff" && result?.stdout) {
      send({ id: 1e6 + request.id, method: "print", params: { content: result.stdout } });
    }
    send({ id: request.id, result: result ?? null });
  } catch (error) {
    const data = { is_panic: false, message: error?.message ?? String(error), error_code: error?.code };
    send({
      id: request.id,
      error: { code: 4466, message: "An error happened. Check the data field for details.", data },
    });
  }
}

async function call(engine, { method, params }) {
  const invoke = () => engine[METHODS[method] ?? method](params);
  try {
    return await invoke();
  } catch (error) {
    // Two calls read the migrations' schema from the engine's cache and cannot build a shadow database themselves;
    // devDiagnostic can, and fills that cache.
    if (!/external factory/.test(error?.message ?? "") || !params?.migrationsList) throw error;
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
    return invoke();
  }
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

/** Parts, not one string: the adapter overrides the database's name for the shadow database. */
function connectionOf(text) {
  const parts = new URL(text);
  const mode = parts.searchParams.get("sslmode") ?? "";
  return {
    host: parts.searchParams.get("host") ?? parts.hostname,
    port: Number(parts.port || 5432),
    user: decodeURIComponent(parts.username),
    password: decodeURIComponent(parts.password),
    database: decodeURIComponent(parts.pathname.slice(1)),
    ...(mode === "require" ? { ssl: { rejectUnauthorized: false } } : {}),
    ...(mode === "verify-full" ? { ssl: true } : {}),
  };
}

class MigrationAdapter extends PrismaPg {
  constructor(connection, shadow) {
    super(connection);
    this.connection = connection;
    this.shadow = shadow;
  }

  async connect() {
    const connected = await super.connect();
    readCharColumns(connected);
    // The adapter splits scripts at semicolons, which breaks bodies in dollar quotes: the script goes out whole.
    connected.executeScript = async (script) => {
      try {
        await connected.client.query(script);
      } catch (error) {
        connected.onError(error);
      }
    };
    return connected;
  }

  async connectToShadowDb() {
    if (this.shadow) return new MigrationAdapter(this.shadow).connect();
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    const main = new pg.Client(this.connection);
    await main.connect();
    await main.query(`CREATE DATABASE "${name}"`);
    const connected = await new MigrationAdapter({ ...this.connection, database: name }).connect();
    const dispose = connected.dispose.bind(connected);
    connected.dispose = async () => {
      await dispose();
      await main.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await main.end();
    };
    return connected;
  }
}

/** The adapter has no mapping for the catalog type "char", which introspection selects: read it as text. */
function readCharColumns(connected) {
  let prototype = Object.getPrototypeOf(connected);
  while (prototype && !Object.hasOwn(prototype, "performIO")) prototype = Object.getPrototypeOf(prototype);
  if (prototype.readsChar) return;
  prototype.readsChar = true;
  const { performIO, queryRaw } = prototype;
  prototype.performIO = async function performIOWithChar(query) {
    const result = await performIO.call(this, query);
    for (const field of result.fields ?? []) {
      if (field.dataTypeID !== OID_CHAR) continue;
      field.dataTypeID = OID_TEXT;
      field.isChar = true;
    }
    this.lastFields = result.fields;
    return result;
  };
  prototype.queryRaw = async function queryRawWithChar(query) {
    const result = await queryRaw.call(this, query);
    this.lastFields?.forEach((field, index) => {
      if (field.isChar) result.columnTypes[index] = ColumnTypeEnum.Character;
    });
    return result;
  };
}
