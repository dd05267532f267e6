import {
  findAuthoringOfDraft,
  findCandidate,
  listDraftLine,
  recordEvent,
  reopenCandidate,
  reopenCandidatesOf,
  type Db,
  type DraftRow,
} from "@yardlet/db";

/** What is said of a gap once its draft is installed. */
export function fills({ name }: Pick<DraftRow, "name">): string {
  return `${name} fills it`;
}

/** The gap that a draft was researched for. */
export async function gapOf(tx: Db, draftId: string): Promise<string | null> {
  const line = await listDraftLine(tx, draftId);
  const authoring = await findAuthoringOfDraft(
    tx,
    line.map(({ id }) => id),
  );
  return authoring?.gapId ?? null;
}

/** A skill that could not be written is none: what was accepted for it waits again, with its text, and so does the gap. */
export async function reopenInstalled(tx: Db, changeId: string): Promise<void> {
  for (const id of await reopenCandidatesOf(tx, changeId)) {
    await recordEvent(tx, "candidate", id);
    const draftId = (await findCandidate(tx, id))?.draftId;
    if (draftId) await reopenGap(tx, draftId);
  }
}

async function reopenGap(tx: Db, draftId: string): Promise<void> {
  const [draft] = await listDraftLine(tx, draftId);
  const gapId = await gapOf(tx, draftId);
  const gap = gapId === null ? undefined : await findCandidate(tx, gapId);
  if (!draft || !gap || gap.decisionReason !== fills(draft)) return;
  if (await reopenCandidate(tx, gap.id)) await recordEvent(tx, "candidate", gap.id);
}
