import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createWriteStream } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { finished } from "node:stream/promises";
import { promisify } from "node:util";
import { createGzip } from "node:zlib";
import { openCandidate } from "@yardlet/db";
import { startEmbedded } from "@yardlet/db/embedded";
import { knownMigrations, migrate } from "@yardlet/db/migrate";
import { createCredential, createWebhook, listJobs, requestLibrarySync } from "@yardlet/services";
import { openTestServices } from "@yardlet/services/testing";
import { pack } from "tar-stream";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { ask, contentsOf, fillEveryTable, objectsOf } from "../testing/rows.ts";
import { COMPILE_CACHE } from "../runtime.mjs";
import { entriesOf, verifyArchive } from "./archive.ts";
import { backUp } from "./backup.ts";
import { restore } from "./restore.ts";

const ADMIN = path.resolve(import.meta.dirname, "../admin.ts");
/** Five processes, each of which loads everything. */
const LONG_MS = 120_000;
const NOON = new Date("2026-11-20T12:00:00Z");

let folder: string;
const databases: string[] = [];
/** As root, a server's data lies outside of our folder. */
let serverData: string | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "yardlet-backup-test-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  if (serverData !== undefined) rmSync(serverData, { recursive: true, force: true });
  serverData = undefined;
  for (const name of databases.splice(0)) {
    await ask(inject("serverUrl"), (client) => client.query(`drop database if exists ${name} with (force)`));
  }
});

/** A database that is not there yet. */
function newDatabase(): string {
  const name = `backup_${process.pid}_${Math.trunc(performance.now() * 1000)}`;
  databases.push(name);
  const url = new URL(inject("serverUrl"));
  url.pathname = `/${name}`;
  return url.toString();
}

/** The same database once more, for who would have to migrate it again. */
async function copyOf(url: string): Promise<string> {
  const copy = newDatabase();
  const nameOf = (of: string) => new URL(of).pathname.slice(1);
  await ask(inject("serverUrl"), (client) => client.query(`create database ${nameOf(copy)} template ${nameOf(url)}`));
  return copy;
}

/** Writes the same archive with other bytes in some entries; null leaves one out. */
async function forge(source: string, target: string, change: (name: string, text: Buffer) => Buffer | null) {
  const tar = pack();
  const out = createWriteStream(target);
  tar.pipe(createGzip()).pipe(out);
  for await (const { name, content } of entriesOf(source)) {
    const changed = change(name, content);
    if (changed) tar.entry({ name }, changed);
  }
  tar.finalize();
  await finished(out);
  return target;
}

const folderFor = (name: string) => mkdtempSync(path.join(folder, `${name}-`));

test("what is backed up comes back row by row, into an empty installation and no other; a damaged archive does nothing", async () => {
  const services = await openTestServices(inject("serverUrl"), inject("stock"));
  try {
    const { ctx } = services;
    await createWebhook(ctx, { url: "https://hooks.example.com/a", events: ["candidate.created"] });
    const signIn = { kind: "password", username: "bot", secret: "glpat-4711" } as const;
    await createCredential(ctx, { place: "git.example.com", signIn });
    await openCandidate(ctx.db, { kind: "note", key: "k", repoId: null, planId: null, title: 'a\t"b"\\ ü', why: "\n" });
    await requestLibrarySync(ctx);
    const source = { databaseUrl: services.url, dataDir: ctx.settings.dataDir };
    const file = path.join(folder, "one.yardlet");
    const manifest = await backUp(source, file, NOON);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["one.yardlet"]);
    expect(manifest.library?.branch).toBe("main");
    await expect(backUp(source, file, NOON)).rejects.toMatchObject({ code: "conflict" });
    const before = await contentsOf(services.url);
    expect(manifest.tables.map(({ name, rows }) => [name, rows])).toEqual(
      [...before].map(([name, rows]) => [name, rows.length]),
    );

    const target = { databaseUrl: newDatabase(), dataDir: folderFor("data") };
    const refusals: [string, string][] = [
      [path.join(folder, "none"), "there is no file"],
      [
        await forge(file, path.join(folder, "missing"), (name, text) =>
          name.startsWith("tables/skill/") ? null : text,
        ),
        "is missing",
      ],
      [
        await forge(file, path.join(folder, "changed"), (name, text) =>
          name.startsWith("tables/candidate/") ? Buffer.from(text.toString().replace("note", "nope")) : text,
        ),
        "tables/candidate/000000 was changed",
      ],
      [
        await forge(file, path.join(folder, "newer"), (name, text) =>
          name === "yardlet-backup.json"
            ? Buffer.from(text.toString().replace(/"migration":"[^"]+"/, '"migration":"20990101000000_later"'))
            : text,
        ),
        "was made by a newer Yardlet",
      ],
    ];
    const whole = readFileSync(file);
    for (const bytes of [1_000, whole.length >> 1, whole.length - 20]) {
      const cut = path.join(folder, `cut-${bytes}`);
      writeFileSync(cut, whole.subarray(0, bytes));
      refusals.push([cut, bytes === 1_000 ? "this" : "it ends early, or was changed"]);
    }
    const foreign = path.join(folder, "foreign");
    writeFileSync(foreign, "PK\u0003\u0004 something else");
    refusals.push([foreign, "this file is no backup of Yardlet"]);
    for (const [bad, words] of refusals) {
      const refused = restore(target, bad, { ...ctx.settings, dataDir: target.dataDir });
      await expect(refused).rejects.toMatchObject({ name: "DomainError", message: expect.stringContaining(words) });
    }
    expect(readdirSync(target.dataDir)).toEqual([]);

    const restored = await restore(target, file, { ...ctx.settings, dataDir: target.dataDir });
    expect(restored).toMatchObject({ migrated: 0, jobs: 1, sameKey: null });
    expect(await contentsOf(target.databaseUrl)).toEqual(before);
    const head = (dataDir: string) =>
      promisify(execFile)("git", ["--git-dir", path.join(dataDir, "library.git"), "rev-parse", "HEAD"]);
    expect((await head(target.dataDir)).stdout).toBe((await head(source.dataDir)).stdout);
    await ask(target.databaseUrl, async (client) => {
      await expect(client.query("delete from audit")).rejects.toThrow(/append-only/);
      await expect(client.query("insert into member (user_id, role) values ('nobody', 'admin')")).rejects.toThrow(
        /foreign key/,
      );
      const { rows } = await client.query(
        "insert into event (topic, ref) values ('a', 'b') returning id > all (select id from event) as next",
      );
      expect(rows).toEqual([{ next: true }]);
    });
    await expect(restore(target, file, ctx.settings)).rejects.toMatchObject({
      code: "refused",
      message: "this installation is in use; restore into an empty data folder, or an empty database",
    });
    expect((await listJobs(ctx, { states: ["queued"], limit: 5 })).jobs).toHaveLength(1);
  } finally {
    await services.close();
  }
});

