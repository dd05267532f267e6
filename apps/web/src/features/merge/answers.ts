import type { Conflict, Resolution, Take } from "@yardlet/core/version";

/** What a person has answered so far, by conflict. */
export type Answers = ReadonlyMap<string, Resolution>;

/** Which key chooses what; a text of one's own is typed. */
export const TAKE_KEYS = { mine: "1", theirs: "2", base: "3", both: "4" } as const satisfies Partial<
  Record<Take, string>
>;

export function answer(answers: Answers, resolution: Resolution): Answers {
  return new Map(answers).set(resolution.conflict, resolution);
}

/** Answers of conflicts that still stand: one whose sides have changed has another id, and is asked again. */
export function standing(answers: Answers, conflicts: readonly Conflict[]): Resolution[] {
  return conflicts.flatMap(({ id }) => answers.get(id) ?? []);
}

/** The next conflict without an answer, from a place on and then from the start. */
export function nextOpen(conflicts: readonly Conflict[], answers: Answers, from: number): Conflict | undefined {
  const open = ({ id }: Conflict) => !answers.has(id);
  return conflicts.slice(from + 1).find(open) ?? conflicts.find(open);
}

/** The lines that an answer leaves; undefined where there is no answer, or it is not told in lines. */
export function linesOf(conflict: Conflict, resolution: Resolution | undefined): string[] | undefined {
  if (resolution === undefined || (conflict.kind !== "lines" && conflict.kind !== "value")) return undefined;
  if (resolution.take === "text") return resolution.text === "" ? [] : resolution.text.split("\n");
  if (resolution.take === "both") return [...(conflict.mine ?? []), ...(conflict.theirs ?? [])];
  return conflict[resolution.take] ?? [];
}

/** What a text of one's own starts as: the answer as it is, or both sides. */
export function textOf(conflict: Conflict, resolution: Resolution | undefined): string {
  const start = linesOf(conflict, resolution) ?? linesOf(conflict, { conflict: conflict.id, take: "both" });
  return (start ?? []).join("\n");
}
