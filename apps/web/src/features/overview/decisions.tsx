"use client";

import type { CandidateWithChanges } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useDecide } from "@/features/candidate/decide.ts";
import type { Choice } from "@/features/candidate/decided-words.ts";
import { acceptWord, asksFirst } from "@/features/candidate/subject.ts";
import { SubjectLine } from "@/features/candidate/subject-line.tsx";
import { CANDIDATE_KINDS } from "@/features/candidate/words.ts";
import { changeWords, nameList } from "@/features/equip/words.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { reviewHref } from "@/features/review/search-params.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { KeyHints, RowAction } from "@/ui/button.tsx";
import { Icon } from "@/ui/glyph.tsx";
import { useKey } from "@/ui/keys.ts";
import { Link } from "@/ui/link.tsx";
import { useRowCursor } from "@/ui/row-cursor.ts";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";
import { Ago } from "@/ui/time.tsx";

const RejectDialog = dynamic(
  () => import("@/features/candidate/reject-dialog.tsx").then((module) => module.RejectDialog),
  { ssr: false },
);

const SnoozeDialog = dynamic(
  () => import("@/features/candidate/snooze-dialog.tsx").then((module) => module.SnoozeDialog),
  { ssr: false },
);

const ConfirmAccept = dynamic(
  () => import("@/features/candidate/confirm-accept.tsx").then((module) => module.ConfirmAccept),
  { ssr: false },
);

const SHOWN = 10;

/** What a dialog asks about a candidate. */
interface Asking {
  about: Choice["kind"];
  candidate: CandidateWithChanges;
}

