"use client";

import type { EquipGap } from "@yardlet/core/equip";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ResearchDialog } from "@/features/agent/dialogs.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { researchOf } from "@/features/review/research.ts";
import { useTRPC } from "@/trpc/client.ts";
import { RowAction } from "@/ui/button.tsx";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";

/** What presets and picks ask for and the library does not have. */
export function Gaps({ gaps, slug }: { gaps: readonly EquipGap[]; slug: string }) {
  if (gaps.length === 0) return null;
  return (
    <Section
      title="Gaps"
      note="asked for, and in no library: add such a skill to the library and sync, or let an agent research it"
      end={
        <Link className="link" href="/review?kind=gap">
          all gaps
        </Link>
      }
    >
      <Table label="Gaps">
        <TableHead columns={["Missing", "Asked for by", ["Why", "p2"]]}>
          <ActionHead />
        </TableHead>
        <tbody>
          {gaps.map(({ skill, preset, why }) => (
            <tr key={why}>
              <th scope="row">{skill ?? preset ?? "a preset"}</th>
              <td className="t2">{preset === undefined ? "—" : `preset ${preset}`}</td>
              <td className="t2 p2">{why}</td>
              <td className="num">{skill === undefined ? null : <ResearchGap skill={skill} slug={slug} />}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** Asks for research of what is missing; where a gap waits for a decision, its draft fills that. */
function ResearchGap({ skill, slug }: { skill: string; slug: string }) {
  const trpc = useTRPC();
  const [asking, setAsking] = useState(false);
  const mayRun = useMay("agent.run");
  const open = useQuery({ ...trpc.candidate.list.queryOptions({ kind: "gap" }), enabled: mayRun });
  const gap = open.data?.candidates.find(
    ({ evidence }) => evidence?.kind === "gap" && evidence.gap.about === "skill" && evidence.gap.skill === skill,
  );
  if (!mayRun) return null;
  return (
    <>
      <RowAction aria-label={`Research ${skill}`} onClick={() => setAsking(true)}>
        research…
      </RowAction>
      {asking ? (
        <ResearchDialog
          {...(gap ? researchOf(gap) : { topic: skill.replaceAll("-", " ") })}
          repo={slug}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
