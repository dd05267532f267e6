import * as z from "zod";
import { MemoryDesignResult } from "./memory/result.ts";
import { DistilResult } from "./result.ts";

/** `yardlet distil --json`: where the result lies, and the result. */
export const DistilReport = z.strictObject({ output: z.string(), result: DistilResult });
export type DistilReport = z.infer<typeof DistilReport>;

/** `yardlet distil candidate --json`: where the answer lies, and the answer. */
export const MemoryDesignReport = z.strictObject({ output: z.string(), result: MemoryDesignResult });
export type MemoryDesignReport = z.infer<typeof MemoryDesignReport>;
