import * as z from "zod";

/** A path or a query without fields. */
export const NOTHING = z.strictObject({});
/** A name that stands in a path or a query. */
export const Name = z
  .string()
  .min(1)
  .max(128)
  .refine((text) => !text.includes("\0"), "holds a NUL character; remove it");
