import { DomainError, type ErrorCode, type ErrorDetails } from "@yardlet/core/error";
import * as z from "zod";

/** Our ways of saying no, as HTTP says them. */
export const HTTP_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  limit_reached: 413,
  refused: 422,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

/** Those that only HTTP has. */
const HTTP_ONLY = {
  method_not_allowed: 405,
  request_timeout: 408,
  unsupported_media_type: 415,
  too_many_requests: 429,
  internal: 500,
} as const satisfies Record<string, number>;
type HttpOnly = keyof typeof HTTP_ONLY;

/** Every status that says no, with its code: for the description of the API. */
export const ERROR_STATUS: Readonly<Record<ErrorCode | HttpOnly, number>> = { ...HTTP_STATUS, ...HTTP_ONLY };

/** The one shape of an error's answer. `code` is for programs, `message` for people: it says what to do. */
export const ErrorAnswer = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) }),
});
export type ErrorAnswer = z.infer<typeof ErrorAnswer>;

/** A refusal that the domain does not know of, because only HTTP has it. */
export class HttpRefusal extends Error {
  override readonly name = "HttpRefusal";
  readonly code: HttpOnly;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: HttpOnly, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.code = code;
    this.headers = headers;
  }
}

/** @returns the refusal of somebody who asks too much, with the whole seconds to wait */
export function tooMany(message: string, waitMs: number): HttpRefusal {
  return new HttpRefusal("too_many_requests", message, {
    "Retry-After": String(Math.max(1, Math.ceil(waitMs / 1000))),
  });
}

/** The answer to an error. What nobody expected shows nothing but the id that `onBug` gave it in the log. */
export function errorResponse(error: unknown, onBug: (error: unknown) => string): Response {
  if (error instanceof HttpRefusal) return refusal(error.code, error.message, {}, error.headers);
  if (error instanceof DomainError) return refusal(error.code, error.message, error.details, HEADERS[error.code]);
  const id = onBug(error);
  return refusal("internal", `something unexpected happened; the server's log has it under ${id}`, { id });
}

const HEADERS: Partial<Record<ErrorCode, Readonly<Record<string, string>>>> = {
  unauthenticated: { "WWW-Authenticate": 'Bearer realm="Yardlet"' },
  unavailable: { "Retry-After": "5" },
};

function refusal(
  code: ErrorCode | HttpOnly,
  message: string,
  details: ErrorDetails,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body: ErrorAnswer = { error: { code, message, details: { ...details } } };
  return Response.json(body, { status: ERROR_STATUS[code], headers: { "Cache-Control": "no-store", ...headers } });
}
