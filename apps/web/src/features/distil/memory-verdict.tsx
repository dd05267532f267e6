import type { MemoryDesignResult } from "@yardlet/core/distil/memory";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Button } from "@/ui/button.tsx";
import { Check, Checks } from "@/ui/checks.tsx";
import { formatCount } from "@/ui/format.ts";
import { saveText } from "@/ui/save-text.ts";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { CodeTable } from "./code-table.tsx";
import { interfaceParts } from "./memory-interface.ts";

const FILE = "memory_design_candidate.json";
const FORBIDDEN = "policy_violation/memory_design_forbidden_io";

/** Whether a memory design would be accepted, and everything that is to be mended. */
export function MemoryVerdict({ result, file }: { result: MemoryDesignResult; file: string }) {
  const { ok, problems, skill_result: envelope } = result;
  const save = () => saveText(FILE, file, "application/json");
  return (
    <>
      <Section
        title={ok ? "Accepted" : "Refused"}
        note={ok ? "its interface is whole, and nothing forbidden was found" : formatCount(problems.length, "problem")}
        end={<Button onClick={save}>Download {FILE}</Button>}
      >
        {envelope.failure_codes.length > 0 ? <CodeTable codes={envelope.failure_codes} /> : null}
      </Section>
      <Interface result={result} />
      <Hits result={result} />
      <Others result={result} />
    </>
  );
}

function Interface({ result }: { result: MemoryDesignResult }) {
  const parts = interfaceParts(result);
  if (parts.length === 0) return null;
  return (
    <Section title="Interface" note="computed from the document">
      <Checks ruled>
        {parts.map(({ path, name, fault }) => (
          <Check key={path} state={fault === null ? "pass" : "fail"} name={name}>
            {fault === null ? <code className="t3">{path}</code> : <UntrustedText text={fault} />}
          </Check>
        ))}
      </Checks>
    </Section>
  );
}

/** What the design does that is forbidden, where, and why it is. */
function Hits({ result: { hits, hits_left_out } }: { result: MemoryDesignResult }) {
  if (hits.length === 0) return null;
  const more = hits_left_out > 0 ? `; ${formatCount(hits_left_out, "more", "more")} of the same rules` : "";
  return (
    <Section title="Forbidden" note={`${formatCount(hits.length, "hit")}${more}`}>
      <Table label="Forbidden">
        <TableHead columns={["Where", ["What stands there", "p2"], "Why, and what to do instead"]} />
        <tbody>
          {hits.map(({ rule, file, line, excerpt, why, remedy }) => (
            <tr key={`${file}:${line}:${rule}`} className="top-row">
              <th scope="row" className="long">
                <code>
                  <UntrustedText text={`${file}:${line}`} />
                </code>
                <div className="sub">{rule}</div>
                <code className="m-only">
                  <UntrustedText text={excerpt} />
                </code>
              </th>
              <td className="wrap long p2">
                <code>
                  <UntrustedText text={excerpt} />
                </code>
              </td>
              <td className="wrap">
                {why}
                <div className="sub">{remedy}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** Faults of the document that are neither the interface nor a hit. */
function Others({ result: { problems } }: { result: MemoryDesignResult }) {
  const others = problems.filter(
    ({ code }) => code !== FORBIDDEN && !code.endsWith("/memory_design_missing_interface"),
  );
  if (others.length === 0) return null;
  return (
    <Section title="Document" note={formatCount(others.length, "fault")}>
      <Table dense label="Faults of the document">
        <TableHead columns={["Where", "What is wrong"]} />
        <tbody>
          {others.map(({ path, code, message }) => (
            <tr key={`${path} ${code}`}>
              <th scope="row" className="long">
                <code>
                  <UntrustedText text={path === "" ? "the whole document" : path} />
                </code>
              </th>
              <td className="wrap">
                <UntrustedText text={message} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
