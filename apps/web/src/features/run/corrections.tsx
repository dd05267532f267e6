import type { Correction } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { formatCount } from "@/ui/format.ts";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";
import { LongText } from "./long-text.tsx";

/** What later records of the same run changed; what was there before is kept. */
export function Corrections({ corrections, revision }: { corrections: readonly Correction[]; revision: number }) {
  if (corrections.length === 0) return null;
  const older = revision - 1 - corrections.length;
  return (
    <Section
      title="Corrections"
      note={`the same run was reported ${formatCount(revision, "time")}; the newest holds, the others are kept${older > 0 ? `, ${older} of them not shown` : ""}`}
    >
      {corrections.map(({ revision: number, sender, receivedAt, changes, more }) => (
        <div key={number} className="correction">
          <h3>
            <When at={receivedAt} /> UTC <span className="sm t3">by {sender ?? "a key that is gone"}</span>
          </h3>
          <Table dense label={`Correction ${number}`}>
            <TableHead columns={["Field", "Before", "After"]} />
            <tbody>
              {changes.map(({ path, before, after }, index) => (
                <tr key={index} className="top-row">
                  <th scope="row" className="said">
                    <code>
                      <UntrustedText text={path} />
                    </code>
                  </th>
                  <td className="wrap half">
                    <Value value={before} />
                  </td>
                  <td className="wrap half">
                    <Value value={after} />
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
          {more > 0 ? <p className="sm t3">and {formatCount(more, "more change")}</p> : null}
        </div>
      ))}
    </Section>
  );
}

function Value({ value }: { value: unknown }) {
  if (value === undefined || value === null) return <span className="t3">—</span>;
  return <LongText text={typeof value === "string" ? value : JSON.stringify(value)} most={160} />;
}
