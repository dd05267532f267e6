"use client";

import type { ReactNode } from "react";
import type { ListUrl } from "@/url/list-state.ts";
import { Button } from "../button.tsx";
import { FilterChip, Filters, SearchBox } from "../filters.tsx";
import { NewsPill } from "../news-pill.tsx";

/** A filter that takes one word of several. */
export interface Filter {
  /** Its key in the URL. */
  id: string;
  label: string;
  /** The words for "no filter". */
  any: string;
  options: readonly { value: string; label: string }[];
}

/** Options whose words are the values themselves. */
export function plainOptions(values: readonly string[]): Filter["options"] {
  return values.map((value) => ({ value, label: value }));
}

interface ListBarProps {
  url: ListUrl;
  note?: ReactNode;
  /** Names the search box; its key in the URL is `q`. */
  search?: string | undefined;
  filters: readonly Filter[];
  news: { count: number; show: () => void };
  /** Menus at the right end. */
  children: ReactNode;
}

/** What stands above every list: search, filters, what is new, and how the list is shown. */
export function ListBar({ url, note, search, filters, news, children }: ListBarProps) {
  const valueOf = (id: string) => {
    const value = url.values[id];
    return typeof value === "string" ? value : null;
  };
  return (
    <Filters>
      {note ? <p className="t3">{note}</p> : null}
      {search ? <SearchBox label={search} value={valueOf("q") ?? ""} onChange={(q) => url.set({ q })} /> : null}
      {filters.map(({ id, ...filter }) => (
        <FilterChip key={id} {...filter} value={valueOf(id)} onChange={(value) => url.set({ [id]: value })} />
      ))}
      {url.filtered ? (
        <Button kind="quiet" onClick={url.clear}>
          Clear
        </Button>
      ) : null}
      <div className="end">
        <NewsPill count={news.count} onShow={news.show} />
        {children}
      </div>
    </Filters>
  );
}
