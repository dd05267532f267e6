import { ErrorCode } from "@yardlet/core/error";
import * as z from "zod";
import type { Server } from "./server.ts";

/**
 * What became of a request. `away`: nobody answered, or not now; `retryAfterMs` where the server says when. `denied`: the key
 * does not do. `unfit`: the body as a whole was refused. `strange`: this is no Yardlet server.
 */
export type Exchange =
  | { kind: "answered"; body: unknown }
  | ((
      | { kind: "away"; retryAfterMs?: number | undefined }
      | { kind: "denied"; code: Extract<ErrorCode, "unauthenticated" | "forbidden"> }
      | { kind: "not_found" | "unfit" | "strange" }
    ) & { why: string; error?: ServerError | undefined });

/** How our API says no. */
const ServerError = z.object({
  code: ErrorCode,
  message: z.string(),
  details: z.record(z.string(), z.unknown()).default({}),
});
export type ServerError = z.infer<typeof ServerError>;

const MIB = 1024 * 1024;
const ANSWER_BYTES = 16 * MIB;
const MOST_SAID = 300;

interface Call {
  method: "GET" | "POST";
  path: string;
  body?: { type: string; text: string };
  timeoutMs: number;
  /** How long an answer may be; 16 MiB if not said. */
  answerBytes?: number;
}

/** Sends one request and reads its answer whole. Never throws for what a network or a server does. */
export async function exchange(
  server: Server,
  { method, path, body, timeoutMs, answerBytes = ANSWER_BYTES }: Call,
): Promise<Exchange> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(`${server.url}${path}`, {
      method,
      // A redirect would carry the key to an address that nobody named.
      redirect: "manual",
      signal,
      headers: {
        authorization: `Bearer ${server.key}`,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": body.type }),
      },
      ...(body === undefined ? {} : { body: body.text }),
    });
    return judge(response, await readText(response, answerBytes));
  } catch (error) {
    return { kind: "away", why: signal.aborted ? `no answer within ${timeoutMs / 1000} s` : causeOf(error) };
  }
}

function judge({ status, headers }: Response, text: string): Exchange {
  const body = parse(text);
  const said = { why: `${status}${messageOf(body)}`, error: errorOf(body) };
  if ([408, 409, 429].includes(status) || status >= 500) {
    const retryAfterMs = waitOf(headers.get("retry-after")) ?? (status === 429 ? 1000 : undefined);
    return { kind: "away", ...said, why: `it answers ${said.why}`, retryAfterMs };
  }
  if (status === 401) return { kind: "denied", code: "unauthenticated", ...said };
  if (status === 403) return { kind: "denied", code: "forbidden", ...said };
  if ((status >= 200 && status < 300) || (status === 422 && isReport(body)))
    return body === undefined ? { kind: "strange", why: `${status} without JSON` } : { kind: "answered", body };
  if (status === 404 && messageOf(body) !== "") return { kind: "not_found", ...said };
  if ([400, 413, 422].includes(status)) return { kind: "unfit", ...said };
  return { kind: "strange", ...said };
}

function isReport(body: unknown): boolean {
  return typeof body === "object" && body !== null && "results" in body;
}

async function readText(response: Response, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > most) throw new Error(`its answer has more than ${most / MIB} MiB`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Undefined where the text is no JSON: no JSON text says undefined. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorOf(body: unknown): ServerError | undefined {
  return ServerError.safeParse(Reflect.get(Object(body), "error")).data;
}

/** What a server says of its refusal, made printable. */
function messageOf(body: unknown): string {
  const error: unknown = Reflect.get(Object(body), "error");
  const message: unknown = Reflect.get(Object(error), "message");
  return typeof message === "string" ? `: ${message.replace(/[\p{Cc}\p{Cf}]+/gu, " ").slice(0, MOST_SAID)}` : "";
}

/** Seconds or a date, as milliseconds from now. */
function waitOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** What the system says of a connection that did not come about. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code: unknown = Reflect.get(Object(cause), "code");
  if (typeof code === "string") return code;
  return cause instanceof Error && cause.message !== "" ? cause.message : "the connection failed";
}
