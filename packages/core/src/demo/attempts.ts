import { type Choices, choose, type Draw } from "./draw.ts";
import type { Intent } from "./intents.ts";

export type DemoState = "Done" | "Partial" | "Failed" | "Blocked" | "NeedsUser";

/** One attempt of a builder. `codes` say why it did not end Done. */
export interface Attempt {
  state: DemoState;
  codes: string[];
}

const RETRIES = 2;
/** A retry has this share of the chance of a first attempt: what failed once is harder than it looked. */
const RETRY_CHANCE = 0.35;
const INFRASTRUCTURE: Choices<string> = [
  ["execution_error/host_timeout", 4],
  ["execution_error/provider_refusal", 3],
  ["integration_degraded/merge_conflict", 2],
  ["execution_error/operator_stop", 1],
];

const RARE_CODE = "no_progress/loop_detected";

const ENDS: Choices<DemoState> = [
  ["Failed", 72],
  ["Partial", 18],
  ["NeedsUser", 6],
  ["Blocked", 4],
];

/** The attempts at a task, first to last: some fail for the host's or the provider's sake, and a few tasks see nothing else. */
export function attemptsOf(draw: Draw, intent: Intent, task: string): Attempt[] {
  const of = (what: string) => draw(task, what);
  const lost = { state: "Failed" as const, codes: [choose(of("infrastructure"), INFRASTRUCTURE)] };
  if (of("lost") < 0.01) return [lost];
  const attempts: Attempt[] = of("infrastructure first") < 0.05 ? [lost] : [];
  for (let retry = 0; retry <= RETRIES; retry += 1) {
    const chance = retry === 0 ? intent.chance : intent.chance * RETRY_CHANCE;
    if (of(`attempt ${retry}`) < chance) return [...attempts, { state: "Done", codes: [] }];
    const isLast = retry === RETRIES || of(`stop ${retry}`) < 0.5;
    const state = isLast ? choose(of("end"), ENDS) : "Failed";
    attempts.push({ state, codes: codesOf(of, intent, retry) });
    if (isLast) break;
  }
  return attempts;
}

/** Every fourth failure has a code, nearly always the one that the repo is known for. */
function codesOf(of: (what: string) => number, { repo }: Intent, retry: number): string[] {
  if (of(`coded ${retry}`) < 0.25) return [];
  return [of(`known ${retry}`) < 0.95 ? repo.weakness : RARE_CODE];
}
