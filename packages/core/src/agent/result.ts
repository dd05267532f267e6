import * as z from "zod";
import { FIELD_LIMITS } from "../skill/fields.ts";
import { SkillName } from "../skill/names.ts";
import { SKILL_FILE } from "../skill/parse.ts";
import { isInsidePath } from "../skill/paths.ts";
import { SKILL_LIMITS } from "../skill/types.ts";
import { issuesOf } from "../error.ts";
import { AgentRunId } from "./run-parts.ts";

const LIST = 200;
const TEXT = 64 * 1024;

const Text = z.string().refine((text) => text.isWellFormed() && !text.includes("\0"), "is no Unicode text");
const Line = Text.min(1).max(TEXT);

const AuthoredFile = z.strictObject({
  path: Text.max(512)
    .refine(isInsidePath, "a path stays inside the skill's folder, such as references/layout.md")
    .refine((path) => path !== SKILL_FILE, `${SKILL_FILE} is made from name, description and body`),
  content: Text.max(SKILL_LIMITS.folderBytes),
});

/**
 * What an agent returns in `skill-result.json` (contracts.md, section 8). `body` has no frontmatter: Yardlet writes it. An
 * agent may say whose result it is with `run_id`; another run's is not taken.
 */
export const AuthoredSkill = z.strictObject({
  name: SkillName,
  description: Text.min(1).refine(
    (text) => [...text].length <= FIELD_LIMITS.description,
    `a description has at most ${FIELD_LIMITS.description} characters`,
  ),
  body: Text.max(SKILL_LIMITS.skillFileBytes)
    .refine((text) => text.trim() !== "", "a body says something")
    .refine((text) => !/^\uFEFF?\s*---\r?\n/.test(text), "a body has no frontmatter; it is made from the other fields"),
  rationale: Line,
  sources: z
    .array(z.strictObject({ ref: Line, note: Text.max(TEXT) }))
    .max(LIST)
    .optional(),
  files: z
    .array(AuthoredFile)
    .max(SKILL_LIMITS.folderFiles - 1)
    .refine((files) => new Set(files.map(({ path }) => path)).size === files.length, "every path stands once")
    .optional(),
  run_id: AgentRunId.optional(),
});
export type AuthoredSkill = z.infer<typeof AuthoredSkill>;

export type ParsedAuthoredSkill =
  | { ok: true; skill: AuthoredSkill }
  | { ok: false; issues: { path: string; message: string }[] };

/** Reads the text of a `skill-result.json`: every problem with the path of its field. Never throws. */
export function parseAuthoredSkill(text: string): ParsedAuthoredSkill {
  const data = readJson(text);
  if (data === undefined) return { ok: false, issues: [{ path: "", message: "is not JSON, or not all of it" }] };
  const parsed = AuthoredSkill.safeParse(data);
  return parsed.success ? { ok: true, skill: parsed.data } : { ok: false, issues: issuesOf(parsed.error) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
