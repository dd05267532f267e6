import type { Flaw } from "./flaws.ts";

/** Which code of the taxonomy says that a document from outside breaks a rule, whatever document it is. */
export const DOCUMENT_CODES = {
  missing: "schema_violation/missing_field",
  type: "schema_violation/wrong_type",
  value: "schema_violation/invalid_value",
  contradiction: "schema_violation/invalid_value",
  unknown: "schema_violation/unknown_field",
  large: "schema_violation/input_too_large",
} as const satisfies Record<Flaw["rule"], string>;
