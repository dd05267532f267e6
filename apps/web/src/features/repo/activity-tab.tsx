"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { didWord } from "@/features/audit/words.ts";
import { QueryError } from "@/features/frame/query-error.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { Link } from "@/ui/link.tsx";
import { NewsPill } from "@/ui/news-pill.tsx";
import { Section } from "@/ui/section.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { useStableRows } from "@/ui/stable-rows.ts";
import { Table } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";
import { repoActivityOptions } from "./queries.ts";

/** What was done to this repo, by people and by Yardlet, newest first. */
export function ActivityTab({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const log = useInfiniteQuery(repoActivityOptions(trpc, slug));
  const fetched = useMemo(() => log.data?.pages.flatMap((page) => page.entries) ?? [], [log.data]);
  const { rows, news, show } = useStableRows(fetched, (entry) => entry.id, slug);
  return (
    <Section
      title="Activity"
      note="from the audit log, newest first"
      end={
        <>
          <NewsPill count={news} onShow={show} />{" "}
          <Link className="link" href={`/jobs?repo=${slug}`}>
            jobs of this repo
          </Link>
        </>
      }
    >
      {log.isError && rows.length === 0 ? <QueryError error={log.error} onRetry={() => log.refetch()} /> : null}
      {log.isPending ? <SkeletonTable columns={5} /> : null}
      {log.isSuccess && rows.length === 0 ? (
        <EmptyState title="Nothing yet">
          Every change to the repo and its settings appears here, with who and why.
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <Table dense label="Activity">
          <thead>
            <tr>
              <th scope="col">When, UTC</th>
              <th scope="col" className="p2">
                Who
              </th>
              <th scope="col">Did</th>
              <th scope="col">What</th>
              <th scope="col" className="p2">
                Because
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((entry) => (
              <tr key={entry.id}>
                <td className="t3 nw">
                  <When at={entry.at} />
                </td>
                <td className="nw p2">{entry.actorName}</td>
                <td className="nw">{didWord(entry.action)}</td>
                <td>
                  {entry.subject}
                  <div className="sub m-only">
                    {entry.actorName}: {entry.reason}
                  </div>
                </td>
                <td className="t2 p2 because">{entry.reason}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
      {log.hasNextPage ? (
        <p className="more">
          <Button busy={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
            Show older
          </Button>
        </p>
      ) : null}
    </Section>
  );
}
