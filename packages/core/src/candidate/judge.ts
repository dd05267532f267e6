import { type AuthoringChecks, checkAuthored, obstaclesOf, type Surroundings } from "../agent/check.ts";
import { contentHash } from "../skill/hash.ts";
import { similarity, sketchSkill } from "../skill/similar.ts";
import { SIMILAR } from "../version/tombstone.ts";
import type { SuggestedSkill } from "./suggestion.ts";

/**
 * What becomes of a skill that a run suggests. known: that text lies there · blocked: it was buried there, and nothing new speaks for
 * it · amend: it is another text of a skill at home there · ask: a person has to look first · clear: it may be recorded.
 */
export type SuggestionVerdict =
  | { outcome: "known"; name: string }
  | { outcome: "blocked"; why: string }
  | { outcome: "amend"; name: string; likeness: number }
  | { outcome: "ask"; why: string }
  | { outcome: "clear" };

/**
 * Judges a suggested skill by what is around its home, a repo: the same text, tombstones, then the skill of its name or the one most
 * like it, then the checks (contracts.md, 8; decision 7). `evidenceAt` is when the run ended; `alive` names the skills at home there
 * that can be amended.
 */
export function judgeSuggestion(
  { name, description, files }: SuggestedSkill,
  where: { home: string; around: Surroundings; alive: readonly string[]; evidenceAt: Date | null },
): SuggestionVerdict {
  const { home, around, evidenceAt } = where;
  const hash = contentHash(files);
  const same = around.known.find((one) => one.contentHash === hash);
  if (same) return { outcome: "known", name: same.name };
  const checks = checkAuthored({ home, name, files, evidenceAt }, around);
  const { tombstone } = checks;
  if (tombstone?.similarity === 1) {
    return {
      outcome: "blocked",
      why: `${tombstone.name} with this text was ${BURIED[tombstone.kind]}: ${tombstone.reason}`,
    };
  }
  const amended = amendedBy({ name, files }, where);
  if (amended) return { outcome: "amend", ...amended };
  const why = whyAsk(description, checks);
  return why === undefined ? { outcome: "clear" } : { outcome: "ask", why };
}

const BURIED = { prune: "pruned", rejection: "rejected" } as const;

/** The skill at home there that has the name, else the one most like it from 0.8 on. */
function amendedBy(
  { name, files }: Pick<SuggestedSkill, "name" | "files">,
  { home, around, alive }: { home: string; around: Surroundings; alive: readonly string[] },
): { name: string; likeness: number } | undefined {
  const sketch = sketchSkill(files);
  const own = around.known
    .filter((one) => one.home === home && alive.includes(one.name))
    .map((one) => ({ name: one.name, likeness: similarity(sketch, one.sketch) }));
  const called = own.find((one) => one.name === name);
  if (called) return called;
  const [first] = own.filter(({ likeness }) => likeness >= SIMILAR).toSorted((a, b) => b.likeness - a.likeness);
  return first;
}

function whyAsk(description: string | undefined, checks: AuthoringChecks): string | undefined {
  if (description === undefined) return "it does not say when it is to be used; describe it first";
  return obstaclesOf(checks)[0]?.message;
}
