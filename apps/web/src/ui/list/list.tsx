"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { ListUrl } from "@/url/list-state.ts";
import { Button } from "../button.tsx";
import { EmptyState } from "../empty-state.tsx";
import { WithPeek } from "../peek.tsx";
import { QueryError } from "../query-error.tsx";
import { useRowCursor } from "../row-cursor.ts";
import { SkeletonTable } from "../skeleton.tsx";
import { useStableRows } from "../stable-rows.ts";
import { columnChoice, ColumnMenu } from "./column-menu.tsx";
import { shownColumns } from "./columns.ts";
import type { ListKind } from "./kind.ts";
import { ListBar, type Filter } from "./list-bar.tsx";
import { ListTable } from "./list-table.tsx";
import { useLines } from "./use-lines.tsx";

/** What a list needs to know of its query; those of the query library fit, with and without pages. */
export interface ListQuery<D> {
  data: D | undefined;
  isPending: boolean;
  isError: boolean;
  isSuccess: boolean;
  /** The rows are still those of the filters before. */
  isPlaceholderData: boolean;
  error: unknown;
  refetch: () => unknown;
  hasNextPage?: boolean;
  isFetchingNextPage?: boolean;
  fetchNextPage?: () => unknown;
}

interface ListProps<T, D> {
  kind: ListKind<T, D>;
  url: ListUrl;
  query: ListQuery<D>;
  filters?: readonly Filter[];
  /** The side panel of a row. With it a click or Enter peeks, and one more Enter goes to the row's page. */
  renderPeek?: (key: string, panel: { place: string | undefined; onClose: () => void }) => ReactNode;
  /** Stands in place of the table when there is nothing at all; says the next action. */
  empty: ReactNode;
  /** A few words at the bar's left, for a list without filters. */
  note?: ReactNode;
  /** What stands at the bar's right besides the columns: the menu of saved views, a link. */
  tools?: ReactNode;
  /** The page's head, where the list and its panel take the whole page. */
  head?: ReactNode;
}

/**
 * A list page: filters, column choice, saved views, news, the table with its cursor and panel, and what stands in its place while
 * there are no rows. All of its state is in the URL.
 */
export function List<T, D>(props: ListProps<T, D>) {
  const { kind, url, query, renderPeek } = props;
  const { keyOf, hrefOf, columns, detail, rowsOf } = kind;
  const router = useRouter();
  const reverse = url.values.reverse === true;
  const fetched = useMemo(
    () => (query.data === undefined ? [] : rowsOf(query.data, reverse)),
    [query.data, rowsOf, reverse],
  );
  const { rows, gone, news, show } = useStableRows(fetched, keyOf, {
    list: listKey(url, query),
    whole: !query.hasNextPage,
  });
  const choice = columnChoice(url);
  const shown = useMemo(() => shownColumns(columns, choice), [columns, choice]);
  const peeked = renderPeek && typeof url.values.peek === "string" ? url.values.peek : null;
  const [opened, setOpened] = useState<ReadonlySet<string>>(NONE);
  const toggle = useCallback((key: string) => setOpened((before) => toggled(before, key)), []);
  const { set } = url;
  const showPeek = useCallback((key: string) => set({ peek: key }), [set]);
  const peekedNow = useRef(peeked);
  useEffect(() => {
    peekedNow.current = peeked;
  }, [peeked]);
  const follow = useCallback(
    (key: string, href: string) => (peekedNow.current === key ? router.push(href) : showPeek(key)),
    [router, showPeek],
  );
  const open = (row: T) => {
    const key = keyOf(row);
    if (renderPeek && peeked !== key) showPeek(key);
    else if (hrefOf) router.push(hrefOf(row));
    else if (detail?.(row)) toggle(key);
  };
  const { cursor } = useRowCursor(rows, {
    keyOf,
    onOpen: open,
    ...(peeked === null ? {} : { at: peeked, onMove: (row: T) => showPeek(keyOf(row)) }),
  });
  const lines = useLines({
    rows,
    gone,
    columns: shown,
    keyOf,
    hrefOf,
    detail,
    opened,
    onToggle: toggle,
    onPeek: renderPeek && follow,
  });
  const at = peeked === null ? -1 : rows.findIndex((row) => keyOf(row) === peeked);
  const content = (
    <>
      {props.head}
      <ListBar
        url={url}
        note={props.note}
        search={kind.search}
        filters={props.filters ?? []}
        news={{ count: news, show }}
      >
        {props.tools}
        <ColumnMenu columns={columns} url={url} />
      </ListBar>
      {rows.length > 0 ? (
        <ListTable
          label={kind.label}
          dense={kind.dense ?? false}
          columns={shown}
          url={url}
          actions={detail !== undefined}
          lines={lines}
          cursor={cursor}
        />
      ) : (
        <InPlaceOfRows {...props} />
      )}
      {query.hasNextPage && rows.length > 0 ? (
        <p className="more">
          <Button busy={query.isFetchingNextPage ?? false} onClick={() => query.fetchNextPage?.()}>
            Show more
          </Button>
        </p>
      ) : null}
    </>
  );
  if (!renderPeek) return content;
  const place = at < 0 ? undefined : `${at + 1} of ${rows.length}`;
  return (
    <WithPeek peek={peeked === null ? null : renderPeek(peeked, { place, onClose: () => set({ peek: null }) })}>
      {content}
    </WithPeek>
  );
}

const NONE: ReadonlySet<string> = new Set();

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return new Set(keys.has(key) ? [...keys].filter((one) => one !== key) : [...keys, key]);
}

function InPlaceOfRows<T, D>({ kind, query, url, empty }: ListProps<T, D>) {
  if (query.isPending) return <SkeletonTable columns={shownColumns(kind.columns, columnChoice(url)).length} />;
  if (query.isError) return <QueryError error={query.error} onRetry={() => query.refetch()} />;
  if (!query.isSuccess) return null;
  const { noMatch } = kind;
  if (!url.filtered || !noMatch) return empty;
  return (
    <EmptyState title={noMatch.title} action={<Button onClick={url.clear}>Clear the filters</Button>}>
      {noMatch.hint}
    </EmptyState>
  );
}

/** Other filters or another order are another list; another column or panel is not. */
function listKey({ values }: ListUrl, { isPlaceholderData }: ListQuery<unknown>): string {
  return JSON.stringify([{ ...values, columns: null, peek: null }, isPlaceholderData]);
}
