"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { whyWords } from "@/features/equip/words.ts";
import { useTRPC } from "@/trpc/client.ts";
import { EmptyState } from "@/ui/empty-state.tsx";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { useRowCursor } from "@/ui/row-cursor.ts";
import { Section } from "@/ui/section.tsx";
import { Table } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";
import { VersionMark, versionMark } from "./version-mark.tsx";

/** Which repos carry the skill, in which version and why. */
export function CarriersTab({ home, name }: { home: string; name: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { data } = useSuspenseQuery(trpc.skill.get.queryOptions({ home, name }));
  const { item, equipped } = data;
  const { cursor } = useRowCursor(equipped, {
    keyOf: (carrier) => carrier.repoSlug,
    onOpen: (carrier) => router.push(`/repos/${carrier.repoSlug}`),
  });
  const behind = equipped.filter((carrier) => !carrier.current && !carrier.edited).length;
  return (
    <Section
      title="Repos"
      note={`${formatCount(equipped.length, "repo")}${behind > 0 ? `, ${behind} behind v${item.version}` : ""}`}
    >
      {equipped.length === 0 ? (
        <EmptyState title="No repo carries it">
          Equip it by the button above, or let a preset that names it apply.
        </EmptyState>
      ) : (
        <Table label="Repos">
          <thead>
            <tr>
              <th scope="col">Repo</th>
              <th scope="col">Version</th>
              <th scope="col" className="p2">
                Why
              </th>
              <th scope="col" className="num">
                Since
              </th>
            </tr>
          </thead>
          <tbody>
            {equipped.map((carrier) => (
              <tr
                key={carrier.repoSlug}
                data-row={carrier.repoSlug}
                className={cursor === carrier.repoSlug ? "sel" : undefined}
              >
                <th scope="row">
                  <Link href={`/repos/${carrier.repoSlug}`}>{carrier.repoSlug}</Link>
                </th>
                <td>
                  <VersionMark
                    number={carrier.number}
                    mark={versionMark({ ...carrier, inLibrary: item.absentSince === null })}
                  />
                </td>
                <td className="t2 p2">{whyWords(carrier.why)}</td>
                <td className="num t3">
                  <When at={carrier.since} as="day" />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
