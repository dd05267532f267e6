import type { CandidateWithChanges } from "@yardlet/services";
import { DELIVERIES } from "@/features/equip/words.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";

const ACTIONS: Readonly<Record<string, string>> = { add: "equip", update: "update", remove: "remove" };

/** What a plan would write, skill by skill, and how it reaches the repo. */
export function PlanBody({ candidate: { changes, delivery, repoSlug } }: { candidate: CandidateWithChanges }) {
  if (changes.length === 0) return null;
  return (
    <Section title="Changes" note={delivery === null ? undefined : DELIVERIES[delivery].sentence}>
      <Table label="Changes">
        <TableHead columns={["Skill", "What", ["Version", "num"]]} />
        <tbody>
          {changes.map(({ skill, action, version }) => (
            <tr key={skill}>
              <th scope="row">
                <Link href={action === "remove" ? `/repos/${repoSlug ?? ""}` : `/skills/library/${skill}`}>
                  {skill}
                </Link>
              </th>
              <td className="t2">{ACTIONS[action] ?? action}</td>
              <td className="num t2">{version === undefined ? "—" : `v${version}`}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
