/** What one key of the URL may hold once it is read. */
export type UrlValue = string | boolean | null;

/** The query of a URL, as a page of the server or as the browser has it. */
export type UrlSource = URLSearchParams | Readonly<Record<string, string | string[] | undefined>>;

/** A change of some keys; null puts the key's own default back. */
export type UrlChange<T> = { readonly [K in keyof T]?: T[K] | null };

/** A page's state as it stands in the URL. */
export interface UrlState<T> {
  /** What an empty URL reads as. */
  defaults: T;
  read: (source: UrlSource) => T;
  /** The query after a change, other keys left as they are. Keys at their default are left out, so that equal pages have equal URLs. */
  change: (query: URLSearchParams, change: UrlChange<T> | null) => URLSearchParams;
  /** A link to a path with this state. */
  href: (path: string, values: UrlChange<T>) => string;
}

/** Makes the state of a page from how it is read; what an empty URL reads as are the defaults. */
export function urlState<T extends { [K in keyof T]: UrlValue }>(
  parse: (get: (key: string) => string | null) => T,
): UrlState<T> {
  const defaults = parse(() => null);
  const known = new Map<string, UrlValue>(Object.entries(defaults));
  const change: UrlState<T>["change"] = (query, values) => changeQuery(query, values, known);
  return {
    defaults,
    read: (source) => parse((key) => valueAt(source, key)),
    change,
    href: (path, values) => withQuery(path, change(new URLSearchParams(), values)),
  };
}

/** The query after a change of some keys, or of all when `values` is null; `defaults` are the keys with what an absent one means. */
export function changeQuery(
  query: URLSearchParams,
  values: object | null,
  defaults: ReadonlyMap<string, UrlValue>,
): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [key, value] of changed(values, defaults)) {
    if (value === null || value === defaults.get(key)) next.delete(key);
    else next.set(key, String(value));
  }
  return next;
}

/** Reads a key that may only say certain words. */
export function oneOf<T extends string>(words: readonly T[], value: string | null): T | null {
  return words.find((word) => word === value) ?? null;
}

export function withQuery(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query}`;
}

function changed(values: object | null, defaults: ReadonlyMap<string, UrlValue>): [string, UrlValue][] {
  if (values === null) return [...defaults.keys()].map((key) => [key, null]);
  return Object.entries(values).filter((entry): entry is [string, UrlValue] => entry[1] !== undefined);
}

function valueAt(source: UrlSource, key: string): string | null {
  if (source instanceof URLSearchParams) return source.get(key);
  const value = source[key];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
