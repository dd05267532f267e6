import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";

/** Why it was written, in the words of who wrote it. */
export function Rationale({ text, by, at }: { text: string; by: string; at: Date }) {
  if (text.trim() === "") return null;
  return (
    <Section
      title="Rationale"
      note={
        <>
          by <UntrustedText text={by} />, <When at={at} />
        </>
      }
    >
      <p className="quote">
        <UntrustedText text={text} />
      </p>
    </Section>
  );
}

const SHOWN = 12;

/** What the text says that it rests on. */
export function SourceTable({ sources }: { sources: readonly { ref: string; note: string }[] }) {
  const { shown, more } = useFirstRows(sources, SHOWN, "source");
  if (sources.length === 0) return null;
  return (
    <Section title="Sources" note={`${sources.length}, as the draft names them`} end={more}>
      <Table dense label="Sources">
        <TableHead columns={["Source", ["Taken from it", "p2"]]} />
        <tbody>
          {shown.map(({ ref, note }, at) => (
            <tr key={`${at} ${ref}`}>
              <th scope="row" className="mono wrap">
                <UntrustedText text={ref} />
              </th>
              <td className="t2 p2 wrap">
                <UntrustedText text={note} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
