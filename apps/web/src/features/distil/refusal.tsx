import type { DistillationDetail } from "@yardlet/services";
import { CodeLink } from "@/features/failure-code/code-link.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { formatCount } from "@/ui/format.ts";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";

/** Why nothing was distilled, and what to mend: every fault of the input at once, each with its place. */
export function Refusal({ distillation: { refusal } }: { distillation: Pick<DistillationDetail, "refusal"> }) {
  const codes = new Set(refusal.map(({ code }) => code)).size;
  return (
    <Section
      title="What to mend"
      note={`${formatCount(refusal.length, "place")}, ${formatCount(codes, "code")}; nothing was distilled and nothing has changed`}
    >
      <Table label="What to mend">
        <TableHead columns={["What is wrong", "What to do"]} />
        <tbody>
          {refusal.map(({ path, code, message, meaning, missingActions }) => (
            <tr key={`${path} ${code}`} className="top-row">
              <th scope="row" className="long">
                <code>
                  <UntrustedText text={path === "" ? "the whole input" : path} />
                </code>{" "}
                <span className="sm t2">
                  <UntrustedText text={message} />
                </span>
                <div className="sub">
                  <CodeLink code={code} /> <span className="p2">{meaning}</span>
                </div>
              </th>
              <td className="half wrap">{missingActions.length > 0 ? missingActions.join(" ") : "—"}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
