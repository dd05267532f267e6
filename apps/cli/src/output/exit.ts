import type { ErrorCode } from "@yardlet/core/error";

/** Exit status of a command line that is wrong in itself. */
export const USAGE_EXIT = 64;

/** Exit status of every way to say no: 1 failed or not found, 2 refused. */
export const ERROR_EXIT = {
  not_found: 1,
  conflict: 1,
  unavailable: 1,
  unauthenticated: 1,
  invalid: 2,
  refused: 2,
  forbidden: 2,
  limit_reached: 2,
} as const satisfies Record<ErrorCode, 1 | 2>;
