"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { listSetter, listUrl, type Address, type ListUrl } from "./list-state.ts";
import type { UrlState, UrlValue } from "./state.ts";

/** A list's state in the URL: `state` for the page, typed; `url` for the parts of a list. */
export function useListUrl<T extends Record<string, UrlValue>>(definition: UrlState<T>): { state: T; url: ListUrl } {
  const path = usePathname();
  const query = useSearchParams();
  const set = useMemo(() => listSetter(definition, path, ADDRESS), [definition, path]);
  return useMemo(
    () => ({
      state: definition.read(query),
      url: listUrl(definition, { path, query: new URLSearchParams(query) }, set),
    }),
    [definition, path, query, set],
  );
}

const ADDRESS: Address = {
  query: () => new URLSearchParams(window.location.search),
  replace: (href) => window.history.replaceState(null, "", href),
};
