import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { JobKind, waitsOnce } from "@yardlet/core/job";
import { clientOf, inTransaction } from "../client.ts";
import { createTestDatabase, type TestDatabase } from "../testing.ts";
import {
  appendJobLog,
  claimJob,
  endJobAttempt,
  findJob,
  heartbeatJob,
  insertJob,
  insertJobUnlessWaiting,
  listJobLog,
  requestJobCancel,
  requeueJob,
  updateRunningJob,
} from "./job.ts";

const START = new Date("2026-11-21T08:00:00.000Z");
const later = (seconds: number) => new Date(START.getTime() + seconds * 1000);

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase(inject("serverUrl"));
});
afterAll(() => test_.drop());

const newJob = () =>
  insertJob(test_.db, {
    kind: "repo.preview",
    payload: { libraryId: "library" },
    repoId: null,
    maxAttempts: 3,
    createdBy: "wren",
  });

test("a job is claimed by one of two workers, and the attempt counts up", async () => {
  const id = await newJob();
  const claims = await Promise.all([
    claimJob(test_.db, id, "a", START, later(-8)),
    claimJob(test_.db, id, "b", START, later(-8)),
  ]);
  expect(claims).toContain(1);
  expect(claims).toContain(undefined);
});

test("a silent worker loses its job, and nothing it writes afterwards counts", async () => {
  const id = await newJob();
  expect(await claimJob(test_.db, id, "a", START, later(-8))).toBe(1);
  expect(await claimJob(test_.db, id, "b", later(5), later(-3))).toBeUndefined();
  expect(await claimJob(test_.db, id, "b", later(20), later(12))).toBe(2);
  expect(await heartbeatJob(test_.db, id, 1, later(21))).toBe("lost");
  expect(await updateRunningJob(test_.db, id, 1, { step: "stale" })).toBe(false);
  expect(await endJobAttempt(test_.db, id, 1, { state: "failed", at: later(22) })).toBe(false);
  await appendJobLog(test_.db, id, 1, { source: "a", level: "info", message: "stale" });
  await appendJobLog(test_.db, id, 2, { source: "b", level: "info", message: "fresh" });
  expect((await listJobLog(test_.db, id, 0, 10)).map((line) => [line.seq, line.message])).toEqual([[1, "fresh"]]);
  expect(await endJobAttempt(test_.db, id, 2, { state: "done", at: later(23), result: { skills: 12 } })).toBe(true);
  expect(await findJob(test_.db, id)).toMatchObject({ state: "done", attempt: 2, progress: 1, result: { skills: 12 } });
});

test("deciding waits once; what a dead worker leaves of it waits beside that, and is not queued a third time", async () => {
  const deciding = { kind: "score.decide", payload: {}, repoId: null, maxAttempts: 3, createdBy: "Yardlet" } as const;
  const again = { attempts: 3, waitsOnce: true };
  const first = (await insertJobUnlessWaiting(test_.db, deciding)) ?? "";
  expect(await insertJobUnlessWaiting(test_.db, deciding)).toBeUndefined();
  expect(await claimJob(test_.db, first, "a", START, later(-8))).toBe(1);
  const second = (await insertJobUnlessWaiting(test_.db, deciding)) ?? "";
  expect(await endJobAttempt(test_.db, first, 1, { state: "queued", at: later(9) })).toBe(true);
  expect([await findJob(test_.db, first), await findJob(test_.db, second)]).toMatchObject([
    { state: "queued", attempt: 1 },
    { state: "queued", attempt: 0 },
  ]);
  expect(await requestJobCancel(test_.db, second, later(10))).toBe("cancelled");
  expect(await requeueJob(test_.db, second, again)).toBe(false);
  expect(await claimJob(test_.db, first, "b", later(11), later(3))).toBe(2);
  expect(await requeueJob(test_.db, second, again)).toBe(true);
});

test("the kinds that wait once are those of the index", async () => {
  const [index] = await clientOf(test_.db).$queryRaw<{ indexdef: string }[]>`
    select indexdef from pg_indexes where indexname = 'job_waiting_once'`;
  const named = [...(index?.indexdef.matchAll(/'([a-z]+\.[a-z]+)'/g) ?? [])].map(([, kind]) => kind);
  expect(new Set(named)).toEqual(new Set(JobKind.options.filter(waitsOnce)));
});

test("a queued job is cancelled at once, a running one is asked to stop, an ended one is over", async () => {
  const queued = await newJob();
  expect(await requestJobCancel(test_.db, queued, START)).toBe("cancelled");
  expect(await requestJobCancel(test_.db, queued, START)).toBe("over");
  const running = await newJob();
  await claimJob(test_.db, running, "a", START, later(-8));
  expect(await requestJobCancel(test_.db, running, START)).toBe("asked");
  expect(await heartbeatJob(test_.db, running, 1, later(1))).toBe("cancelled");
});

test("a failed job is queued again with a full set of attempts", async () => {
  const id = await newJob();
  await claimJob(test_.db, id, "a", START, later(-8));
  await endJobAttempt(test_.db, id, 1, { state: "failed", at: later(1), error: { code: "refused", message: "no" } });
  expect(await requeueJob(test_.db, id, { attempts: 3, waitsOnce: false })).toBe(true);
  expect(await requeueJob(test_.db, id, { attempts: 3, waitsOnce: false })).toBe(false);
  expect(await findJob(test_.db, id)).toMatchObject({ state: "queued", attempt: 1, maxAttempts: 4, error: null });
});

test("a transaction that throws stores nothing", async () => {
  let id = "";
  const failing = inTransaction(test_.db, async (tx) => {
    id = await insertJob(tx, { kind: "repo.preview", payload: {}, repoId: null, maxAttempts: 1, createdBy: "wren" });
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await findJob(test_.db, id)).toBeUndefined();
});
