"use client";

import type { CandidateWithChanges, PolicyBrief } from "@yardlet/services";
import dynamic from "next/dynamic";
import { skillHref, subjectLook } from "@/features/candidate/subject.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { capital } from "@/ui/format.ts";
import { Icon } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { Ago, When } from "@/ui/time.tsx";
import { lookOf, type ReviewEntry } from "../entry.ts";
import { PlanBody } from "./plan-body.tsx";

const loading = () => <SkeletonTable rows={5} columns={3} />;

// What a candidate rests on is fetched with the first one of its kind.
const DraftBody = dynamic(() => import("./draft-body.tsx").then((module) => module.DraftBody), { ssr: false, loading });
const UpdateBody = dynamic(() => import("./update-body.tsx").then((module) => module.UpdateBody), {
  ssr: false,
  loading,
});
const DistilledBody = dynamic(() => import("./distilled-body.tsx").then((module) => module.DistilledBody), {
  ssr: false,
  loading,
});
const ForkBody = dynamic(() => import("./fork-body.tsx").then((module) => module.ForkBody), { ssr: false, loading });
const RollbackBody = dynamic(() => import("./rollback-body.tsx").then((module) => module.RollbackBody), {
  ssr: false,
  loading,
});
const ScoreBody = dynamic(() => import("./score-body.tsx").then((module) => module.ScoreBody), { ssr: false, loading });
const GapBody = dynamic(() => import("./gap-body.tsx").then((module) => module.GapBody), { ssr: false, loading });
const PromotionBody = dynamic(() => import("./promotion-body.tsx").then((module) => module.PromotionBody), {
  ssr: false,
  loading,
});
const DuplicateBody = dynamic(() => import("./duplicate-body.tsx").then((module) => module.DuplicateBody), {
  ssr: false,
  loading,
});
const HarmfulBody = dynamic(() => import("./harmful-body.tsx").then((module) => module.HarmfulBody), {
  ssr: false,
  loading,
});
const NoteBody = dynamic(() => import("./note-body.tsx").then((module) => module.NoteBody), { ssr: false, loading });

/** One line of the inbox, whole: what it is, why it waits, and everything it rests on. */
export function EntryDetail({ entry, policy }: { entry: ReviewEntry; policy: PolicyBrief | undefined }) {
  const { icon, kind, at } = lookOf(entry);
  return (
    <div className="b">
      <p className="over">
        <Link className="link back" href="/review">
          All that waits
        </Link>
        <Icon name={icon} /> {kind}, <Ago at={at} />
        <Place entry={entry} />
      </p>
      <Head entry={entry} />
      {entry.about === "weak" ? (
        <ScoreBody home={entry.weak.home} name={entry.weak.name} policy={policy} />
      ) : (
        <CandidateBody candidate={entry.candidate} policy={policy} />
      )}
    </div>
  );
}

function Place({ entry }: { entry: ReviewEntry }) {
  const slug = entry.about === "weak" ? null : entry.candidate.repoSlug;
  if (slug === null) return null;
  return (
    <>
      {" "}
      in{" "}
      <Link className="link" href={`/repos/${slug}`}>
        {slug}
      </Link>
    </>
  );
}

function Head({ entry }: { entry: ReviewEntry }) {
  const look = lookOf(entry);
  if (entry.about === "weak") {
    return (
      <div className="head">
        <div>
          <h1>
            <Link href={`/skills/${entry.weak.home}/${entry.weak.name}`}>{look.name}</Link> {look.aside}
          </h1>
          <p>
            Below the floor since <When at={entry.weak.since} as="day" />. Only learned skills are pruned; this one is
            flagged: edit it, roll it back or deprecate it on its page.
          </p>
        </div>
      </div>
    );
  }
  const { candidate } = entry;
  return (
    <div className="head">
      <div>
        <h1>
          <UntrustedText text={titleOf(candidate)} />
        </h1>
        {isSaidBelow(candidate) ? null : (
          <p>
            <UntrustedText text={sentence(candidate.why)} />
          </p>
        )}
        <p className="sm t3">
          At stake: {candidate.stake.why}.
          {candidate.snoozedUntil ? (
            <>
              {" "}
              Snoozed until <When at={candidate.snoozedUntil} as="day" />.
            </>
          ) : null}
        </p>
      </div>
    </div>
  );
}

function CandidateBody({ candidate, policy }: { candidate: CandidateWithChanges; policy: PolicyBrief | undefined }) {
  const { subject, draft, kind } = candidate;
  const evidence = candidate.evidence;
  if (draft && subject && evidence?.kind === "update" && evidence.from === "distiller")
    return <DistilledBody candidate={candidate} draft={draft} subject={subject} evidence={evidence} />;
  if (draft && kind === "update" && subject)
    return <UpdateBody candidate={candidate} draft={draft} subject={subject} />;
  if (draft) return <DraftBody candidate={candidate} draft={draft} />;
  if (evidence?.kind === "gap") return <GapBody evidence={evidence} />;
  if (evidence?.kind === "duplicate") return <DuplicateBody evidence={evidence} />;
  if (evidence?.kind === "finding" && evidence.from === "scan")
    return <HarmfulBody candidateId={candidate.id} taken={evidence.taken} />;
  if (evidence?.kind === "note") return <NoteBody candidate={candidate} content={evidence.content} />;
  if (subject?.evidence?.kind === "rollback") return <RollbackBody subject={subject} evidence={subject.evidence} />;
  if (subject?.evidence?.kind === "proposal") return <ForkBody subject={subject} evidence={subject.evidence} />;
  if (subject?.evidence?.kind === "promotion") return <PromotionBody subject={subject} evidence={subject.evidence} />;
  if (subject && (kind === "prune" || subject.evidence?.kind === "finding"))
    return <ScoreBody home={subject.home} name={subject.name} policy={policy} links={subjectLook(subject).links} />;
  return (
    <>
      <PlanBody candidate={candidate} />
      {subject ? (
        <p className="under">
          <Link className="link" href={skillHref(subject)}>
            {subject.name} of {subject.home}
          </Link>
        </p>
      ) : null}
    </>
  );
}

function titleOf({ title, draft, kind }: CandidateWithChanges): string {
  if (draft && kind !== "update") return draft.name;
  return capital(title);
}

/** What an agent gives as its reason is below, whole. */
function isSaidBelow({ evidence }: CandidateWithChanges): boolean {
  return evidence?.kind === "draft" && evidence.held === null;
}

function sentence(text: string): string {
  const first = capital(text.trim());
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
