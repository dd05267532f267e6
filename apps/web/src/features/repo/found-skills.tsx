import type { Found } from "@yardlet/core/equip";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";

/** Skills that people keep in the repo themselves; Yardlet reads them and never writes there. */
export function FoundSkills({ found }: { found: readonly Found[] }) {
  if (found.length === 0) return null;
  return (
    <Section title="Found in the repo" note="yours: Yardlet only reads them, and they fill gaps">
      <Table dense label="Found in the repo">
        <TableHead columns={["Skill", "Folder", ["Description", "p2"]]} />
        <tbody>
          {found.map(({ name, path, description }) => (
            <tr key={path}>
              <th scope="row">{name}</th>
              <td className="mono t2 nw">{path}</td>
              <td className="t2 p2">
                <span className="clamp">
                  <UntrustedText text={description} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
