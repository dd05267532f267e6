import { scanSkill, type ScanFinding } from "@yardlet/core/scan";
import { parseSkill, SKILL_FILE, validateSkill, type Finding } from "@yardlet/core/skill";
import { loadDraftFiles } from "@yardlet/db";
import type * as z from "zod";
import { requireCandidate } from "../candidate/decide.ts";
import { requirePermission, type ServiceContext } from "../context.ts";
import { differences, type VersionDiff } from "../version/diff.ts";
import { applyEdit } from "../version/save.ts";
import { EditDraftInput, nameAfter } from "./edit.ts";
import { requireDraft } from "./get.ts";

export const PreviewDraftInput = EditDraftInput;

/** An edit of a draft as it would be if it were saved. Nothing is stored. Untrusted: somebody else's words. */
export interface DraftPreview {
  /** What keeps it from being saved is an error here. */
  lenient: Finding[];
  /** What the open format's validator says. */
  strict: Finding[];
  /** What could harm. */
  scan: ScanFinding[];
  /** Markdown without frontmatter. */
  body: string;
  /** Against the draft that is edited. */
  diff: Pick<VersionDiff, "files" | "added" | "removed">;
}

/** What an editor shows while somebody types. */
export async function previewDraft(
  ctx: ServiceContext,
  input: z.infer<typeof PreviewDraftInput>,
): Promise<DraftPreview> {
  requirePermission(ctx, "candidate.decide");
  const [candidate, draft] = await Promise.all([
    requireCandidate(ctx.db, input.candidate),
    requireDraft(ctx.db, input.base),
  ]);
  const before = await loadDraftFiles(ctx.db, draft.id);
  const files = applyEdit(before, input.edit);
  const folder = nameAfter(candidate, draft, files);
  const { files: changed, added, removed } = differences(before, files);
  return {
    lenient: validateSkill({ folder, files }, "lenient"),
    strict: validateSkill({ folder, files }, "strict"),
    scan: scanSkill(files),
    body: parseSkill(files.find(({ path }) => path === SKILL_FILE)?.bytes ?? new Uint8Array()).body,
    diff: { files: changed, added, removed },
  };
}
