import path from "node:path";
import { expect, inject, test } from "vitest";
import { clientOf } from "./client.ts";
import { migrate, prisma } from "./migrate.ts";
import { recordAudit, recordDecision } from "./queries/audit.ts";
import { cloneTestDatabase } from "./testing.ts";

test("the migrations make just the database that the schema describes", async () => {
  const database = await cloneTestDatabase(inject("serverUrl"));
  try {
    const schema = path.resolve(import.meta.dirname, "../prisma/schema.prisma");
    const differences = () =>
      prisma(["migrate", "diff", "--from-config-datasource", `--to-schema=${schema}`, "--script"], database.url);
    expect(await differences()).toContain("This is an empty migration");
    await clientOf(database.db).$executeRawUnsafe("alter table repo drop column error");
    expect(await differences()).toContain('ALTER TABLE "repo" ADD COLUMN');
  } finally {
    await database.drop();
  }
});

test("migrating an up-to-date database does nothing", async () => {
  const database = await cloneTestDatabase(inject("serverUrl"));
  try {
    expect(await migrate(database.url)).toBe(0);
  } finally {
    await database.drop();
  }
});

test("a database that is not there is made, and of two that migrate at once both end well", async () => {
  const url = new URL(inject("serverUrl"));
  url.pathname = `/fresh_${process.pid}`;
  const applied = await migrate(url.toString());
  expect(applied).toBeGreaterThan(0);
  expect(await Promise.all([migrate(url.toString()), migrate(url.toString())])).toEqual([0, 0]);
});

test("history can be added to, and neither changed nor removed", async () => {
  const database = await cloneTestDatabase(inject("serverUrl"));
  const actor = { kind: "person", id: "wren", name: "Wren", role: "admin" } as const;
  try {
    await recordAudit(database.db, actor, { action: "test", subject: "x", reason: "y" });
    await recordDecision(database.db, {
      kind: "test",
      repoId: null,
      subject: "x",
      reason: "y",
      by: "wren",
      inputs: {},
    });
    const client = clientOf(database.db);
    for (const sql of [
      "update audit set reason = 'other'",
      "delete from audit",
      "update decision set reason = 'other'",
      "delete from decision",
    ]) {
      await expect(client.$executeRawUnsafe(sql)).rejects.toThrow(/append-only/);
    }
  } finally {
    await database.drop();
  }
});

test("every foreign key has an index", async () => {
  const database = await cloneTestDatabase(inject("serverUrl"));
  try {
    const bare = await clientOf(database.db).$queryRaw<{ key: string }[]>`
      select c.conname as key from pg_constraint c
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
        select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])`;
    expect(bare.map((row) => row.key)).toEqual([]);
  } finally {
    await database.drop();
  }
});
