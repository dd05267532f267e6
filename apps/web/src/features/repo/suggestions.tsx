"use client";

import type { PlanEntry } from "@yardlet/core/equip";
import type { RepoDetail } from "@yardlet/services";
import { useEquipActions } from "@/features/equip/actions.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { RowAction } from "@/ui/button.tsx";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";
import { suggestedChanges, suggestedRemovals } from "./plan.ts";

const VERBS = { add: "equip", update: "update", remove: "remove" } as const;

/** What equipping would write, line by line with its reason; nothing here when nothing is missing. */
export function Suggestions({ detail }: { detail: RepoDetail }) {
  const changes = [...suggestedChanges(detail), ...suggestedRemovals(detail)];
  if (changes.length === 0) return null;
  return (
    <Section title="Suggested" note={`${changes.length} that equipping would change`}>
      <Table label="Suggested">
        <TableHead columns={["Skill", "Would", ["Why", "p2"]]}>
          <ActionHead />
        </TableHead>
        <tbody>
          {changes.map((entry) => (
            <tr key={entry.skill}>
              <th scope="row">
                <Link href={`/skills/library/${entry.skill}`}>{entry.skill}</Link>{" "}
                {entry.version === undefined ? null : <span className="sub">{versionWords(entry)}</span>}
              </th>
              <td className="t2">{wouldWord(entry)}</td>
              <td className="t2 p2">{entry.reason}</td>
              <td className="num">
                <SuggestionActions entry={entry} detail={detail} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function SuggestionActions({ entry, detail }: { entry: PlanEntry; detail: RepoDetail }) {
  const { slug, delivery } = detail.repo;
  const { equip, unequip, veto } = useEquipActions({ slug, delivery });
  if (!useMay("equip.write")) return null;
  if (entry.action === "remove") {
    return (
      <RowAction aria-label={`Remove ${entry.skill}`} onClick={() => unequip([entry.skill])}>
        remove
      </RowAction>
    );
  }
  return (
    <span className="acts">
      <RowAction
        aria-label={`${VERBS[entry.action === "add" ? "add" : "update"]} ${entry.skill}`}
        onClick={() => equip([entry.skill])}
      >
        {wouldWord(entry)}
      </RowAction>
      {entry.action === "add" ? (
        <RowAction aria-label={`Veto ${entry.skill}`} onClick={() => veto("skill", entry.skill)}>
          veto
        </RowAction>
      ) : null}
    </span>
  );
}

function versionWords({ version, fromVersion }: PlanEntry): string {
  return fromVersion === undefined ? `v${version}` : `v${fromVersion} → v${version}`;
}

function wouldWord({ action }: PlanEntry): string {
  return action === "add" || action === "update" || action === "remove" ? VERBS[action] : action;
}
