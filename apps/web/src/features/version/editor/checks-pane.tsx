import type { Finding } from "@yardlet/core/skill";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Check, Checks, type CheckState } from "@/ui/checks.tsx";
import { RailSection } from "@/ui/section.tsx";

const STATES = { error: "fail", warning: "warn", info: "unknown" } as const satisfies Record<
  Finding["severity"],
  CheckState
>;

/** What the validator says of the draft; a finding leads to its line. */
export function ChecksPane({
  findings,
  checking,
  fault,
  onGo,
}: {
  findings: readonly Finding[];
  checking: boolean;
  /** Why nothing can be said of the draft. */
  fault: string | undefined;
  onGo: (finding: Finding) => void;
}) {
  return (
    <RailSection title="Checks">
      <div role="status" className="vh">
        {checking ? "checking" : fault === undefined ? `${findings.length} findings` : "not checked"}
      </div>
      <Checks ruled>
        {fault !== undefined && !checking ? (
          <Check state="unknown" name="Not checked">
            {fault}
          </Check>
        ) : findings.length === 0 ? (
          <Check state={checking ? "unknown" : "pass"} name={checking ? "Checking" : "Valid"}>
            {checking ? null : "nothing to say against it"}
          </Check>
        ) : (
          findings.map((finding) => (
            <Check
              key={`${finding.rule} ${finding.file} ${finding.line}`}
              state={STATES[finding.severity]}
              name={finding.rule}
            >
              <UntrustedText text={finding.message} />{" "}
              <button type="button" className="link nw" onClick={() => onGo(finding)}>
                <UntrustedText text={finding.file} />
                {finding.line === undefined ? "" : `:${finding.line}`}
              </button>
            </Check>
          ))
        )}
      </Checks>
    </RailSection>
  );
}
