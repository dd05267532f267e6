"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { ScorePlace } from "@yardlet/core/score";
import type { SkillDetail } from "@yardlet/services";
import { ScanFindings } from "@/features/scan/findings.tsx";
import { ScoreWords } from "@/features/score/score-words.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Check, Checks, type CheckState } from "@/ui/checks.tsx";
import { formatCount } from "@/ui/format.ts";
import { Section } from "@/ui/section.tsx";
import { checkAreas } from "./check-areas.ts";
import { UntrustedText } from "./untrusted-text.tsx";

interface ChecksTabProps {
  home: string;
  name: string;
  /** Characters of SKILL.md that a reader does not see. */
  hidden: number;
}

/** What the strict validator says of the version in force, what passes included. */
export function ChecksTab({ home, name, hidden }: ChecksTabProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.skill.get.queryOptions({ home, name }));
  return (
    <Section title="Checks" note={`of v${data.item.version}, by the strict profile of the open format`}>
      <Checks>
        {checkAreas(data.checks).map((area) => (
          <Check key={area.name} state={area.state} name={area.name}>
            {area.findings.length === 0
              ? area.passes
              : area.findings.map((finding) => (
                  <span key={`${finding.file} ${finding.line} ${finding.rule} ${finding.message}`} className="line">
                    <UntrustedText text={finding.message} />{" "}
                    <code className="t3">
                      <UntrustedText text={finding.file} />
                      {finding.line === undefined ? "" : `:${finding.line}`}
                    </code>
                  </span>
                ))}
          </Check>
        ))}
        <Check state={scanState(data.scan)} name="Scan">
          {data.scan.length === 0 ? (
            "no injected instructions, hidden text, harmful commands or secrets"
          ) : (
            <ScanFindings findings={data.scan} of={{ home, name, version: data.item.version ?? 1 }} />
          )}
        </Check>
        <Check state={hidden === 0 ? "pass" : "warn"} name="Visible text">
          {hidden === 0
            ? "SKILL.md holds no hidden characters"
            : `SKILL.md holds ${hidden} characters that a reader does not see and an agent reads; they are marked under Text and Files`}
        </Check>
        <Effective score={data.item.score} />
      </Checks>
    </Section>
  );
}

const PLACE_STATES = { above: "pass", undecided: "unknown", below: "warn", few: "unknown" } as const satisfies Record<
  ScorePlace,
  CheckState
>;

/** What runs say of the version in force. */
function Effective({ score }: Pick<SkillDetail["item"], "score">) {
  if (score === null) {
    return (
      <Check state="unknown" name="Effective">
        unknown: no run that used it has been reported
      </Check>
    );
  }
  return (
    <Check state={PLACE_STATES[score.place]} name="Effective">
      <ScoreWords score={score} /> from {formatCount(score.intents, "intent")}
    </Check>
  );
}

function scanState(scan: SkillDetail["scan"]): CheckState {
  const counted = scan.filter(({ waiver }) => waiver === null);
  if (counted.some(({ severity }) => severity === "critical" || severity === "high")) return "fail";
  return scan.length > 0 ? "warn" : "pass";
}
