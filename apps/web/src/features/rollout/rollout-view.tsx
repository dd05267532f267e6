"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { RolloutDetail, RolloutPart } from "@yardlet/services";
import { useMay } from "@/features/frame/viewer.tsx";
import { DELIVERIES } from "@/features/equip/words.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { capital, formatCount } from "@/ui/format.ts";
import { Glyph } from "@/ui/glyph.tsx";
import { useKey } from "@/ui/keys.ts";
import { Link } from "@/ui/link.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { Progress } from "@/ui/progress.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";
import { toast } from "@/ui/toast.tsx";
import { STEPS, updateWords } from "./words.ts";

/** How one reviewed update goes in each repo. */
export function RolloutView({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data: rollout } = useSuspenseQuery(trpc.rollout.get.queryOptions({ id }));
  const { parts, counts, ended } = rollout;
  const { retry, busy } = useRetry(id);
  const mayRetry = useMay("equip.write") && counts.failed > 0;
  useKey("r", "Try the failed ones again", retry, mayRetry && !busy);
  const over = parts.length - counts.waiting - counts.running;
  return (
    <>
      <PageHead
        title={titleOf(rollout)}
        lead={
          <>
            By <UntrustedText text={rollout.by} />, <When at={rollout.at} />: <UntrustedText text={rollout.reason} />
          </>
        }
      >
        {mayRetry ? (
          <Button kind="primary" keys={["r"]} busy={busy} onClick={retry}>
            Retry {counts.failed} failed
          </Button>
        ) : null}
      </PageHead>
      <section className="sec" aria-label="Progress">
        <div className="headline" role="status">
          <h2>{ended ? "Over" : "Under way"}</h2>
          <span className="sm t2 end">
            {over} of {formatCount(parts.length, "repo")}
            {counts.failed > 0 ? `, ${counts.failed} failed` : ""}
          </span>
        </div>
        <Progress label="Repos that are over" share={shareOf(parts)} over={ended} />
      </section>
      <Section title="Repos">
        <Table label="Repos of the rollout">
          <TableHead columns={["Repo", "State", ["Updates", "p2"], ["Delivery", "p2"], ["Commit", "num p2"]]} />
          <tbody>
            {parts.map((part) => (
              <PartRow key={part.repo} part={part} />
            ))}
          </tbody>
        </Table>
      </Section>
    </>
  );
}

function PartRow({ part }: { part: RolloutPart }) {
  const { repo, step, doing, note, updates, delivery, commit, jobId } = part;
  const { glyph, tone, word } = STEPS[step];
  return (
    <tr>
      <th scope="row">
        <Link href={`/repos/${repo}`}>{repo}</Link>
      </th>
      <td>
        <span className="nw">
          <Glyph name={glyph} tone={tone} />{" "}
          {jobId === null ? (
            word
          ) : (
            <Link className="act" href={`/jobs/${jobId}`}>
              {word}
            </Link>
          )}
        </span>
        {doing === null ? null : <span className="sub"> {doing}</span>}
        {note === null ? null : <div className="sm t2 wrap">{note}</div>}
        <div className="sub m-only wrap">{updateWords(updates)}</div>
      </td>
      <td className="t2 p2 wrap">{updateWords(updates)}</td>
      <td className="t2 p2">{DELIVERIES[delivery].word}</td>
      <td className="num t3 p2">{commit === null ? "—" : <code>{commit.slice(0, 7)}</code>}</td>
    </tr>
  );
}

function useRetry(id: string): { retry: () => void; busy: boolean } {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => api.rollout.retry.mutate({ id }),
    onSuccess: ({ repos }) => toast({ text: `Trying again in ${formatCount(repos.length, "repo")}` }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: () => queries.invalidateQueries(trpc.rollout.pathFilter()),
  });
  return { retry: () => retry.mutate(), busy: retry.isPending };
}

/** The title is what came of it, once something did. */
function titleOf({ title, counts, ended, parts }: RolloutDetail): string {
  const what = capital(title);
  if (!ended) return what;
  if (counts.failed === 0) return `${what}: done`;
  return `${what}: ${counts.failed} of ${parts.length} failed`;
}

function shareOf(parts: readonly RolloutPart[]): number {
  return parts.length === 0 ? 1 : parts.reduce((sum, { progress }) => sum + progress, 0) / parts.length;
}
