import { describeFailureCode } from "@yardlet/core/run/failure-codes";
import { CodeLink } from "@/features/failure-code/code-link.tsx";
import { Table, TableHead } from "@/ui/table.tsx";

/** What each code means, and what would have helped. */
export function CodeTable({ codes }: { codes: readonly string[] }) {
  return (
    <Table dense label="Failure codes">
      <TableHead columns={["Code", ["Means", "p2"], "Remedy"]} />
      <tbody>
        {codes.map((code) => {
          const { meaning, missingActions, known } = describeFailureCode(code);
          return (
            <tr key={code}>
              <th scope="row" className="long">
                <CodeLink code={code} />
              </th>
              <td className="t2 p2 wrap">{known ? meaning : "nobody has described it yet"}</td>
              <td className="wrap">{missingActions.length > 0 ? missingActions.join(" ") : "—"}</td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
