import { findReceipt, storeReceipt } from "@yardlet/db";
import { Receipt, verifyReceipt as verifyText } from "@yardlet/core/score";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { listAudit } from "../audit/list.ts";
import type { ServiceContext } from "../context.ts";
import { reportRuns } from "../run/report.ts";
import { addTestRepos, addTestSkill, builderRun, reviewRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { getReceipt, makeReceipt, readReceiptFile, verifyReceipt } from "./receipt.ts";

let services: TestServices;
const NAMED = { home: "library", name: "code-review" };

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["parcel"]);
  await addTestSkill(services.ctx.db, { name: NAMED.name, versions: 1 });
});
afterEach(() => services.close());

function builds(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, at) =>
    builderRun({
      run_id: `r${at}`,
      task_id: `t${at}`,
      intent_id: `i${at}`,
      skills: [{ name: NAMED.name, version: 1, use: "declared" }],
      criteria: [{ id: "c1", text: "it builds" }],
    }),
  );
}

test("a receipt holds its rows, and the same evidence gives the same receipt", async () => {
  await reportRuns(services.ctx, builds(5));
  const { id } = await makeReceipt(services.as("viewer"), NAMED);
  expect(await makeReceipt(services.ctx, NAMED)).toEqual({ id });
  const receipt = await getReceipt(services.as("viewer"), { id });
  expect(receipt).toMatchObject({
    home: "library",
    name: "code-review",
    version: 1,
    purpose: "score.asked",
    by: "viewer",
    counted: 5,
    excluded: 0,
    baseline: 0,
    asOf: "2026-11-20T10:00:00.000Z",
    result: { score: { score: 1, intents: 5 }, decision: { action: "keep" } },
  });
  expect(receipt.rows[0]).toMatchObject({ repoSlug: "parcel", kind: "feature", u: 1, reason: null });
  const { entries } = await listAudit(services.ctx, { limit: 1 });
  expect(entries[0]).toMatchObject({ action: "score.receipt", subject: "code-review v1", details: { receipt: id } });
});

test("a stored receipt agrees with its text and its rows; a late verdict changes a row", async () => {
  await reportRuns(services.ctx, builds(5));
  const { id } = await makeReceipt(services.ctx, NAMED);
  expect(await verifyReceipt(services.as("viewer"), { id })).toEqual({
    text: { ok: true },
    rows: { checked: 5, changed: 0, first: null },
  });
  await reportRuns(services.ctx, [
    reviewRun({
      run_id: "v1",
      judges: "t2",
      intent_id: "i2",
      verdict: [{ criterion_id: "c1", pass: false, evidence: "it does not" }],
      eval_state: "NeedsUser",
      question: "Who mends it?",
    }),
  ]);
  const { text, rows } = await verifyReceipt(services.ctx, { id });
  expect(text).toEqual({ ok: true });
  expect(rows).toMatchObject({ checked: 5, changed: 1, first: { repoSlug: "parcel", intent: "i2", task: "t2" } });
});

test("a forged receipt names the first number that differs", async () => {
  await reportRuns(services.ctx, builds(5));
  const { id } = await makeReceipt(services.ctx, NAMED);
  const stored = await findReceipt(services.ctx.db, id);
  const { result } = await getReceipt(services.ctx, { id });
  if (!stored) throw new Error("the receipt is gone");
  const { id: _id, ...facts } = stored;
  const forged = await storeReceipt(services.ctx.db, {
    ...facts,
    epoch: 2,
    result: { ...result, score: { ...result.score, score: 0.99 } },
  });
  expect((await verifyReceipt(services.ctx, { id: forged })).text).toEqual({
    ok: false,
    problem: {
      path: "result.score.score",
      stored: 0.99,
      recomputed: 1,
      message: "result.score.score is stored as 0.99 and its inputs give 1",
    },
  });
  const damaged = await storeReceipt(services.ctx.db, { ...facts, epoch: 3, result: {} });
  expect((await verifyReceipt(services.ctx, { id: damaged })).text).toMatchObject({ ok: false });
  await expect(getReceipt(services.ctx, { id: damaged })).rejects.toMatchObject({ code: "unavailable" });
});

test("the file holds everything: whoever has it computes it again", async () => {
  await reportRuns(services.ctx, builds(5));
  const { id } = await makeReceipt(services.ctx, NAMED);
  const { name, text } = await readReceiptFile(services.as("viewer"), { id });
  expect(name).toMatch(/^code-review-v1-[0-9a-f]{12}\.receipt\.json$/);
  expect(verifyText(Receipt.parse(JSON.parse(text)))).toEqual({ ok: true });
});

test("without evidence there is nothing to make a receipt of, and who may not read scores gets none", async () => {
  await expect(makeReceipt(services.ctx, NAMED)).rejects.toMatchObject({
    code: "unavailable",
    message: "no task has named code-review v1 yet; report a run that does, and ask again",
  });
  await expect(getReceipt(services.ctx, { id: "none" })).rejects.toMatchObject({ code: "not_found" });
  const key: ServiceContext = {
    ...services.ctx,
    actor: { kind: "key", id: "k1", name: "ci", role: "admin", limits: { permissions: ["run.report"], repoId: null } },
  };
  await expect(makeReceipt(key, NAMED)).rejects.toMatchObject({ code: "forbidden" });
  await expect(getReceipt(key, { id: "none" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(verifyReceipt(key, { id: "none" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(readReceiptFile(key, { id: "none" })).rejects.toMatchObject({ code: "forbidden" });
});
