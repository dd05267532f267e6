import { DomainError } from "@yardlet/core/error";
import type * as z from "zod";
import { printable } from "../output/printable.ts";
import { type Exchange, exchange } from "./client.ts";
import type { Server } from "./server.ts";

export interface Question<T extends z.ZodType> {
  method: "GET" | "POST";
  /** Below `/api/v1`. */
  path: string;
  query?: Readonly<Record<string, string | undefined>>;
  body?: unknown;
  answer: T;
  /** What the key has to be allowed, for the remedy. */
  needs: string;
  timeoutMs: number;
  answerBytes?: number;
}

/**
 * Asks a server one thing and answers what it said.
 * @throws DomainError as the server refused it; `unavailable` when it is away, or no Yardlet server
 */
export async function askServer<T extends z.ZodType>(server: Server, question: Question<T>): Promise<z.output<T>> {
  const { method, path, query = {}, body, timeoutMs, answerBytes } = question;
  const words = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const search = words.length === 0 ? "" : `?${new URLSearchParams(words).toString()}`;
  const reply = await exchange(server, {
    method,
    path: `/api/v1${path}${search}`,
    ...(body === undefined ? {} : { body: { type: "application/json", text: JSON.stringify(body) } }),
    timeoutMs,
    ...(answerBytes === undefined ? {} : { answerBytes }),
  });
  if (reply.kind !== "answered") throw refusalOf(reply, server, question.needs);
  const parsed = parseKnown(question.answer, reply.body);
  if (parsed.success) return parsed.data;
  throw refusalOf({ kind: "strange", why: "an answer of another shape" }, server, question.needs);
}

/** Parses what a server says. What a newer server says more is left out, so that it does not take an older command line away. */
function parseKnown<T extends z.ZodType>(schema: T, body: unknown): z.ZodSafeParseResult<z.output<T>> {
  const parsed = schema.safeParse(body);
  if (parsed.success || !parsed.error.issues.every(({ code }) => code === "unrecognized_keys")) return parsed;
  const known: unknown = structuredClone(body);
  for (const issue of parsed.error.issues) {
    const at: unknown = issue.path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), known);
    if (issue.code === "unrecognized_keys") for (const key of issue.keys) Reflect.deleteProperty(Object(at), key);
  }
  return schema.safeParse(known);
}

/**
 * A path's part as it stands in an address.
 * @throws DomainError `refused` for one that would lead to another path
 */
export function part(text: string): string {
  if (!/^\.{0,2}$/.test(text)) return encodeURIComponent(text.toWellFormed());
  throw new DomainError("refused", `${JSON.stringify(text)} is refused: it is not a name`, { name: text });
}

function refusalOf(reply: Exclude<Exchange, { kind: "answered" }>, { url }: Server, needs: string): DomainError {
  const { error, why } = reply;
  const details = { ...error?.details, server: url };
  if (reply.kind === "denied") {
    const remedy = `use one that may ${needs}: set YARDLET_KEY or run "yardlet login ${url}"`;
    return new DomainError(reply.code, `${url} does not take this key (${why}); ${remedy}`, details);
  }
  if (error !== undefined && (reply.kind !== "away" || error.code === "conflict"))
    return new DomainError(error.code, printable(error.message), details);
  if (reply.kind === "away") return new DomainError("unavailable", `${url} is away (${why}); try again later`, details);
  return new DomainError(
    "unavailable",
    `${url} does not answer as a Yardlet server (${why}); check its address`,
    details,
  );
}
