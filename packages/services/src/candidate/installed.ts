import { recordEvent, reopenCandidatesOf, type Db } from "@yardlet/db";

/** A skill that could not be written is none: what was accepted for it waits again, with its text. */
export async function reopenInstalled(tx: Db, changeId: string): Promise<void> {
  for (const id of await reopenCandidatesOf(tx, changeId)) await recordEvent(tx, "candidate", id);
}
