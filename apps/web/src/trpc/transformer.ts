/**
 * JSON with dates. A date travels as `{"$date": "…"}`; a key of our own that begins with `$` travels with one more `$`, so that
 * nothing stored can pass for a date. Anything else that JSON would lose in silence is refused.
 */
export const transformer = { serialize, deserialize };

const DATE = "$date";

function serialize(value: unknown): unknown {
  if (value instanceof Date) return { [DATE]: value.toISOString() };
  if (Array.isArray(value)) return value.map(serialize);
  if (typeof value !== "object" || value === null) return checked(value);
  if (!isPlain(value))
    throw new TypeError(`a ${value.constructor.name} does not travel; send a plain object, a list or a date`);
  return mapped(value, (key) => (key.startsWith("$") ? `$${key}` : key), serialize);
}

function deserialize(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deserialize);
  if (typeof value !== "object" || value === null) return value;
  if (DATE in value && typeof value[DATE] === "string") return new Date(value[DATE]);
  return mapped(value, (key) => (key.startsWith("$") ? key.slice(1) : key), deserialize);
}

function mapped(value: object, rename: (key: string) => string, convert: (value: unknown) => unknown): object {
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    const name = rename(key);
    // `__proto__` would set the copy's own
    if (name === "__proto__") Object.defineProperty(copy, name, { value: convert(item), enumerable: true });
    else copy[name] = convert(item);
  }
  return copy;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

function checked(value: unknown): unknown {
  if (typeof value === "bigint" || (typeof value === "number" && !Number.isFinite(value))) {
    throw new TypeError(`the ${typeof value} ${value} does not travel; send it as text`);
  }
  return value;
}
