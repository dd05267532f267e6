import * as z from "zod";
import { DistilResult } from "./result.ts";

/** `yardlet distil --json`: where the result lies, and the result. */
export const DistilReport = z.strictObject({ output: z.string(), result: DistilResult });
export type DistilReport = z.infer<typeof DistilReport>;
