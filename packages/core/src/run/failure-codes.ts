import { compareText } from "../skill/order.ts";
import type { FailureSeverity } from "./severity.ts";
import { TAXONOMY } from "./taxonomy.ts";

/** What a failure code says. One that the taxonomy does not know is kept and shown as unknown. */
export interface FailureCode {
  code: string;
  known: boolean;
  meaning: string;
  missingActions: readonly string[];
  infrastructure: boolean;
  severity: FailureSeverity;
}

/** Every known code, in the order of the taxonomy. */
export const FAILURE_CODES: ReadonlyMap<string, FailureCode> = new Map(
  Object.entries(TAXONOMY).flatMap(([namespace, { severity, codes }]) =>
    Object.entries(codes).map(([short, { meaning, missingActions, infrastructure = false }]) => {
      const code = `${namespace}/${short}`;
      return [code, { code, known: true, meaning, missingActions, infrastructure, severity }] as const;
    }),
  ),
);

const SEVERITIES: ReadonlyMap<string, FailureSeverity> = new Map(
  Object.entries(TAXONOMY).map(([namespace, { severity }]) => [namespace, severity]),
);

/** A code's meaning and remedy. An unknown one has its namespace's severity; in an unknown namespace that is medium. */
export function describeFailureCode(code: string): FailureCode {
  const severity = SEVERITIES.get(code.split("/", 1)[0] ?? "") ?? "medium";
  return (
    FAILURE_CODES.get(code) ?? {
      code,
      known: false,
      meaning: "unknown code",
      missingActions: [],
      infrastructure: false,
      severity,
    }
  );
}

/**
 * The infrastructure outcome of a run: the first of its codes by name, without the namespace, such as `host_timeout`. Null unless
 * there are codes and all of them are infrastructure (decision 22).
 */
export function infraOf(codes: readonly string[]): string | null {
  const first = codes.toSorted(compareText)[0];
  if (first === undefined || !codes.every((code) => describeFailureCode(code).infrastructure)) return null;
  return first.slice(first.indexOf("/") + 1);
}
