import { checkAuthored, type AuthoringChecks } from "@yardlet/core/agent";
import { DomainError } from "@yardlet/core/error";
import type { SkillSource } from "@yardlet/core/skill";
import {
  findDraft,
  findAmended,
  listRepos,
  loadDraftFiles,
  type Db,
  type DraftRow,
  type DraftSource,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked } from "../run/input.ts";
import { textOf } from "../skill/read.ts";
import type { EditableFile } from "../version/editing.ts";
import { loadSurroundings } from "../agent/surroundings.ts";

export const GetDraftInput = z.strictObject({ id: Asked });

/**
 * A text of a skill that is not installed, with what the checks say of it now: an amendment may resemble the skill that it amends.
 * Untrusted: somebody else's words.
 */
export interface DraftView {
  id: string;
  name: string;
  /** Where it would be at home: "library" or a repo's slug. */
  home: string;
  source: SkillSource;
  description: string;
  rationale: string;
  sources: DraftSource[];
  files: EditableFile[];
  contentHash: string;
  /** Homes are "library" or slugs. */
  checks: AuthoringChecks;
  parentId: string | null;
  by: string;
  at: Date;
}

export async function getDraft(ctx: ServiceContext, input: z.infer<typeof GetDraftInput>): Promise<DraftView> {
  requirePermission(ctx, "candidate.read");
  const draft = await requireDraft(ctx.db, input.id);
  const [files, amended, repos] = await Promise.all([
    loadDraftFiles(ctx.db, draft.id),
    findAmended(ctx.db, draft.id),
    listRepos(ctx.db),
  ]);
  const { home, name, createdAt, ...facts } = draft;
  const around = await loadSurroundings(ctx.db, home);
  const checks = checkAuthored({ home, name, files, ...(amended ? { except: amended } : {}) }, around);
  const slugs = new Map(repos.map((repo) => [repo.id, repo.slug]));
  const slugOf = (id: string) => slugs.get(id) ?? id;
  return {
    ...facts,
    name,
    home: slugOf(home),
    files: files.map(({ path, mode, bytes }) => ({ path, mode, size: bytes.length, text: textOf(bytes) })),
    checks: {
      ...checks,
      similar: checks.similar && { ...checks.similar, home: slugOf(checks.similar.home) },
      clash: checks.clash && { ...checks.clash, home: slugOf(checks.clash.home) },
    },
    at: createdAt,
  };
}

/** @throws DomainError `not_found` for an id that was never given */
export async function requireDraft(db: Db, id: string): Promise<DraftRow> {
  const draft = await findDraft(db, id);
  if (draft) return draft;
  throw new DomainError("not_found", "there is no such draft; see what waits for review");
}
