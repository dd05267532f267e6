import * as z from "zod";

/** A path or a query without fields. */
export const NOTHING = z.strictObject({});
const plain = (characters: number) =>
  z
    .string()
    .min(1)
    .max(characters)
    .refine((text) => !text.includes("\0"), "holds a NUL character; remove it");

/** A name that stands in a path or a query. */
export const Name = plain(128);
/** What a repo is called: its name, its folder, or a remote of it. */
export const RepoName = plain(2_000).meta({ description: "A repo's name, its folder, or a remote of it" });
