import type { DraftView } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Check, Checks, type CheckState } from "@/ui/checks.tsx";
import { formatDay } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";

type DraftFindings = DraftView["checks"];

/** What the checks say of a text that nobody has installed: each with its reason. */
export function DraftChecks({ checks }: { checks: DraftFindings }) {
  return (
    <Checks ruled>
      <Check state={validState(checks.valid)} name="Valid">
        {checks.valid.length === 0
          ? "strict profile of the open format, nothing to say against it"
          : checks.valid.map((finding) => (
              <Finding key={`${finding.rule} ${finding.file} ${finding.line}`} finding={finding} />
            ))}
      </Check>
      <Check state={safeState(checks.safe)} name="Safe">
        {checks.safe.length === 0
          ? "no injected instructions, hidden text, harmful commands or secrets"
          : checks.safe.map((finding) => (
              <Finding key={`${finding.rule} ${finding.file} ${finding.line}`} finding={finding} />
            ))}
      </Check>
      <Check state={duplicateState(checks)} name="Not a duplicate">
        {checks.clash ? (
          <span className="line">
            a {checks.clash.with} is called {checks.clash.name} already; edit the draft and give it another name
          </span>
        ) : null}
        <Similar similar={checks.similar} />
        {checks.tombstone ? <Tombstone tombstone={checks.tombstone} /> : null}
      </Check>
      <Check state="unknown" name="Effective">
        unknown until runs report it; it starts at n 0
      </Check>
    </Checks>
  );
}

function Finding({
  finding,
}: {
  finding: { rule: string; severity: string; message: string; file: string; line?: number | undefined };
}) {
  return (
    <span className="line">
      {finding.severity}, {finding.rule}: <UntrustedText text={finding.message} />{" "}
      <code className="t3">
        <UntrustedText text={finding.file} />
        {finding.line === undefined ? "" : `:${finding.line}`}
      </code>
    </span>
  );
}

function Similar({ similar }: { similar: DraftFindings["similar"] }) {
  if (similar === null) return "nothing installed says nearly the same";
  return (
    <span className="line">
      {similar.similarity.toFixed(2)} alike to{" "}
      <Link className="link" href={`/skills/${similar.home}/${similar.name}`}>
        {similar.name} of {similar.home}
      </Link>
      ; from 0.80 on a person decides
    </span>
  );
}

function Tombstone({ tombstone }: { tombstone: NonNullable<DraftFindings["tombstone"]> }) {
  return (
    <span className="line">
      {tombstone.name} was {tombstone.kind === "prune" ? "pruned" : "rejected"} on {formatDay(tombstone.at)}:{" "}
      <UntrustedText text={tombstone.reason} />. Accepting lifts that.
    </span>
  );
}

function duplicateState({ clash, similar, tombstone }: DraftFindings): CheckState {
  if (clash) return "fail";
  return similar || tombstone ? "warn" : "pass";
}

function validState(findings: DraftFindings["valid"]): CheckState {
  if (findings.some(({ severity }) => severity === "error")) return "fail";
  return findings.length > 0 ? "warn" : "pass";
}

function safeState(findings: DraftFindings["safe"]): CheckState {
  if (findings.some(({ severity }) => severity === "critical" || severity === "high")) return "fail";
  return findings.length > 0 ? "warn" : "pass";
}
