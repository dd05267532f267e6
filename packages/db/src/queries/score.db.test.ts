import { expect, inject, test } from "vitest";
import { clientOf, inTransaction } from "../client.ts";
import { createTestDatabase } from "../testing.ts";
import { newestScoreDue, takeScoreDue } from "./score.ts";

test("one due version is taken at a time, whichever plan the database makes", async () => {
  const database = await createTestDatabase(inject("serverUrl"));
  try {
    await clientOf(database.db)
      .$executeRaw`insert into score_due (version_id, epoch) select 'v' || n, 1 from generate_series(1, 3) n`;
    const until = (await newestScoreDue(database.db)) ?? "";
    // What is left is a plan that looks for what to take once a row.
    const others = ["hashjoin", "mergejoin", "hashagg", "material", "memoize", "sort"];
    const take = () =>
      inTransaction(database.db, async (tx) => {
        for (const other of others) await clientOf(tx).$executeRawUnsafe(`set local enable_${other} = off`);
        return takeScoreDue(tx, { until, limit: 1 });
      });
    for (const versionId of ["v1", "v2", "v3"]) expect(await take()).toEqual([{ versionId, epoch: 1 }]);
    expect(await newestScoreDue(database.db)).toBeNull();
  } finally {
    await database.drop();
  }
});
