import type { OpenedValue } from "@yardlet/services";

type Counted = Extract<OpenedValue, { included: true }>;
export type Part = Counted["parts"][number]["part"];

/** Names of the parts of a task's value, with what each is a share of. */
export const PARTS = {
  quality: {
    name: "Quality",
    reviews: "share of criteria that independent reviews passed",
    state: "nobody independent reviewed it: the last state stands in",
  },
  first_try: { name: "First try", note: "Done at the first attempt that counts" },
  retries: { name: "Retries", note: "what the last state is worth, divided by the attempts" },
} as const satisfies Record<Part, { name: string } & Record<string, string>>;

/** `0.38`: millionths with two decimals, as every score. */
export function micros(value: number): string {
  return (value / 1_000_000).toFixed(2);
}

/** What a part adds to the value, in millionths; `weight` is of 1,000. */
export function shareOf({ weight, value }: { weight: number; value: number }): number {
  return (weight * value) / 1_000;
}

/** `0.60 × 0.50 + 0.25 × 0.00 + 0.15 × 0.50 = 0.38`. */
export function formulaOf({ parts, u }: Pick<Counted, "parts" | "u">): string {
  const terms = parts.map(({ weight, value }) => `${(weight / 1_000).toFixed(2)} × ${micros(value)}`);
  return `${terms.join(" + ")} = ${micros(u)}`;
}
