import type { JobLogLine } from "@yardlet/core/job";
import { expect, test } from "vitest";
import { stepsOf } from "./steps.ts";

const at = (second: number) => new Date(second * 1000);
const line = (seq: number, second: number, message: string, level: JobLogLine["level"] = "step"): JobLogLine => ({
  seq,
  at: at(second),
  source: "yardlet",
  level,
  message,
});
const LOG = [line(1, 10, "Claimed by box-1"), line(2, 11, "3 files", "info"), line(3, 14, "Reading")];

test("a running job is at its last step", () => {
  const steps = stepsOf({ state: "running", createdAt: at(8), startedAt: at(10), finishedAt: null }, LOG);
  expect(steps).toEqual([
    { key: "queue", text: "Wait in the queue", state: "done", from: at(8), to: at(10) },
    { key: "1", text: "Claimed by box-1", state: "done", from: at(10), to: at(14) },
    { key: "3", text: "Reading", state: "now", from: at(14), to: null },
  ]);
});

test("a failed job failed at its last step", () => {
  const steps = stepsOf({ state: "failed", createdAt: at(8), startedAt: at(10), finishedAt: at(20) }, LOG);
  expect(steps.at(-1)).toEqual({ key: "3", text: "Reading", state: "failed", from: at(14), to: at(20) });
});

test("a job that waits has only its wait", () => {
  const steps = stepsOf({ state: "queued", createdAt: at(8), startedAt: null, finishedAt: null }, []);
  expect(steps).toEqual([{ key: "queue", text: "Wait in the queue", state: "now", from: at(8), to: null }]);
});

test("a job cancelled in the queue stopped there", () => {
  const steps = stepsOf({ state: "cancelled", createdAt: at(8), startedAt: null, finishedAt: at(9) }, []);
  expect(steps).toEqual([{ key: "queue", text: "Wait in the queue", state: "stopped", from: at(8), to: at(9) }]);
});

test("a job that is tried again waits after what it did before", () => {
  const steps = stepsOf({ state: "queued", createdAt: at(8), startedAt: null, finishedAt: null }, LOG);
  expect(steps.map(({ text, state }) => [text, state])).toEqual([
    ["Claimed by box-1", "done"],
    ["Reading", "done"],
    ["Wait in the queue", "now"],
  ]);
});
