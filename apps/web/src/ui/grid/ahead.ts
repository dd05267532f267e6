import type { Range } from "@tanstack/react-virtual";

/** How many are drawn where one comes from: enough to turn round. */
const BEHIND = 1;

/** The numbers of the rows, or columns, to draw: those in sight, and more of them where one scrolls to. Pure. */
export function ahead(
  { startIndex, endIndex, overscan, count }: Range,
  direction: "forward" | "backward" | null,
): number[] {
  const from = Math.max(0, startIndex - (direction === "forward" ? BEHIND : overscan));
  const to = Math.min(count - 1, endIndex + (direction === "backward" ? BEHIND : overscan));
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}
