import { changeQuery, urlState, withQuery, type UrlState, type UrlValue } from "./state.ts";

type Values = Record<string, UrlValue>;

/** What every list keeps in the URL beside its filters and its order. */
type ListKeys = {
  /** Turns the order round. */
  reverse: boolean;
  /** The columns that show behind the first, by id, dots between; null is what the list shows by itself. */
  columns: string | null;
  /** The row in the side panel. */
  peek: string | null;
};

/** Keys of a list that are no filters: they choose how rows are shown, not which. */
const NO_FILTERS = new Set(["sort", "reverse", "columns", "peek"]);

/** The state of a list in the URL. `parse` reads its filters and, under the key `sort`, its order. */
export function listState<T extends Values>(parse: (get: (key: string) => string | null) => T): UrlState<T & ListKeys> {
  return urlState<T & ListKeys>((get) => ({
    ...parse(get),
    reverse: get("reverse") === "true",
    columns: get("columns"),
    peek: get("peek"),
  }));
}

/** A list's place in the URL, as the parts of a list page need it: which filters there are is the page's to know. */
export interface ListUrl {
  values: Readonly<Values>;
  /** Some filter holds. */
  filtered: boolean;
  /** What a saved view keeps: the list's own part of the query, without the row in the panel. */
  query: string;
  /** Changes keys at once, without asking the server and without a step in the history. */
  set: (change: Readonly<Values>) => void;
  /** Takes every filter away; order and columns stay. */
  clear: () => void;
  /** A link to this page with some keys changed. */
  hrefTo: (change: Readonly<Values>) => string;
  /** A link to this page as a saved view has it. */
  hrefOfView: (query: string) => string;
}

/** The browser's address: its query at the moment, which may be newer than what was drawn, and how to replace it. */
export interface Address {
  query: () => URLSearchParams;
  replace: (href: string) => void;
}

/** Makes `ListUrl.set`, which is the same function for as long as the page is. */
export function listSetter<T extends Values>(definition: UrlState<T>, path: string, address: Address): ListUrl["set"] {
  const defaults = defaultsOf(definition);
  return (change) => address.replace(withQuery(path, changeQuery(address.query(), change, defaults)));
}

export function listUrl<T extends Values>(
  definition: UrlState<T>,
  { path, query }: { path: string; query: URLSearchParams },
  set: ListUrl["set"],
): ListUrl {
  const defaults = defaultsOf(definition);
  const values: Readonly<Values> = definition.read(query);
  const filters = [...defaults.keys()].filter((key) => !NO_FILTERS.has(key));
  const hrefTo = (change: Readonly<Values>) => withQuery(path, changeQuery(query, change, defaults));
  return {
    values,
    filtered: filters.some((key) => values[key] !== defaults.get(key)),
    query: String(changeQuery(new URLSearchParams(), { ...values, peek: null }, defaults)),
    set,
    clear: () => set(Object.fromEntries(filters.map((key) => [key, null]))),
    hrefTo,
    hrefOfView: (kept) => hrefTo({ ...definition.read(new URLSearchParams(kept)), peek: null }),
  };
}

function defaultsOf<T extends Values>({ defaults }: UrlState<T>): Map<string, UrlValue> {
  return new Map<string, UrlValue>(Object.entries(defaults));
}
