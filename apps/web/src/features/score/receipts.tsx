"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SkillScore } from "@yardlet/services";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button, RowAction } from "@/ui/button.tsx";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";
import { toast } from "@/ui/toast.tsx";
import { namedVersion } from "./queries.ts";
import { purposeWord } from "./words.ts";

/** What was kept of the score: each turn of the policy, and what somebody asked for. */
export function Receipts({ score, onOpen }: { score: SkillScore; onOpen: (id: string) => void }) {
  const { receipts, version } = score;
  const make = useMakeReceipt(score, onOpen);
  return (
    <Section
      title="Receipts"
      note="everything a score was computed from; anyone can compute it again"
      end={
        score.score.tasks > 0 ? (
          <Button busy={make.isPending} onClick={() => make.mutate()}>
            Make a receipt of v{version}
          </Button>
        ) : null
      }
    >
      {receipts.length === 0 ? (
        <p className="t3">None yet. A decision leaves one by itself.</p>
      ) : (
        <Table dense label="Receipts">
          <TableHead columns={["Why", "Of", ["By", "p2"], ["Made", "num"]]}>
            <ActionHead />
          </TableHead>
          <tbody>
            {receipts.map((receipt) => (
              <tr key={receipt.id}>
                <th scope="row">{purposeWord(receipt.purpose)}</th>
                <td className="t2">v{receipt.version}</td>
                <td className="t2 p2">{receipt.by}</td>
                <td className="num t3">
                  <When at={receipt.at} />
                </td>
                <td className="num">
                  <RowAction onClick={() => onOpen(receipt.id)}>open</RowAction>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function useMakeReceipt({ home, name, version, inForce }: SkillScore, onOpen: (id: string) => void) {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.score.makeReceipt.mutate(namedVersion({ home, name }, inForce ? undefined : version)),
    onSuccess: ({ id }) => {
      onOpen(id);
      return queries.invalidateQueries(trpc.score.skill.pathFilter());
    },
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
  });
}
