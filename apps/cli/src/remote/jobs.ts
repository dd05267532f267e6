import { setTimeout as delay } from "node:timers/promises";
import { DomainError } from "@yardlet/core/error";
import { isFinal } from "@yardlet/core/job";
import { AskJobAnswer, type AskJobBody, JobDetailAnswer } from "@yardlet/core/job/answers";
import { askServer, part } from "./ask.ts";
import type { Server } from "./server.ts";

const LOOK_EVERY_MS = 500;
/** A server that restarts is waited for; the job does not mind. */
const PATIENCE_MS = 120_000;
const LOG_BYTES = 64 * 1024 * 1024;

/** Asks a server to have an agent write a skill. */
export function askForSkill(server: Server, body: AskJobBody, timeoutMs: number): Promise<AskJobAnswer> {
  const needs = "have agents write skills";
  return askServer(server, { method: "POST", path: "/jobs", body, answer: AskJobAnswer, needs, timeoutMs });
}

/**
 * Follows a job to its end, line by line of its log.
 * @throws DomainError `unavailable` when the server stays away for two minutes; the job goes on there
 */
export async function followJob(
  server: Server,
  id: string,
  { timeoutMs, onLine }: { timeoutMs: number; onLine: (message: string, source: string) => void },
): Promise<JobDetailAnswer> {
  let after = 0;
  let heardAt = performance.now();
  for (;;) {
    const job = await fetchJob(server, id, after, timeoutMs).catch((error: unknown) => {
      const waits = error instanceof DomainError && error.code === "unavailable";
      if (!waits || performance.now() - heardAt > PATIENCE_MS) throw error;
      return undefined;
    });
    if (job !== undefined) {
      heardAt = performance.now();
      for (const { seq, source, message } of job.log) {
        onLine(message, source);
        after = Math.max(after, seq);
      }
      const ended = isFinal(job.state);
      if (ended && job.log.length === 0) return job;
      // What ended may have said more than one answer holds.
      if (ended) continue;
    }
    await delay(LOOK_EVERY_MS);
  }
}

function fetchJob(server: Server, id: string, after: number, timeoutMs: number): Promise<JobDetailAnswer> {
  return askServer(server, {
    method: "GET",
    path: `/jobs/${part(id)}`,
    query: { after: after === 0 ? undefined : String(after) },
    answer: JobDetailAnswer,
    needs: "read jobs",
    timeoutMs,
    answerBytes: LOG_BYTES,
  });
}
