"use client";

import type { DistilProposal } from "@yardlet/core/distil";
import type { DistillationDetail } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { capital } from "@/ui/format.ts";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { LessonCandidate } from "./lesson-candidate.tsx";
import { fractionValue, fractionWords } from "./words.ts";

const SHOWN = 25;

interface ProposalTableProps {
  proposals: readonly DistilProposal[];
  updates: DistillationDetail["updates"];
}

/** What is proposed, by rank, and what became of each. */
export function ProposalTable({ proposals, updates }: ProposalTableProps) {
  const { shown, more } = useFirstRows(proposals, SHOWN, "proposal");
  const byId = new Map(updates.map((one) => [one.proposalId, one]));
  return (
    <Section title="Proposals" note="each waits in Review, unless it says why not" end={more}>
      {proposals.length === 0 ? (
        <p className="t3">None: nothing returned twice, was severe, or was asked for.</p>
      ) : (
        <Table label="Proposals">
          <TableHead columns={["Proposal", ["Confidence", "num"], "Decision"]} />
          <tbody>
            {shown.map((proposal) => (
              <ProposalRow key={proposal.proposal_id} proposal={proposal} update={byId.get(proposal.proposal_id)} />
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

interface ProposalRowProps {
  proposal: DistilProposal;
  update: DistillationDetail["updates"][number] | undefined;
}

function ProposalRow({ proposal, update }: ProposalRowProps) {
  const { target_skills: targets, base_version: base, recurrence_count: recurrence, counter_count: counter } = proposal;
  const fraction = { numerator: proposal.confidence_numerator, denominator: proposal.confidence_denominator };
  const { candidateId = null, state = null, why = "" } = update ?? {};
  return (
    <tr className="top-row">
      <th scope="row" className="long">
        <UntrustedText text={capital(update?.title ?? proposal.candidate_change)} />
        <span className="t3">
          {" "}
          <UntrustedText text={targets.length === 0 ? "asks for a new skill" : targetWords(targets, base)} />
        </span>
        {candidateId === null ? null : (
          <div className="sub wrap">
            <UntrustedText text={why} />
          </div>
        )}
      </th>
      <td className="num">
        {fractionValue(fraction)}
        <div className="sub p2">{fractionWords({ recurrence, counter })}</div>
      </td>
      <td className={candidateId === null ? "wrap" : undefined}>
        {candidateId === null || state === null ? (
          <span className="t3">
            none: <UntrustedText text={why} />
          </span>
        ) : (
          <LessonCandidate candidate={{ id: candidateId, state }} />
        )}
      </td>
    </tr>
  );
}

/** `for v5`: the title names the skill. */
function targetWords(targets: readonly string[], base: number | null): string {
  return base === null ? `for ${targets.join(", ")}` : `for v${base}`;
}
