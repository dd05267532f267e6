import type { Worker } from "../score/index.ts";

/**
 * Who did a task, from its counted attempts: the agent that all of them name, and the model where they name one and the same. Null
 * where several agents share the work, or one is not named: nobody can say whose it is.
 */
export function workerOf(attempts: readonly { agent?: string | null; model?: string | null }[]): Worker | null {
  const agent = oneOf(attempts.map((attempt) => attempt.agent));
  return agent === null ? null : { agent, model: oneOf(attempts.map((attempt) => attempt.model)) };
}

function oneOf(names: readonly (string | null | undefined)[]): string | null {
  const [first, ...others] = new Set(names);
  return others.length > 0 || first === undefined || first === "" ? null : first;
}
