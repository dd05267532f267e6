"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";
import { rolloutListOptions } from "./queries.ts";
import { progressWords } from "./words.ts";

/** What was updated in several repos at once, newest first; nothing where nobody did that yet. */
export function Rollouts() {
  const trpc = useTRPC();
  const list = useInfiniteQuery(rolloutListOptions(trpc));
  const rollouts = list.data?.pages.flatMap((page) => page.rollouts) ?? [];
  if (rollouts.length === 0) return null;
  return (
    <Section title="Rollouts" note="updates of several repos at once">
      <Table label="Rollouts">
        <TableHead columns={["What", "How far", ["Because", "p2"], ["By", "p2"], ["Started, UTC", "num p2"]]} />
        <tbody>
          {rollouts.map(({ id, title, reason, by, at, counts }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={`/rollouts/${id}`}>{title}</Link>
              </th>
              <td className="t2 wrap">{progressWords({ counts })}</td>
              <td className="t2 p2 wrap">
                <UntrustedText text={reason} />
              </td>
              <td className="t2 p2">
                <UntrustedText text={by} />
              </td>
              <td className="num t3 nw p2">
                <When at={at} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {list.hasNextPage ? (
        <p className="more">
          <button
            type="button"
            className="link"
            disabled={list.isFetchingNextPage}
            onClick={() => list.fetchNextPage()}
          >
            Show more
          </button>
        </p>
      ) : null}
    </Section>
  );
}
