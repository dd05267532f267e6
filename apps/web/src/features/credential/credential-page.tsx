"use client";

import { useQuery } from "@tanstack/react-query";
import type { CredentialView } from "@yardlet/services";
import { useTRPC } from "@/trpc/client.ts";
import { EmptyState } from "@/ui/empty-state.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { Link } from "@/ui/link.tsx";
import { Note } from "@/ui/note.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { RailSection, Section, WithRail } from "@/ui/section.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { Ago, When } from "@/ui/time.tsx";
import { CredentialActions } from "./credential-actions.tsx";
import { CredentialStateWord } from "./credential-state.tsx";
import { CREDENTIALS_HREF } from "./search-params.ts";
import { TrialLine } from "./trial-line.tsx";
import { hintWords, KINDS } from "./words.ts";

/** One credential: who signs in with it, what the host said of it, and what can be done with it. */
export function CredentialPage({ id }: { id: string }) {
  const trpc = useTRPC();
  const list = useQuery(trpc.credential.list.queryOptions());
  const credential = list.data?.find((one) => one.id === id);
  return (
    <>
      <p className="sm">
        <Link className="link" href={CREDENTIALS_HREF}>
          All credentials
        </Link>
      </p>
      {list.isPending ? <SkeletonTable rows={5} columns={2} /> : null}
      {list.isError ? <QueryError error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.data && !credential ? (
        <EmptyState title="There is no such credential any more">It was removed.</EmptyState>
      ) : null}
      {credential ? <Whole credential={credential} /> : null}
    </>
  );
}

function Whole({ credential }: { credential: CredentialView }) {
  return (
    <Section
      title={<span className="clamp">{credential.host}</span>}
      end={<CredentialActions credential={credential} />}
    >
      <div className="stack">
        <Trouble credential={credential} />
        <WithRail rail={<About credential={credential} />}>
          <Users credential={credential} />
        </WithRail>
      </div>
    </Section>
  );
}

/** What keeps it from working, where something does. */
function Trouble({ credential: { locked, failedAt, failure } }: { credential: CredentialView }) {
  if (locked) return <Note tone="warn">{locked}.</Note>;
  if (!failedAt) return null;
  return (
    <Note tone="bad">
      The host refused it <Ago at={failedAt} />: {failure}. Change it; what could not be read is read again then.
    </Note>
  );
}

function Users({ credential: { repos, isSource } }: { credential: CredentialView }) {
  if (repos.length === 0 && !isSource) {
    return <EmptyState title="Nobody signs in with it yet">It is used for every repo at this host.</EmptyState>;
  }
  return (
    <Table label="Read with it">
      <TableHead columns={["Read with it", ["Address", "p2"]]} />
      <tbody>
        {isSource ? (
          <tr>
            <th scope="row">
              <Link href="/settings?tab=library">the library’s source</Link>
            </th>
            <td className="t2 p2" />
          </tr>
        ) : null}
        {repos.map(({ slug, location }) => (
          <tr key={slug}>
            <th scope="row">
              <Link href={`/repos/${slug}`}>{slug}</Link>
            </th>
            <td className="t2 p2">{location}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function About({ credential }: { credential: CredentialView }) {
  const { kind, username, knownHosts, trial } = credential;
  return (
    <>
      <RailSection title="Facts">
        <Facts>
          <Fact label="State">
            <CredentialStateWord {...credential} />
          </Fact>
          <Fact label="Signs in over">{KINDS[kind].word}</Fact>
          {username === null ? null : <Fact label="User">{username}</Fact>}
          <Fact label={kind === "ssh_key" ? "Fingerprint" : "Ends with"}>
            <code>{hintWords(credential)}</code>
          </Fact>
          {kind === "ssh_key" ? <Fact label="The host’s keys">{knownHosts ? "given" : "the worker’s own"}</Fact> : null}
          <Fact label="Last used">{credential.usedAt ? <Ago at={credential.usedAt} /> : "never"}</Fact>
          <Fact label="Added">
            <When at={credential.createdAt} as="day" /> by {credential.createdBy}
          </Fact>
          {credential.rotatedAt ? (
            <Fact label="Changed">
              <When at={credential.rotatedAt} as="day" /> by {credential.rotatedBy}
            </Fact>
          ) : null}
        </Facts>
      </RailSection>
      {trial ? (
        <RailSection title="Last try">
          <div className="sm">
            <TrialLine trial={trial} />
          </div>
          <Facts>
            <Fact label="At">{trial.url}</Fact>
            <Fact label="Asked">
              <Ago at={trial.askedAt} /> by {trial.askedBy}
            </Fact>
          </Facts>
        </RailSection>
      ) : null}
    </>
  );
}
