import { takenSlugs, type Db } from "@yardlet/db";
import { slugOfLocation, type RepoLocation } from "@yardlet/repo";

/** A free slug for a location: its last part, with a number when that is taken. Unique by the database's own constraint. */
export async function slugOf(db: Db, location: RepoLocation): Promise<string> {
  const base = slugOfLocation(location);
  const taken = await takenSlugs(db, base);
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}
