import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { EvalState } from "../run/record.ts";
import { describeSkill } from "../skill/describe.ts";
import { OPEN_FIELDS } from "../skill/fields.ts";
import { SKILL_FILE, parseSkill } from "../skill/parse.ts";
import { slugify } from "../skill/slug.ts";
import type { SkillFile } from "../skill/types.ts";
import { writeSkill } from "../skill/write.ts";

/** A skill that a run suggests, ready to be checked. */
export interface SuggestedSkill {
  name: string;
  /** Undefined where the text says nothing of itself: then a person has to describe it first. */
  description: string | undefined;
  files: SkillFile[];
}

/**
 * Makes a skill of what a run suggests: named by its title, described by its own frontmatter, else by its first paragraph
 * (decision 8). Of other frontmatter only what the open format knows stays. `taken` are names that another text has.
 * @throws DomainError `conflict` when every name it is offered is taken
 */
export function skillOfSuggestion(
  { title, content }: { title: string; content: string },
  taken: (name: string) => boolean = () => false,
): SuggestedSkill {
  const parsed = parseSkill(content);
  const name = slugify(title, { taken, content });
  const description = describeSkill(parsed);
  const own = Object.entries(parsed.data).filter(([key]) => KEPT.has(key));
  const data = {
    name,
    ...(description === undefined ? {} : { description }),
    ...Object.fromEntries(own),
    metadata: { version: "1", source: "learned" },
  };
  const body = `\n${parsed.body.replace(/^\s*\n/, "").trimEnd()}\n`;
  return {
    name,
    description,
    files: [{ path: SKILL_FILE, mode: "100644", bytes: utf8ToBytes(writeSkill({ data, body })) }],
  };
}

/** What Yardlet itself writes is not the run's to say. */
const OURS: ReadonlySet<string> = new Set(["name", "description", "metadata"]);
const KEPT: ReadonlySet<string> = new Set(OPEN_FIELDS.filter((field) => !OURS.has(field)));

/** Whether a run's suggestions are heard: it is done, real, and no later run has taken it back. */
export function isHeard(
  run: { run_id: string; eval_state: EvalState; simulated: boolean },
  reverted: ReadonlySet<string>,
): boolean {
  return run.eval_state === "Done" && !run.simulated && !reverted.has(run.run_id);
}