test("a backup of five migrations ago is restored with every row, and brought up to now", async () => {
  const old = knownMigrations().at(-6) ?? "";
  const source = { databaseUrl: newDatabase(), dataDir: folderFor("old") };
  await migrate(source.databaseUrl, old);
  const target = { databaseUrl: await copyOf(source.databaseUrl), dataDir: folderFor("new") };
  await fillEveryTable(source.databaseUrl);
  const before = await objectsOf(source.databaseUrl);
  expect([...before.values()].every((rows) => rows.length > 0)).toBe(true);
  const file = path.join(folder, "old.yardlet");
  await backUp(source, file, NOON);
  const settings = {
    host: "test",
    localRoots: [],
    allowFileUrls: false,
    allowPrivateHosts: false,
    builtinLibrary: "/nowhere",
  };
  const restored = await restore(target, file, { ...settings, dataDir: target.dataDir });
  expect(restored.header.migration).toBe(old);
  expect(restored.migrated).toBe(5);
  const after = await objectsOf(target.databaseUrl);
  for (const [table, rows] of before) {
    const now = after.get(table) ?? [];
    for (const row of rows) expect(now, table).toContainEqual(expect.objectContaining(row));
  }
});

test(
  "the command backs up a server that runs and one that does not, restores, and says no in words",
  async () => {
    const services = await openTestServices(inject("serverUrl"), inject("stock"));
    const data = folderFor("embedded");
    const admin = async (args: string[], env: Record<string, string> = {}) => {
      const { DATABASE_URL: _none, ...others } = process.env;
      const child = spawn(process.execPath, ["--no-deprecation", ADMIN, ...args], {
        env: { ...others, NODE_COMPILE_CACHE: COMPILE_CACHE, YARDLET_DATA: data, ...env },
      });
      let said = "";
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text) => (said += text));
      const [status] = await once(child, "close");
      return { status, said };
    };
    try {
      const file = path.join(folder, "a.yardlet");
      const shared = { DATABASE_URL: services.url, YARDLET_DATA: services.ctx.settings.dataDir };
      const made = await admin(["backup", "--to", file], shared);
      expect(made.said).toMatch(/a\.yardlet: \d+ tables, \d+ rows, the library at [0-9a-f]{12}\n.*keep secret\.key/s);
      expect(made.status).toBe(0);
      expect(await admin(["backup"])).toMatchObject({ status: 64, said: expect.stringContaining("backup --to FILE") });
      const restored = await admin(["restore", file]);
      expect(restored.said).toMatch(/^Restored the backup of .*: \d+ rows, the library at/);
      expect(restored.status).toBe(0);
      const running = await startEmbedded({ folder: data, durable: false });
      serverData = running.data;
      try {
        expect(await admin(["backup", "--to", path.join(folder, "b.yardlet")])).toMatchObject({ status: 0 });
        expect(await contentsOf(running.url("yardlet"))).toEqual(await contentsOf(services.url));
      } finally {
        await running.stop();
      }
      expect(await admin(["backup", "--to", path.join(folder, "c.yardlet")])).toMatchObject({ status: 0 });
      const [a, b, c] = await Promise.all(
        ["a", "b", "c"].map((name) => verifyArchive(path.join(folder, `${name}.yardlet`), knownMigrations())),
      );
      expect(b?.manifest.tables).toEqual(a?.manifest.tables);
      expect(c?.manifest.library).toEqual(a?.manifest.library);
    } finally {
      await services.close();
    }
  },
  LONG_MS,
);
