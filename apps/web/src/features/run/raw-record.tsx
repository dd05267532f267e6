"use client";

import type { RunDetail } from "@yardlet/services";
import { useState } from "react";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Button } from "@/ui/button.tsx";
import { CopyButton } from "@/ui/copy.tsx";
import { Section } from "@/ui/section.tsx";

/** The record as it is stored, for those who want to see all of it. */
export function RawRecord({ record }: { record: RunDetail["record"] }) {
  const [open, setOpen] = useState(false);
  const text = open ? JSON.stringify(record, null, 2) : "";
  return (
    <Section
      title="Record"
      note="as stored, with the times brought into one form"
      end={
        <div className="row">
          {open ? <CopyButton text={text} label="Copy the record" /> : null}
          <Button kind="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? "Hide" : "Show"}
          </Button>
        </div>
      }
    >
      {open ? (
        <pre className="json" tabIndex={0}>
          <UntrustedText text={text} />
        </pre>
      ) : null}
    </Section>
  );
}
