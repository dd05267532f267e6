import { compareText } from "./order.ts";
import type { FrontmatterValue } from "./value.ts";

/**
 * The one serialisation of frontmatter that hashes are made of: JSON without blanks, keys of every map in code-unit order,
 * numbers as JavaScript prints them, those JSON lacks (`NaN`, `Infinity`) as texts.
 */
export function canonicalJson(value: FrontmatterValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "number") return JSON.stringify(Number.isFinite(value) ? value : String(value));
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => compareText(a, b));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
}
