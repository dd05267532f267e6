import type { PolicyKnobs } from "@yardlet/core/score";
import type { SavedPolicy } from "@yardlet/services";
import { RowAction } from "@/ui/button.tsx";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";
import { Ago } from "@/ui/time.tsx";
import { turnedWords } from "./words.ts";

const FIRST = 5;

/** Which policies were in force, with what each changed and why; any of them can be tried again. */
export function SavedPolicies({
  saved,
  onTry,
}: {
  saved: readonly SavedPolicy[];
  onTry: (knobs: PolicyKnobs) => void;
}) {
  const { shown, more } = useFirstRows(saved, FIRST, "policy", "policies");
  return (
    <Section title="Saved policies" note="the newest is in force" end={more}>
      <Table label="Saved policies">
        <TableHead columns={["Version", "Changed", "Why", ["By", "p2"], ["Saved", "num"]]}>
          <ActionHead />
        </TableHead>
        <tbody>
          {shown.map(({ version, knobs, note, by, at }) => {
            const before = saved.find((one) => one.version === version - 1);
            const turned = before ? turnedWords(before.knobs, knobs) : [];
            return (
              <tr key={version}>
                <th scope="row">{version}</th>
                <td>{turned.length === 0 ? <span className="t3">—</span> : turned.join(", ")}</td>
                <td className="t2">{note}</td>
                <td className="t2 p2">{by}</td>
                <td className="num t3">
                  <Ago at={at} />
                </td>
                <td>
                  <RowAction aria-label={`Try policy ${version}`} onClick={() => onTry(knobs)}>
                    try
                  </RowAction>
                </td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Section>
  );
}
