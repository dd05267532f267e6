import { PublishedRun } from "@yardlet/core/run";
import * as z from "zod";

/** One field of a run record: its rule in words, read off the schema that judges records. */
export interface FieldRule {
  name: string;
  required: boolean;
  rule: string;
}

interface Shape {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  format?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  items?: Shape;
  properties?: Record<string, Shape>;
  required?: string[];
  anyOf?: Shape[];
  description?: string;
}

const Shape: z.ZodType<Shape> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    format: z.string().optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    maxItems: z.number().optional(),
    items: Shape.optional(),
    properties: z.record(z.string(), Shape).optional(),
    required: z.array(z.string()).optional(),
    anyOf: z.array(Shape).optional(),
    description: z.string().optional(),
  }),
);

/** Every field of a run record in the order of the contract. */
export function recordRules(): FieldRule[] {
  const { properties = {}, required = [] } = Shape.parse(
    z.toJSONSchema(PublishedRun, { io: "input", unrepresentable: "any" }),
  );
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    required: required.includes(name),
    rule: ruleOf(shape),
  }));
}

/** A rule in words: what kind of value, and its bounds. */
export function ruleOf(shape: Shape): string {
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum) return shape.enum.map(String).join(" | ");
  if (shape.anyOf) return shape.anyOf.map(ruleOf).join(" or ");
  return KINDS[shape.type ?? ""]?.(shape) ?? shape.description ?? "anything";
}

const KINDS: Readonly<Record<string, (shape: Shape) => string>> = {
  string: ({ format, maxLength }) =>
    format === "date-time" ? "RFC 3339 time" : `text${maxLength === undefined ? "" : `, ≤ ${grouped(maxLength)}`}`,
  integer: (shape) => `whole number${boundsOf(shape)}`,
  number: (shape) => `number${boundsOf(shape)}`,
  boolean: () => "true | false",
  array: ({ maxItems, items = {} }) =>
    `${maxItems === undefined ? "list" : `up to ${grouped(maxItems)}`} of ${ruleOf(items)}`,
  object: ({ properties = {}, required = [] }) =>
    `{${Object.keys(properties)
      .map((name) => (required.includes(name) ? name : `${name}?`))
      .join(", ")}}`,
};

/** What a number may be; the bounds of what a computer can count are none. */
function boundsOf({ minimum, maximum }: Shape): string {
  const low = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const high = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (low !== undefined && high !== undefined) return `, ${grouped(low)} to ${grouped(high)}`;
  if (low !== undefined) return `, ≥ ${grouped(low)}`;
  return high === undefined ? "" : `, ≤ ${grouped(high)}`;
}

function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, "\u202F");
}
