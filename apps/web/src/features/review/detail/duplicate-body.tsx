"use client";

import { useQuery } from "@tanstack/react-query";
import type { DuplicateEvidence } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Link } from "@/ui/link.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { Section } from "@/ui/section.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";

type Side = DuplicateEvidence["keep"];

/** Two skills that say the same, side by side, and the ways to end that. */
export function DuplicateBody({ evidence }: { evidence: DuplicateEvidence }) {
  const { keep, drop } = evidence;
  return (
    <>
      <p className="under">
        Accepting archives{" "}
        <Link className="link" href={hrefOf(drop)}>
          {drop.name} of {drop.home}
        </Link>{" "}
        and keeps{" "}
        <Link className="link" href={hrefOf(keep)}>
          {keep.name} of {keep.home}
        </Link>
        .
      </p>
      <div className="two">
        <Text title="Stays" side={keep} />
        <Text title="Would go" side={drop} />
      </div>
      <p className="sm t3 under">
        To merge them, first{" "}
        <Link className="link" href={`${hrefOf(keep)}/edit`}>
          bring into {keep.name} what only {drop.name} says
        </Link>
        , then accept. To keep the other one, archive {keep.name} on{" "}
        <Link className="link" href={hrefOf(keep)}>
          its page
        </Link>
        . Rejecting dismisses the pair until one of the texts is another.
      </p>
    </>
  );
}

function Text({ title, side }: { title: string; side: Side }) {
  const trpc = useTRPC();
  const { home, name, version: number } = side;
  const text = useQuery(trpc.skill.text.queryOptions({ home, name, number }));
  return (
    <Section title={title} note={`${name} of ${home}, v${number}`}>
      {text.data ? (
        <pre className="code" tabIndex={0} aria-label={`Text of ${name}`}>
          <UntrustedText text={`${text.data.frontmatter.trim()}\n\n${text.data.body.trim()}`} />
        </pre>
      ) : text.isError ? (
        <QueryError error={text.error} onRetry={() => void text.refetch()} />
      ) : (
        <SkeletonTable rows={6} columns={1} />
      )}
    </Section>
  );
}

function hrefOf({ home, name }: Side): string {
  return `/skills/${home}/${name}`;
}
