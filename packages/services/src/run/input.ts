import * as z from "zod";

/** A text as the database can hold it: NUL is refused here, not there. */
export function plainText(most: number) {
  return z
    .string()
    .max(most)
    .regex(/^[^\0]*$/, "holds a NUL character; remove it");
}

/** A slug, an id or a name that somebody asks for. */
export const Asked = plainText(128).min(1);
