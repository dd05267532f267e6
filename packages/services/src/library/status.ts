import type { LibraryGap, Preset } from "@yardlet/core/library";
import type { Finding } from "@yardlet/core/skill";
import { compareText } from "@yardlet/core/skill";
import { findRunningLibraryJob, getLibrary, listPresets, listSkills } from "@yardlet/db";
import { requirePermission, type ServiceContext } from "../context.ts";

export interface LibraryStatus {
  /** The git URL that feeds the library; null: the built-in library does. */
  sourceUrl: string | null;
  sourceCommit: string | null;
  headCommit: string | null;
  syncedAt: Date | null;
  error: string | null;
  findings: Finding[];
  skills: number;
  presets: Preset[];
  gaps: LibraryGap[];
  runningJobId: string | null;
}

export async function getLibraryStatus(ctx: ServiceContext): Promise<LibraryStatus> {
  requirePermission(ctx, "library.read");
  const [library, presets, skills, runningJobId] = await Promise.all([
    getLibrary(ctx.db),
    listPresets(ctx.db),
    listSkills(ctx.db, { home: "library", present: true }),
    findRunningLibraryJob(ctx.db),
  ]);
  const names = new Set(skills.map((skill) => skill.name));
  return {
    sourceUrl: library.sourceUrl,
    sourceCommit: library.sourceCommit,
    headCommit: library.headCommit,
    syncedAt: library.syncedAt,
    error: library.error,
    findings: library.findings,
    skills: skills.length,
    presets,
    gaps: presets
      .flatMap((preset) =>
        preset.skills.filter((skill) => !names.has(skill)).map((skill) => ({ preset: preset.name, skill })),
      )
      .toSorted((a, b) => compareText(a.preset, b.preset) || compareText(a.skill, b.skill)),
    runningJobId: runningJobId ?? null,
  };
}
