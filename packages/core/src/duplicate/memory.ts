import { similarity } from "../skill/similar.ts";
import type { SkillText } from "./text.ts";

/** A text less like what it was is another text. */
const SAME = 0.8;

/** Whether a pair that a person dismissed asks again: one of the texts has changed enough since. */
export function asksAgain(before: { a: SkillText; b: SkillText }, now: { a: SkillText; b: SkillText }): boolean {
  return [
    [before.a, now.a],
    [before.b, now.b],
  ].some(([then, text]) => then !== undefined && text !== undefined && hasChanged(then, text));
}

function hasChanged(then: SkillText, now: SkillText): boolean {
  if (then.body.count === 0 || now.body.count === 0) return then.body.count !== now.body.count;
  return similarity(then.body, now.body) < SAME;
}
