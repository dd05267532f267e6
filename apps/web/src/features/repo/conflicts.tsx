"use client";

import { useQuery } from "@tanstack/react-query";
import type { RepoDetail } from "@yardlet/services";
import { useEquipActions } from "@/features/equip/actions.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { RowAction } from "@/ui/button.tsx";
import { Icon } from "@/ui/glyph.tsx";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";
import { conflictActions } from "./plan.ts";
import { repoDriftOptions } from "./queries.ts";

/**
 * Where a person's hand and Yardlet disagree: nothing is overwritten, somebody decides. A fork is among the equipped skills, with
 * its drift.
 */
export function Conflicts({ detail }: { detail: RepoDetail }) {
  const { slug, delivery } = detail.repo;
  const { equip, unequip, veto } = useEquipActions({ slug, delivery });
  const mayEquip = useMay("equip.write");
  const taken = new Set(detail.underWay.map((change) => change.skill));
  const drift = useQuery(repoDriftOptions(useTRPC(), slug));
  const forks = new Set((drift.data?.rows ?? []).flatMap(({ name, own }) => (own === null ? [] : [name])));
  const conflicts = detail.plan.filter(
    ({ action, skill }) => action === "conflict" && !taken.has(skill) && !forks.has(skill),
  );
  if (conflicts.length === 0) return null;
  const does = {
    equip: (skill: string) => equip([skill]),
    unequip: (skill: string) => unequip([skill]),
    veto: (skill: string) => veto("skill", skill),
  };
  return (
    <Section title="Conflicts" note="nothing of yours is overwritten; these wait for a person">
      <Table label="Conflicts">
        <TableHead columns={["Skill", "What stands in the way"]}>
          <ActionHead />
        </TableHead>
        <tbody>
          {conflicts.map((entry) => (
            <tr key={entry.skill}>
              <th scope="row" className="nw">
                <span className="warn">
                  <Icon name="conflict" />
                </span>
                {"\u2002"}
                {entry.skill}
              </th>
              <td className="t2">{entry.reason}</td>
              <td className="num">
                {mayEquip ? (
                  <span className="acts">
                    {conflictActions(entry, detail.equipped).map((action) => (
                      <RowAction
                        key={action}
                        aria-label={`${action} ${entry.skill}`}
                        onClick={() => does[action](entry.skill)}
                      >
                        {action}
                      </RowAction>
                    ))}
                  </span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
