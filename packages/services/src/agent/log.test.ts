import { expect, test } from "vitest";
import type { JobRun } from "../job/run.ts";
import { openAgentLog } from "./log.ts";

/** A job's run that keeps what it is told, call by call. */
function keepingRun() {
  const calls: { source: string; lines: readonly string[] }[] = [];
  const run: JobRun = {
    jobId: "job",
    attempt: 1,
    signal: new AbortController().signal,
    step: async () => undefined,
    log: async (source, message) => void calls.push({ source, lines: [message].flat() }),
  };
  return { run, calls };
}

const say = (text: string) => ({ source: "stdout", text }) as const;

test("lines arrive in their order, several at once", async () => {
  const { run, calls } = keepingRun();
  const log = openAgentLog(run, "surveyor");
  for (let at = 0; at < 1_200; at += 1) log.write(say(`line ${at}`));
  await log.close();
  expect(calls.map(({ source, lines }) => [source, lines.length, lines[0]])).toEqual([
    ["surveyor", 500, "line 0"],
    ["surveyor", 500, "line 500"],
    ["surveyor", 200, "line 1000"],
  ]);
});

test("of an agent that never stops talking 5,000 lines are kept, and it is said how many were not", async () => {
  const { run, calls } = keepingRun();
  const log = openAgentLog(run, "command");
  for (let at = 0; at < 5_100; at += 1) log.write(say(`line ${at}`));
  await log.close();
  expect(calls.flatMap(({ lines }) => lines).slice(-2)).toEqual([
    "line 4999",
    "100 more lines of command were not kept",
  ]);
});

test("what can't be stored is told at the end", async () => {
  const { run } = keepingRun();
  const log = openAgentLog({ ...run, log: () => Promise.reject(new Error("no database")) }, "command");
  log.write(say("one"));
  await expect(log.close()).rejects.toThrow("no database");
});
