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
}

/**
 * Asks a server one thing and answers what it said.
 * @throws DomainError as the server refused it; `unavailable` when it is away, or no Yardlet server
 */
export async function askServer<T extends z.ZodType>(server: Server, question: Question<T>): Promise<z.output<T>> {
  const { method, path, query = {}, body, timeoutMs } = question;
  const words = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const search = words.length === 0 ? "" : `?${new URLSearchParams(words).toString()}`;
  const reply = await exchange(server, {
    method,
    path: `/api/v1${path}${search}`,
    ...(body === undefined ? {} : { body: { type: "application/json", text: JSON.stringify(body) } }),
    timeoutMs,
  });
  if (reply.kind !== "answered") throw refusalOf(reply, server, question.needs);
  const parsed = question.answer.safeParse(reply.body);
  if (parsed.success) return parsed.data;
  throw refusalOf({ kind: "strange", why: "an answer of another shape" }, server, question.needs);
}

/** A path's part as it stands in an address. */
export function part(text: string): string {
  return encodeURIComponent(text);
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
