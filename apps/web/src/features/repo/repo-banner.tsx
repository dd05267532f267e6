"use client";

import { useQuery } from "@tanstack/react-query";
import type { CandidateWithChanges, RepoDetail } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useDecide } from "@/features/candidate/decide.ts";
import { CREDENTIALS_HREF } from "@/features/credential/search-params.ts";
import { changeWords, nameList } from "@/features/equip/words.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { JOB_KINDS } from "@/features/job/words.ts";
import { Link } from "@/ui/link.tsx";
import { equipWords } from "./plan.ts";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { capital } from "@/ui/format.ts";
import { useKey } from "@/ui/keys.ts";
import { Note } from "@/ui/note.tsx";
import { Progress } from "@/ui/progress.tsx";
import { Ago } from "@/ui/time.tsx";

const MovedRepo = dynamic(() => import("./repo-notices.tsx").then((module) => module.MovedRepo));
const DeclinedPush = dynamic(() => import("./repo-notices.tsx").then((module) => module.DeclinedPush));
const RejectDialog = dynamic(
  () => import("@/features/candidate/reject-dialog.tsx").then((module) => module.RejectDialog),
  { ssr: false },
);

/** What is going on with the repo now, and what waits for somebody. */
export function RepoBanner({ detail }: { detail: RepoDetail }) {
  const { repo, runningJobId, candidate, pending } = detail;
  const shown = [
    runningJobId ? <RunningJob key="job" id={runningJobId} slug={repo.slug} first={repo.state === "new"} /> : null,
    repo.state === "new" && !runningJobId ? <NeverRead key="new" slug={repo.slug} /> : null,
    repo.state === "error" ? <FailedSync key="error" detail={detail} /> : null,
    pending?.state === "refused" ? (
      <Note key="refused" tone="bad">
        The last change was refused: {pending.note ?? "no reason on record"}.
      </Note>
    ) : null,
    repo.delivery === "none" ? (
      <Note key="delivery" tone="warn">
        Read-only: Yardlet writes nothing here and makes a patch instead.
        {repo.deliveryNote ? ` ${capital(repo.deliveryNote)}.` : ""}
      </Note>
    ) : null,
    repo.movedTo === null ? null : <MovedRepo key="moved" repo={repo} />,
    repo.pushRefused === null ? null : <DeclinedPush key="declined" repo={repo} said={repo.pushRefused} />,
    candidate ? <Decision key="candidate" candidate={candidate} /> : null,
  ].filter(Boolean);
  return shown.length > 0 ? <div className="banners">{shown}</div> : null;
}

function RunningJob({ id, slug, first }: { id: string; slug: string; first: boolean }) {
  const trpc = useTRPC();
  const { data: job } = useQuery(trpc.job.get.queryOptions({ id }));
  const title = first
    ? `Reading ${slug} for the first time`
    : job
      ? JOB_KINDS[job.kind].about(slug)
      : "A job is running";
  const step = job === undefined ? "" : job.state === "queued" ? "waits for a worker" : (job.step ?? "starting");
  return (
    <div className="running" role="status">
      <p>
        <Link className="strong" href={`/jobs/${id}`}>
          {title}
        </Link>{" "}
        <span className="t3">{step}</span>
      </p>
      <Progress label={title} share={job?.progress ?? 0} />
    </div>
  );
}

function NeverRead({ slug }: { slug: string }) {
  return (
    <Note tone="warn">
      This repo has not been read yet. Sync it now, or see{" "}
      <Link className="link" href={`/jobs?repo=${slug}`}>
        its jobs
      </Link>
      .
    </Note>
  );
}

function FailedSync({ detail: { repo } }: { detail: RepoDetail }) {
  const mayGive = useMay("credential.manage") && repo.locationKind === "url";
  return (
    <Note tone="bad">
      The last sync failed: {repo.error ?? "no reason on record"}. Mend that and sync again
      {repo.syncedAt ? (
        <>
          ; what stands here is from <Ago at={repo.syncedAt} />
        </>
      ) : null}
      .{" "}
      <Link className="link" href={`/jobs?repo=${repo.slug}&state=failed`}>
        Failed jobs
      </Link>
      {mayGive ? (
        <>
          {" · "}
          <Link className="link" href={CREDENTIALS_HREF}>
            Credentials
          </Link>
        </>
      ) : null}
    </Note>
  );
}

function Decision({ candidate }: { candidate: CandidateWithChanges }) {
  const [rejecting, setRejecting] = useState(false);
  const { decide, busy, refused, forget } = useDecide();
  const accept = () => decide({ candidates: [candidate], choice: { kind: "accept" } });
  const mayDecide = useMay("candidate.decide");
  const words =
    candidate.delivery === "none"
      ? "Make a patch"
      : candidate.changes.length > 0
        ? equipWords(candidate.changes)
        : "Accept";
  useKey("e", words, accept, mayDecide && !busy);
  useKey("a", "Accept what waits", accept, mayDecide && !busy);
  useKey("r", "Reject what waits", () => setRejecting(true), mayDecide && !busy);
  const { changes, why, title } = candidate;
  return (
    <div className="decision">
      <p>
        <span className="strong">A decision waits: {changes.length > 0 ? changeWords(changes) : title}.</span>{" "}
        <span className="t2">
          {nameList(changes.map((change) => change.skill))}. <span className="t3">{capital(why)}.</span>
        </span>
      </p>
      {mayDecide ? (
        <div className="row">
          <Button kind="primary" keys={["e"]} busy={busy} onClick={accept}>
            {words}
          </Button>
          <Button kind="danger" keys={["r"]} disabled={busy} onClick={() => setRejecting(true)}>
            Reject…
          </Button>
        </div>
      ) : null}
      {rejecting ? (
        <RejectDialog
          title={title}
          kind={candidate.kind}
          busy={busy}
          error={refused}
          onClose={() => {
            setRejecting(false);
            forget();
          }}
          onReject={(reason) =>
            decide({
              candidates: [candidate],
              choice: { kind: "reject", reason },
              onDone: () => setRejecting(false),
            })
          }
        />
      ) : null}
    </div>
  );
}
