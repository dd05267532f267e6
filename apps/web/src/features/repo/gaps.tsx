import type { EquipGap } from "@yardlet/core/equip";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";

/** What presets and picks ask for and the library does not have. */
export function Gaps({ gaps }: { gaps: readonly EquipGap[] }) {
  if (gaps.length === 0) return null;
  return (
    <Section title="Gaps" note="asked for, and in no library: add such a skill to the library and sync">
      <Table label="Gaps">
        <TableHead columns={["Missing", "Asked for by", ["Why", "p2"]]} />
        <tbody>
          {gaps.map(({ skill, preset, why }) => (
            <tr key={why}>
              <th scope="row">{skill ?? preset ?? "a preset"}</th>
              <td className="t2">{preset === undefined ? "—" : `preset ${preset}`}</td>
              <td className="t2 p2">{why}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
