import type { Finding, SkillFile } from "@yardlet/core/skill";
import type * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { requireVersion } from "../score/contributions.ts";
import { GetSkillInput, requireSkill } from "../skill/get.ts";
import { listSkillVersions, type SkillVersionLine } from "./list.ts";
import { filesOf, VersionNumber } from "./save.ts";

export const GetVersionInput = GetSkillInput.extend({ number: VersionNumber });

/** One version with every file. */
export interface SkillVersionDetail {
  line: SkillVersionLine;
  /** What the strict validator says. */
  findings: Finding[];
  files: SkillFile[];
}

export async function getSkillVersion(
  ctx: ServiceContext,
  input: z.infer<typeof GetVersionInput>,
): Promise<SkillVersionDetail> {
  requirePermission(ctx, "skill.read");
  const { number, ...named } = input;
  const version = await requireVersion(ctx.db, await requireSkill(ctx.db, named), number);
  const { versions } = await listSkillVersions(ctx, named);
  const [line] = versions.filter((one) => one.number === number);
  if (!line) throw new Error(`version ${number} of ${named.name} is stored and not listed`);
  return { line, findings: version.findings, files: await filesOf(ctx.db, version.id) };
}
