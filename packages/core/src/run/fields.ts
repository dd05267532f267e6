import * as z from "zod";
import { RUN_LIMITS } from "./limits.ts";
import { fitsBytes } from "./read-document.ts";
import { instantOf, timeText } from "./time.ts";

/** An opaque id: 1 to 128 characters, not blank. */
export const Id = z.string().max(RUN_LIMITS.id).regex(/\S/, "is blank");

/** A text of at most so many bytes of UTF-8. */
export function text(bytes: number) {
  return z
    .string()
    .max(bytes, { abort: true, error: `has at most ${bytes} bytes` })
    .refine((value) => fitsBytes(value, bytes), { error: `has at most ${bytes} bytes`, params: { rule: "large" } });
}

/** A short text that names something: not blank. */
export function name(bytes: number) {
  return text(bytes).regex(/\S/, "is blank");
}

/** Any RFC 3339 time in, `YYYY-MM-DDTHH:mm:ss.sssZ` out. */
export const Instant = z
  .string()
  .max(64)
  .transform((value, context) => {
    const instant = instantOf(value);
    if (instant !== undefined) return timeText(instant);
    context.issues.push({
      code: "custom",
      input: value,
      message: "is no time since 1970 in the form of RFC 3339, such as 2026-11-21T09:30:00Z",
    });
    return z.NEVER;
  })
  .meta({ format: "date-time" });

/** `namespace/code`; codes that the taxonomy does not know are kept and shown as unknown. */
export const FailureCodeName = z
  .string()
  .max(RUN_LIMITS.id)
  .regex(
    /^[a-z][a-z0-9_-]*\/[a-z0-9][a-z0-9_./-]*$/,
    "a failure code is namespace/code in lower case, such as execution_error/host_timeout",
  );

/** A finite amount that is not negative. */
export const Amount = z.number().min(0);
