import * as z from "zod";

/** The closed set of ways in which Yardlet says no. Everything else thrown is a bug. */
export const ErrorCode = z.enum([
  "not_found",
  "conflict",
  "forbidden",
  "unauthenticated",
  "invalid",
  "refused",
  "limit_reached",
  "unavailable",
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

export type ErrorDetails = Readonly<Record<string, unknown>>;

/** The one error class of the domain. `message` is shown to people and says what to do next. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** True for what another try may mend; every other refusal is final. */
export function isPassing(error: DomainError): boolean {
  return error.code === "unavailable" || error.code === "conflict";
}

/** One line per problem of a failed parse, each with the path of the field, for `DomainError.details.issues`. */
export function issuesOf(error: z.ZodError): { path: string; message: string }[] {
  return error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}

/**
 * Parses untrusted data at a boundary.
 * @throws DomainError `invalid` that names every field at fault.
 */
export function parseInput<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error);
  const first = issues[0];
  const where = first?.path ? ` at ${first.path}` : "";
  throw new DomainError("invalid", `${what} is not valid${where}: ${first?.message ?? "unknown problem"}`, { issues });
}
