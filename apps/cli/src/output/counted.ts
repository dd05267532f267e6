/** A number of things in words: "1 problem", "2 problems". */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