/** Open candidates, most at stake first: j and k move, a accepts, r rejects, s snoozes. */
export function Decisions({ candidates }: { candidates: readonly CandidateWithChanges[] }) {
  const [all, setAll] = useState(false);
  const [asking, setAsking] = useState<Asking>();
  const router = useRouter();
  const mayDecide = useMay("candidate.decide");
  const { decide, busy, refused, forget } = useDecide();
  const accept = (candidate: CandidateWithChanges) => decide({ candidates: [candidate], choice: { kind: "accept" } });
  const ask = (about: Asking["about"], candidate: CandidateWithChanges) => setAsking({ about, candidate });
  const close = () => {
    setAsking(undefined);
    forget();
  };
  const choose = (choice: Choice, candidate: CandidateWithChanges) =>
    decide({ candidates: [candidate], choice, onDone: () => setAsking(undefined) });
  const rows = all ? candidates : candidates.slice(0, SHOWN);
  const { cursor } = useRowCursor(rows, {
    keyOf: (candidate) => candidate.id,
    onOpen: ({ id }) => router.push(reviewHref(id)),
  });
  const at = rows.find((candidate) => candidate.id === cursor);
  const ready = mayDecide && at !== undefined && !busy;
  const tryAccept = (one: CandidateWithChanges) => (asksFirst(one) ? ask("accept", one) : accept(one));
  const acceptAt = (one: CandidateWithChanges) => (isReadFirst(one) ? router.push(reviewHref(one.id)) : tryAccept(one));
  useKey("a", "Accept the decision at the cursor", () => at && acceptAt(at), ready);
  useKey("r", "Reject the decision at the cursor", () => at && ask("reject", at), ready);
  useKey("s", "Snooze the decision at the cursor", () => at && ask("snooze", at), ready);
  return (
    <Section
      title="Needs a decision"
      end={
        <>
          {mayDecide ? <Keys /> : null}
          {"\u2003"}
          <Link className="link" href="/review">
            Review
          </Link>
        </>
      }
    >
      <Table label="Needs a decision">
        <TableHead columns={["Kind", "Repo", ["What", "p2"], ["Why it waits", "p3"], ["Since", "num p2"]]}>
          <ActionHead />
        </TableHead>
        <tbody>
          {rows.map((candidate) => (
            <tr key={candidate.id} data-row={candidate.id} className={cursor === candidate.id ? "sel" : undefined}>
              <td className="t2 nw">
                <Icon name={CANDIDATE_KINDS[candidate.kind].icon} />
                {"\u2002"}
                {CANDIDATE_KINDS[candidate.kind].word}
              </td>
              <th scope="row">
                {candidate.repoSlug === null ? (
                  "—"
                ) : (
                  <Link href={`/repos/${candidate.repoSlug}`}>{candidate.repoSlug}</Link>
                )}
                <div className="sub m-only wrap">
                  <What candidate={candidate} />
                </div>
              </th>
              <td className="t2 p2">
                <What candidate={candidate} />
              </td>
              <td className="t2 p3">{candidate.why}</td>
              <td className="num t3 p2">
                <Ago at={candidate.createdAt} />
              </td>
              <td className="num">
                {mayDecide ? (
                  <span className="acts">
                    {isReadFirst(candidate) ? (
                      <Link className="act" href={reviewHref(candidate.id)}>
                        {candidate.kind === "gap" ? "look" : "read"}
                      </Link>
                    ) : (
                      <RowAction
                        disabled={busy}
                        aria-label={`Accept: ${acceptWord(candidate)}`}
                        onClick={() => tryAccept(candidate)}
                      >
                        {acceptWord(candidate)}
                      </RowAction>
                    )}
                    <RowAction disabled={busy} onClick={() => ask("reject", candidate)}>
                      reject
                    </RowAction>
                    <RowAction disabled={busy} onClick={() => ask("snooze", candidate)}>
                      snooze
                    </RowAction>
                  </span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {candidates.length > rows.length ? (
        <p className="more">
          <button type="button" className="link" onClick={() => setAll(true)}>
            Show all {candidates.length}
          </button>
        </p>
      ) : null}
      {asking?.about === "accept" ? (
        <ConfirmAccept
          title={titleOf(asking.candidate)}
          candidates={[asking.candidate]}
          onClose={close}
          onAccept={() => {
            close();
            accept(asking.candidate);
          }}
        />
      ) : null}
      {asking?.about === "reject" ? (
        <RejectDialog
          title={titleOf(asking.candidate)}
          kind={asking.candidate.kind}
          busy={busy}
          error={refused}
          onClose={close}
          onReject={(reason) => choose({ kind: "reject", reason }, asking.candidate)}
        />
      ) : null}
      {asking?.about === "snooze" ? (
        <SnoozeDialog
          title={titleOf(asking.candidate)}
          busy={busy}
          error={refused}
          onClose={close}
          onSnooze={(snooze, reason) => choose({ kind: "snooze", snooze, reason }, asking.candidate)}
        />
      ) : null}
    </Section>
  );
}

function titleOf({ title, repoSlug }: CandidateWithChanges): string {
  return repoSlug === null ? title : `${title} in ${repoSlug}`;
}

function Keys() {
  return (
    <span className="keyline p2">
      <span>
        <KeyHints keys={["j", "k"]} /> move
      </span>
      <span>
        <KeyHints keys={["a"]} /> accept
      </span>
      <span>
        <KeyHints keys={["r"]} /> reject
      </span>
      <span>
        <KeyHints keys={["s"]} /> snooze
      </span>
    </span>
  );
}

/** A text that would be installed is read before it is accepted, as is what a fork or a promotion would change; a gap is answered by research. */
function isReadFirst({ draft, kind, subject }: CandidateWithChanges): boolean {
  return draft !== null || kind === "gap" || kind === "promotion" || subject?.evidence?.kind === "proposal";
}

function What({ candidate }: { candidate: CandidateWithChanges }) {
  const { id, changes, title, subject } = candidate;
  if (subject) return <SubjectLine title={title} subject={subject} />;
  return (
    <Link className="link" href={reviewHref(id)}>
      {changes.length === 0 ? (
        <UntrustedText text={title} />
      ) : (
        `${changeWords(changes)}: ${nameList(changes.map((change) => change.skill))}`
      )}
    </Link>
  );
}
