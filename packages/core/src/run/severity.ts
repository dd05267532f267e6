import * as z from "zod";

/** How bad a failure is. It stands apart from the taxonomy, which browsers read without a parser. */
export const FailureSeverity = z.enum(["low", "medium", "high"]);
export type FailureSeverity = z.infer<typeof FailureSeverity>;
