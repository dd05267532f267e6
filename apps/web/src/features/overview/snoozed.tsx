"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDecide } from "@/features/candidate/decide.ts";
import { SubjectLine } from "@/features/candidate/subject-line.tsx";
import { CANDIDATE_KINDS } from "@/features/candidate/words.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { RowAction } from "@/ui/button.tsx";
import { formatCount } from "@/ui/format.ts";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";

/** Decisions that are out of sight for a while: how many, and which when somebody asks. */
export function Snoozed({ count }: { count: number }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const mayDecide = useMay("candidate.decide");
  const { reopen, busy } = useDecide();
  const list = useQuery({ ...trpc.candidate.list.queryOptions({ snoozed: true }), enabled: open });
  return (
    <div className="under">
      <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {formatCount(count, "decision")} snoozed
      </button>
      {open && list.data ? (
        <Table label="Snoozed decisions">
          <TableHead columns={["What", ["Kind", "p2"], ["Back", "num"]]}>
            <ActionHead />
          </TableHead>
          <tbody>
            {list.data.candidates.map((candidate) => (
              <tr key={candidate.id}>
                <th scope="row">
                  {candidate.subject ? (
                    <SubjectLine title={candidate.title} subject={candidate.subject} />
                  ) : (
                    candidate.title
                  )}
                  {candidate.repoSlug === null ? null : <span className="t3"> in {candidate.repoSlug}</span>}
                </th>
                <td className="t2 p2">{CANDIDATE_KINDS[candidate.kind].word}</td>
                <td className="num t3">
                  {candidate.snoozedUntil ? <When at={candidate.snoozedUntil} as="day" /> : "—"}
                </td>
                <td className="num">
                  {mayDecide ? (
                    <RowAction disabled={busy} onClick={() => reopen(candidate)}>
                      bring back
                    </RowAction>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
    </div>
  );
}
