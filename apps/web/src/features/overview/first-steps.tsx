"use client";

import type { Overview } from "@yardlet/services";
import { useMay } from "@/features/frame/viewer.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { CopyCommand } from "@/ui/copy.tsx";
import { formatCount } from "@/ui/format.ts";
import { PageHead } from "@/ui/page-head.tsx";
import { Section } from "@/ui/section.tsx";
import { Step, Steps } from "@/ui/steps.tsx";
import { RunningJobs } from "./running-jobs.tsx";

/** The overview before there is anything to look over. */
export function FirstSteps({ overview: { counts, running } }: { overview: Overview }) {
  const mayAdd = useMay("repo.add");
  return (
    <>
      <PageHead
        title="No repos yet"
        lead="Add the repositories your agents work in: Yardlet reads them, says what each one is, and equips the skills it should carry."
      >
        {mayAdd ? (
          <ButtonLink kind="primary" href="/repos/add">
            Add repos
          </ButtonLink>
        ) : null}
      </PageHead>
      <div className="form-page">
        <Section title="What happens next">
          <Steps>
            <Step
              state={counts.skills > 0 ? "done" : "now"}
              note={counts.skills > 0 ? formatCount(counts.skills, "skill") : "being read"}
            >
              Read the library
            </Step>
            <Step
              state={counts.skills > 0 ? "now" : "later"}
              note={mayAdd ? "a dry run first, nothing is written" : "an admin does this"}
            >
              Add repos by clone URL or local path
            </Step>
            <Step state="later" note="evidence by file and line">
              Yardlet classifies each one
            </Step>
            <Step state="later" note="one commit, undone in one action">
              Yardlet equips what is missing, or asks
            </Step>
          </Steps>
        </Section>
        <Section title="Or from a terminal" note="one repository, without this server">
          <CopyCommand command="npx yardlet skill suggest" />
        </Section>
      </div>
      {running.length > 0 ? <RunningJobs jobs={running} /> : null}
    </>
  );
}
