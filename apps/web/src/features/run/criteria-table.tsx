import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Table } from "@/ui/table.tsx";
import { LongText } from "./long-text.tsx";

export function CriteriaTable({ criteria }: { criteria: readonly { id: string; text: string }[] }) {
  return (
    <Table dense label="Criteria">
      <tbody>
        {criteria.map(({ id, text }, index) => (
          <tr key={index} className="top-row">
            <th scope="row" className="said">
              <UntrustedText text={id} />
            </th>
            <td className="wrap t2">
              <LongText text={text} most={240} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
