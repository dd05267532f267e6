"use client";

import type { CandidateWithChanges } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useDecide } from "@/features/candidate/decide.ts";
import { acceptanceOf, skillHref } from "@/features/candidate/subject.ts";
import { SubjectLine } from "@/features/candidate/subject-line.tsx";
import { CANDIDATE_KINDS } from "@/features/candidate/words.ts";
import { changeWords, nameList } from "@/features/equip/words.ts";
import { useMay } from "@/features/frame/viewer.tsx";
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

const SHOWN = 10;

/** Open candidates, most at stake first: j and k move, a accepts, r rejects, s snoozes. */
export function Decisions({ candidates }: { candidates: readonly CandidateWithChanges[] }) {
  const [all, setAll] = useState(false);
  const [rejecting, setRejecting] = useState<CandidateWithChanges>();
  const router = useRouter();
  const mayDecide = useMay("candidate.decide");
  const [snoozing, setSnoozing] = useState<CandidateWithChanges>();
  const { accept, reject, snooze, busy } = useDecide();
  const rows = all ? candidates : candidates.slice(0, SHOWN);
  const { cursor } = useRowCursor(rows, {
    keyOf: (candidate) => candidate.id,
    onOpen: ({ repoSlug, subject }) => {
      if (subject) router.push(skillHref(subject));
      else if (repoSlug !== null) router.push(`/repos/${repoSlug}`);
    },
  });
  const at = rows.find((candidate) => candidate.id === cursor);
  const ready = mayDecide && at !== undefined && !busy;
  useKey("a", "Accept the decision at the cursor", () => at && accept(at), ready);
  useKey("r", "Reject the decision at the cursor", () => setRejecting(at), ready);
  useKey("s", "Snooze the decision at the cursor", () => setSnoozing(at), ready);
  return (
    <Section title="Needs a decision" end={mayDecide ? <Keys /> : null}>
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
                    <RowAction
                      disabled={busy}
                      aria-label={`Accept: ${acceptWord(candidate)}`}
                      onClick={() => accept(candidate)}
                    >
                      {acceptWord(candidate)}
                    </RowAction>
                    <RowAction disabled={busy} onClick={() => setRejecting(candidate)}>
                      reject
                    </RowAction>
                    <RowAction disabled={busy} onClick={() => setSnoozing(candidate)}>
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
      {rejecting ? (
        <RejectDialog
          title={titleOf(rejecting)}
          onClose={() => setRejecting(undefined)}
          onReject={(reason) => {
            reject({ candidate: rejecting, reason });
            setRejecting(undefined);
          }}
        />
      ) : null}
      {snoozing ? (
        <SnoozeDialog
          title={titleOf(snoozing)}
          onClose={() => setSnoozing(undefined)}
          onSnooze={(days, reason) => {
            snooze({ candidate: snoozing, days, reason });
            setSnoozing(undefined);
          }}
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

/** What accepting does, in a word or two. */
function acceptWord(candidate: CandidateWithChanges): string {
  const acceptance = acceptanceOf(candidate);
  if (acceptance) return acceptance.word;
  return candidate.delivery === "none" ? "make a patch" : "accept";
}

function What({ candidate }: { candidate: CandidateWithChanges }) {
  const { changes, title, subject } = candidate;
  if (subject) return <SubjectLine title={title} subject={subject} />;
  return changes.length === 0 ? title : `${changeWords(changes)}: ${nameList(changes.map((change) => change.skill))}`;
}
