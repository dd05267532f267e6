import { randomUUID } from "node:crypto";
import type * as z from "zod";

/** A fresh id for a row. */
export function newId(): string {
  return randomUUID();
}

/** A zod-parsed value as a JSON column wants it: plain data, `undefined` left out. */
export function toJson(value: unknown): object {
  const plain: unknown = JSON.parse(JSON.stringify(value ?? {}));
  return typeof plain === "object" && plain !== null ? plain : { value: plain };
}

/** Parses a JSON column on its way out. */
export function fromJson<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  return schema.parse(value);
}
