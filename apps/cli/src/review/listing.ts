import { DomainError } from "@yardlet/core/error";
import { readListing, writeListing } from "@yardlet/repo";
import * as z from "zod";

/** What stood behind the numbers of the list that was shown last. */
const Listing = z.object({ schema: z.literal("yardlet.review/1"), ids: z.array(z.string()) });

const NUMBER = /^[1-9]\d{0,5}$/;
const AGAIN = 'run "yardlet skill review" to see what has which number';

/** Keeps which number stands for what, until the next list. */
export async function keepListing(root: string, ids: readonly string[]): Promise<void> {
  await writeListing(root, `${JSON.stringify({ schema: "yardlet.review/1", ids })}\n`);
}

/**
 * What a person names: a number of the list shown last, or an id.
 * @throws DomainError `not_found` for a number that the list did not have
 */
export async function idOf(text: string, root: string): Promise<string> {
  if (!NUMBER.test(text)) return text;
  const kept = await readListing(root);
  const listing = kept === undefined ? undefined : Listing.safeParse(parse(kept)).data;
  const id = listing?.ids[Number(text) - 1];
  if (id !== undefined) return id;
  const what = listing === undefined ? "no list was shown yet" : `the last list has ${listing.ids.length} entries`;
  throw new DomainError("not_found", `there is no number ${text}: ${what}; ${AGAIN}`);
}

/** Undefined where the text is no JSON: then it is no list either. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
