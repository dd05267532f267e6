import * as z from "zod";

/** Where the next page of a list begins, as the query library keeps it. */
export const PAGING = { cursor: z.string().max(200).nullish() } as const;
