import type { ErrorData } from "../server/trpc/errors.ts";
import { ApiError } from "./call.ts";

const UNREACHABLE: ErrorData = {
  code: "unavailable",
  message: "The server does not answer; check that it runs, then try again",
  details: {},
};

/** What an error of a query or mutation says to people. */
export function errorOf(error: unknown): ErrorData {
  return (error instanceof ApiError ? error.data : undefined) ?? UNREACHABLE;
}

/** The message for one field of a form, when the server found fault with it. */
export function fieldError(error: unknown, field: string): string | undefined {
  if (!error) return undefined;
  const { details } = errorOf(error);
  if (!Array.isArray(details.issues)) return undefined;
  for (const issue of details.issues) {
    if (isIssue(issue) && issue.path === field) return issue.message;
  }
  return undefined;
}

function isIssue(value: unknown): value is { path: string; message: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    "path" in value &&
    "message" in value &&
    typeof value.path === "string" &&
    typeof value.message === "string"
  );
}
