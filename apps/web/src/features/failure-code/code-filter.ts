import type { FailureCode } from "@yardlet/core/run";
import type { FAILURE_CODE_LIST } from "./search-params.ts";

type Filters = Pick<typeof FAILURE_CODE_LIST.defaults, "q" | "namespace" | "severity" | "kind">;

/** What stands before the slash of a code. */
export function namespaceOf(code: string): string {
  return code.slice(0, code.indexOf("/"));
}

/** The codes that the filters let through: every word of the search is in the code, its meaning or its remedy. */
export function filterCodes(codes: readonly FailureCode[], { q, namespace, severity, kind }: Filters): FailureCode[] {
  const words = q.toLowerCase().split(/\s+/u);
  return codes.filter((row) => {
    const text = [row.code, row.meaning, ...row.missingActions].join(" ").toLowerCase();
    const isKind = kind === null || row.infrastructure === (kind === "infrastructure");
    const isThere = (namespace ?? namespaceOf(row.code)) === namespaceOf(row.code);
    return (
      isKind && isThere && (severity ?? row.severity) === row.severity && words.every((word) => text.includes(word))
    );
  });
}
