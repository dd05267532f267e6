import { setTimeout as delay } from "node:timers/promises";
import { ReportAnswer, type ReportResult } from "@yardlet/core/run";
import { type Exchange, exchange } from "./client.ts";
import type { Server } from "./server.ts";

/** Why sending came to a stop: everything that was not answered is still to be sent. */
export type Stop = Exclude<Exchange, { kind: "answered" | "unfit" }>;

type Sent = { results: ReportResult[] } | { stop: Stop };

/** How long one command waits for a busy server: at once, and in all. */
const MOST_WAIT_MS = 30_000;
const PATIENCE_MS = 60_000;

/** Sends records to a server within one patience: waiting as long as the server asks, but not for ever. */
export class Sender {
  readonly #server: Server;
  readonly #timeoutMs: number;
  #patienceMs = PATIENCE_MS;

  constructor(server: Server, timeoutMs: number) {
    this.#server = server;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Sends lines, a record each, and answers a result for each in their order. Where the server refuses a body as a whole, its
   * halves are sent, so that one record never keeps the others out.
   */
  async send(lines: readonly string[]): Promise<Sent> {
    const reply = await this.#post(`${lines.join("\n")}\n`);
    if (reply.kind === "answered") {
      const results = resultsOf(reply.body, lines.length);
      return results ? { results } : { stop: { kind: "strange", why: "an answer that is none to a report" } };
    }
    if (reply.kind !== "unfit") return { stop: reply };
    const [line] = lines;
    if (line === undefined || lines.length === 1) return { results: lines.map((one) => refused(one, reply.why)) };
    const middle = Math.ceil(lines.length / 2);
    const first = await this.send(lines.slice(0, middle));
    if ("stop" in first) return first;
    const second = await this.send(lines.slice(middle));
    if ("stop" in second) return second;
    const moved = second.results.map((result) => ({ ...result, index: result.index + middle }));
    return { results: [...first.results, ...moved] };
  }

  async #post(text: string): Promise<Exchange> {
    for (;;) {
      const body = { type: "application/x-ndjson", text };
      const reply = await exchange(this.#server, {
        method: "POST",
        path: "/api/v1/runs",
        body,
        timeoutMs: this.#timeoutMs,
      });
      const wait = reply.kind === "away" ? reply.retryAfterMs : undefined;
      if (wait === undefined || wait > MOST_WAIT_MS || wait > this.#patienceMs) return reply;
      // A server that says "at once" again and again uses up the patience too.
      this.#patienceMs -= Math.max(wait, 100);
      await delay(Math.max(wait, 100));
    }
  }
}

/** The results in the order of the lines; undefined when one is missing or twice there: then nothing counts as answered. */
function resultsOf(body: unknown, count: number): ReportResult[] | undefined {
  const answer = ReportAnswer.safeParse(body);
  if (!answer.success) return undefined;
  const results = answer.data.results.toSorted((a, b) => a.index - b.index);
  return results.length === count && results.every(({ index }, at) => index === at) ? results : undefined;
}

function refused(line: string, why: string): ReportResult {
  return { index: 0, status: "rejected", run_id: runIdOf(line), problems: [{ path: "", message: why }], notes: [] };
}

function runIdOf(line: string): string | null {
  try {
    const id: unknown = Reflect.get(Object(JSON.parse(line)), "run_id");
    return typeof id === "string" ? id.slice(0, 128) : null;
  } catch {
    return null;
  }
}
