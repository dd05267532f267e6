import * as z from "zod";
import { ResultPhase } from "../run/phase.ts";
import { PresetName, SkillName } from "../skill/names.ts";

/** Where a repo keeps its settings, from its root. */
export const CONFIG_PATH = ".agents/yardlet.yaml";

/**
 * Another client's folder of skills: relative, `/` separated, ending in `skills` so that a setting never reaches a folder whose
 * files run, such as a workflow's; outside of git's folder and of `.agents`, where the skills themselves lie.
 */
export const LinkFolder = z
  .string("a path is expected")
  .min(1, "a link folder has at least 1 character")
  .max(256, "a link folder has at most 256 characters")
  .regex(/^[\w.@ -]+(\/[\w.@ -]+)*$/, "a link folder is a relative path such as .claude/skills")
  .refine(
    (folder) => folder.split("/").every(isPlainPart),
    "no part of a link folder is . or .. or ends in a dot or a blank",
  )
  .refine((folder) => !/(^|\/)\.git(\/|$)/i.test(folder), "a link folder may not lie in .git")
  .refine((folder) => !/^\.agents(\/|$)/i.test(folder), "skills already lie in .agents; name another client's folder")
  .refine((folder) => /(^|\/)skills?$/i.test(folder), 'a link folder ends in "skills", such as .claude/skills');
export type LinkFolder = z.infer<typeof LinkFolder>;

function isPlainPart(part: string): boolean {
  return !/[. ]$/.test(part) && !part.startsWith(" ");
}

/**
 * `.agents/yardlet.yaml`. An absent switch is left to the repo's settings, then to the team's default; an absent
 * `skill_library` means the person's own library, if there is one, and the built-in one.
 */
export const RepoConfig = z.strictObject({
  auto_equip: z.boolean("true or false is expected").optional(),
  auto_skill: z.boolean("true or false is expected").optional(),
  auto_prune: z.boolean("true or false is expected").optional(),
  /** Only where there is no server: with one, the repo's settings there decide. */
  skill_result: z.enum(ResultPhase.options, "compat or strict is expected").optional(),
  skill_library: z.string("a path is expected").max(4096).optional(),
  server: z.url({ protocol: /^https?$/, error: "a URL with http or https is expected" }).optional(),
  links: z.array(LinkFolder).default([".claude/skills"]),
  presets: z.strictObject({ add: z.array(PresetName).default([]), veto: z.array(PresetName).default([]) }).prefault({}),
  skills: z.strictObject({ pick: z.array(SkillName).default([]), veto: z.array(SkillName).default([]) }).prefault({}),
});
export type RepoConfig = z.infer<typeof RepoConfig>;

/** What holds where the file is absent or silent. */
export function defaultRepoConfig(): RepoConfig {
  return RepoConfig.parse({});
}
