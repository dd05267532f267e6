import type { CountedUnit, ScorePolicy } from "../score/index.ts";
import { settleTask } from "./settle.ts";
import type { TaskFacts } from "./settle-facts.ts";
import { countedUnit, unitOf } from "./settled-unit.ts";

/**
 * The unit that a task's rows come to, with its digest: runs with the states that evaluation gave them, and the verdicts that
 * reviews came to. Pure.
 */
export function recountUnit(pk: number, facts: TaskFacts, policy: ScorePolicy): CountedUnit & { digest: string } {
  const settled = settleTask(facts, policy);
  const unit = unitOf(settled);
  return { ...countedUnit({ pk, repoId: facts.repo, key: facts.key, ...unit }), digest: unit.digest };
}
