import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { DomainError, issuesOf, type ErrorCode, type ErrorDetails } from "@yardlet/core/error";
import * as z from "zod";

/** Our ways of saying no, in tRPC's words. */
export const TRPC_CODES = {
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  forbidden: "FORBIDDEN",
  unauthenticated: "UNAUTHORIZED",
  invalid: "BAD_REQUEST",
  refused: "PRECONDITION_FAILED",
  limit_reached: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorCode, TRPC_ERROR_CODE_KEY>;

/** What the browser learns of an error: a code it may branch on, a message for people, and the fields at fault. */
export interface ErrorData {
  code: ErrorCode | "internal";
  message: string;
  details: ErrorDetails;
}

/** An error nobody expected, as people see it: the id finds it in the log. */
export class Bug extends Error {
  override readonly name = "Bug";

  constructor(id: string) {
    super(`Something unexpected happened; the server's log has it under ${id}`);
  }
}

export function errorData(cause: unknown): ErrorData {
  if (cause instanceof DomainError) return { code: cause.code, message: cause.message, details: cause.details };
  if (cause instanceof z.ZodError) return invalidInput(cause);
  const message = cause instanceof Bug ? cause.message : "Something unexpected happened; try again";
  return { code: "internal", message, details: {} };
}

function invalidInput(error: z.ZodError): ErrorData {
  const issues = issuesOf(error);
  const first = issues[0];
  return { code: "invalid", message: first?.message ?? "The request is not valid", details: { issues } };
}
