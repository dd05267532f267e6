import type { OpenedValue, TaskDetail } from "@yardlet/services";
import { noEvidence } from "@/features/run/words.ts";
import { formatCount } from "@/ui/format.ts";
import { Glyph } from "@/ui/glyph.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { formulaOf, micros, PARTS, shareOf } from "./value-parts.ts";

/** What the task is worth as evidence, opened to its three parts. */
export function Value({ task: { value } }: { task: TaskDetail }) {
  if (value === null || !value.included) {
    return (
      <Section title="Value" note="what it says about the skills it used, 0 to 1">
        <p className="note">
          <Glyph name="few" tone="unk" />
          <span>— Not counted: {value === null ? "nothing was settled yet" : noEvidence(value.reason)}.</span>
        </p>
      </Section>
    );
  }
  return (
    <Section title="Value" note={`${formulaOf(value)}, what it says about the skills it used`}>
      <Table label="Value">
        <TableHead columns={["Part", ["Weight", "num"], ["Here", "num"], ["Adds", "num"]]} />
        <tbody>
          {value.parts.map((part) => (
            <tr key={part.part}>
              <th scope="row">
                {PARTS[part.part].name} <span className="sub wrap">{noteOf(value, part.part)}</span>
              </th>
              <td className="num t2">{(part.weight / 1_000).toFixed(2)}</td>
              <td className="num">{micros(part.value)}</td>
              <td className="num">{micros(shareOf(part))}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Value</th>
            <td colSpan={2} />
            <td className="num strong">{micros(value.u)}</td>
          </tr>
        </tbody>
      </Table>
    </Section>
  );
}

type Counted = Extract<OpenedValue, { included: true }>;

function noteOf({ qualityFrom, reviewsUsed }: Counted, part: keyof typeof PARTS): string {
  if (part !== "quality") return PARTS[part].note;
  return qualityFrom === "state"
    ? PARTS.quality.state
    : `${PARTS.quality.reviews}, ${formatCount(reviewsUsed, "review")}`;
}
