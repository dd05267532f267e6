import * as z from "zod";
import { DomainError } from "../error.ts";
import { SkillName } from "../skill/names.ts";

export const PROMPTS_FILE = "prompts.tsv";

const HEADER = "skill\texpect\tprompt";

/** A request as a person types it. `yes`: this skill is for it. `no`: it sounds alike, and this skill is not for it. */
export const SkillPrompt = z.strictObject({
  skill: SkillName,
  expect: z.enum(["yes", "no"]),
  prompt: z.string().min(1).max(500),
});
export type SkillPrompt = z.infer<typeof SkillPrompt>;

/**
 * Reads a library's prompts.tsv: a header line, then one prompt a line, tab separated; empty lines and lines with # are left out.
 * @throws DomainError `invalid` with the number of the first line that is not as it should be.
 */
export function parsePrompts(text: string): SkillPrompt[] {
  const rows = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((row, index) => ({ row, line: index + 1 }))
    .filter(({ row }) => row.trim() !== "" && !row.startsWith("#"));
  const [head, ...rest] = rows;
  if (head?.row.trimEnd() !== HEADER) {
    throw new DomainError("invalid", `${PROMPTS_FILE} must begin with the line ${JSON.stringify(HEADER)}`);
  }
  return rest.map(({ row, line }) => {
    const [skill, expect, ...prompt] = row.split("\t").map((cell) => cell.trim());
    const parsed = SkillPrompt.safeParse({ skill, expect, prompt: prompt.join(" ") });
    if (parsed.success) return parsed.data;
    const message = `${PROMPTS_FILE}:${line} is not a prompt: write a skill's name, "yes" or "no", and the prompt, with tabs between`;
    throw new DomainError("invalid", message, { line });
  });
}
