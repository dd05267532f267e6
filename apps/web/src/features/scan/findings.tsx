"use client";

import type { WeighedFinding } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { RowAction } from "@/ui/button.tsx";
import { When } from "@/ui/time.tsx";
import type { ScannedText } from "./waive-dialog.tsx";

const WaiveDialog = dynamic(() => import("./waive-dialog.tsx").then((module) => module.WaiveDialog), { ssr: false });
const LiftDialog = dynamic(() => import("./waive-dialog.tsx").then((module) => module.LiftDialog), { ssr: false });

/** What the scan finds in a text, a line each, with who waives it until when, and what may be done about it. */
export function ScanFindings({ findings, of }: { findings: readonly WeighedFinding[]; of: ScannedText }) {
  return findings.map((finding) => (
    <span key={`${finding.file} ${finding.line} ${finding.rule}`} className="line">
      {finding.severity}, {finding.rule}: <UntrustedText text={finding.message} />{" "}
      <code className="t3">
        <UntrustedText text={finding.file} />:{finding.line}
      </code>{" "}
      <Waiving finding={finding} of={of} />
    </span>
  ));
}

function Waiving({ finding, of }: { finding: WeighedFinding; of: ScannedText }) {
  const [asking, setAsking] = useState(false);
  const mayWaive = useMay("skill.write");
  const { waiver, rule, file, line, severity } = finding;
  if (severity !== "critical" && severity !== "high") return null;
  const where = `${rule} in ${file}:${line}`;
  return (
    <>
      {waiver ? (
        <>
          waived by {waiver.by} until <When at={waiver.until} as="day" />: <UntrustedText text={waiver.reason} />{" "}
        </>
      ) : null}
      {mayWaive ? (
        <RowAction
          aria-label={waiver ? `Take the waiver of ${where} back` : `Waive ${where}`}
          onClick={() => setAsking(true)}
        >
          {waiver ? "take back" : "waive…"}
        </RowAction>
      ) : null}
      {asking && waiver ? <LiftDialog id={waiver.id} where={where} onClose={() => setAsking(false)} /> : null}
      {asking && !waiver ? <WaiveDialog finding={finding} of={of} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
