import type { Draw } from "./draw.ts";
import type { Attempt } from "./attempts.ts";
import type { Habit } from "./types.ts";

export const CRITERIA = [
  { id: "works", text: "the behaviour that the task asks for is there" },
  { id: "proved", text: "a test fails without the change and passes with it" },
  { id: "scoped", text: "nothing else has changed" },
];

/** How often a task is reviewed, and how often a criterion passes of work that is done and of work that is not. */
const HABITS: Readonly<Record<Habit, { share: number; done: number; undone: number }>> = {
  strict: { share: 0.85, done: 0.86, undone: 0.12 },
  lenient: { share: 0.5, done: 0.98, undone: 0.3 },
  none: { share: 0.04, done: 0.9, undone: 0.3 },
};

/** What a review finds, criterion by criterion; undefined where nobody reviews the task. */
export function verdictOf(draw: Draw, habit: Habit, task: string, attempts: readonly Attempt[]): boolean[] | undefined {
  const { share, done, undone } = HABITS[habit];
  if (draw(task, "reviewed") >= share) return undefined;
  const passes = attempts.at(-1)?.state === "Done" ? done : undone;
  return CRITERIA.map(({ id }) => draw(task, `passes ${id}`) < passes);
}
