"use client";

import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { DriftActs } from "@/features/drift/drift-acts.tsx";
import { DriftWord } from "@/features/drift/drift-word.tsx";
import { whyWords } from "@/features/equip/words.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { useRowCursor } from "@/ui/row-cursor.ts";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";
import { skillDriftOptions } from "./queries.ts";
import { VersionMark, versionMark } from "./version-mark.tsx";

const UpdateDialog = dynamic(
  () => import("@/features/rollout/update-dialog.tsx").then((module) => module.UpdateDialog),
  { ssr: false },
);

/** Which repos carry the skill, in which version and why, and how each copy stands to the library. */
export function CarriersTab({ home, name }: { home: string; name: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { data } = useSuspenseQuery(trpc.skill.get.queryOptions({ home, name }));
  const drift = useQuery(skillDriftOptions(trpc, name));
  const [updating, setUpdating] = useState(false);
  const { item, equipped } = data;
  const isLibrary = home === "library";
  const rows = new Map((isLibrary ? (drift.data?.rows ?? []) : []).map((row) => [row.repo, row]));
  const { cursor } = useRowCursor(equipped, {
    keyOf: (carrier) => carrier.repoSlug,
    onOpen: (carrier) => router.push(`/repos/${carrier.repoSlug}`),
  });
  const behind = equipped.filter((carrier) => rows.get(carrier.repoSlug)?.drift.state === "behind").length;
  const mayUpdate = useMay("equip.write") && behind > 0;
  return (
    <Section
      title="Repos"
      note={`${formatCount(equipped.length, "repo")}${behind > 0 ? `, ${behind} behind v${item.version}` : ""}`}
      end={mayUpdate ? <Button onClick={() => setUpdating(true)}>Update {behind} behind</Button> : null}
    >
      {equipped.length === 0 ? (
        <EmptyState title="No repo carries it">
          Equip it by the button above, or let a preset that names it apply.
        </EmptyState>
      ) : (
        <Table label="Repos">
          <TableHead columns={["Repo", "Version", ["Why", "p2"], ["Since", "num p2"]]}>
            <ActionHead />
          </TableHead>
          <tbody>
            {equipped.map((carrier) => {
              const row = rows.get(carrier.repoSlug);
              return (
                <tr
                  key={carrier.repoSlug}
                  data-row={carrier.repoSlug}
                  className={cursor === carrier.repoSlug ? "sel" : undefined}
                >
                  <th scope="row">
                    <Link href={`/repos/${carrier.repoSlug}`}>{carrier.repoSlug}</Link>
                  </th>
                  <td>
                    {row ? (
                      <>
                        {row.own === null ? (
                          `v${carrier.number ?? row.placed} `
                        ) : (
                          <>
                            <Link className="act" href={`/skills/${row.repo}/${name}`}>
                              own v{row.own}
                            </Link>{" "}
                          </>
                        )}
                        <DriftWord row={row} />
                      </>
                    ) : (
                      <VersionMark
                        number={carrier.number}
                        mark={versionMark({ ...carrier, inLibrary: item.absentSince === null })}
                      />
                    )}
                  </td>
                  <td className="t2 p2">{whyWords(carrier.why)}</td>
                  <td className="num t3 p2">
                    <When at={carrier.since} as="day" />
                  </td>
                  <td className="num">{row ? <DriftActs row={row} /> : null}</td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      )}
      {updating ? <UpdateDialog selection={{ skills: [name] }} onClose={() => setUpdating(false)} /> : null}
    </Section>
  );
}
