"use client";

import { useQuery } from "@tanstack/react-query";
import type { RepoDetail } from "@yardlet/services";
import { useEquipActions } from "@/features/equip/actions.ts";
import { DELIVERIES } from "@/features/equip/words.ts";
import { QueryError } from "@/ui/query-error.tsx";
import { useMay } from "@/features/frame/viewer.tsx";
import { VersionMark, versionMark } from "@/features/skill/version-mark.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button, ButtonLink } from "@/ui/button.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { useKey } from "@/ui/keys.ts";
import { Link } from "@/ui/link.tsx";
import { Note } from "@/ui/note.tsx";
import { Peek } from "@/ui/peek.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { Table } from "@/ui/table.tsx";
import { Tag } from "@/ui/tag.tsx";
import { Ago } from "@/ui/time.tsx";
import { evidenceText } from "./evidence.tsx";
import { equipWords, suggestedChanges } from "./plan.ts";
import { useSync } from "./sync-action.ts";

interface RepoPeekProps {
  slug: string;
  place: string | undefined;
  onClose(): void;
}

export function RepoPeek({ slug, place, onClose }: RepoPeekProps) {
  const trpc = useTRPC();
  const repo = useQuery(trpc.repo.get.queryOptions({ slug }));
  return (
    <Peek
      title={slug}
      {...(place ? { place } : {})}
      mark={repo.data?.runningJobId ? <Tag tone="acc">job running</Tag> : null}
      onClose={onClose}
    >
      {repo.isPending ? <SkeletonTable rows={6} columns={2} /> : null}
      {repo.isError ? <QueryError error={repo.error} onRetry={() => repo.refetch()} /> : null}
      {repo.data ? <PeekBody detail={repo.data} /> : null}
    </Peek>
  );
}

function PeekBody({ detail }: { detail: RepoDetail }) {
  const { repo, snapshot, switches } = detail;
  return (
    <>
      {repo.error ? <Note tone="bad">{repo.error}.</Note> : null}
      <PeekActions detail={detail} />
      <section>
        <h3>Presets</h3>
        {detail.detections.length === 0 ? <p className="sm t3">None seen yet.</p> : null}
        <Table dense>
          <tbody>
            {detail.detections.map(({ preset, confidence, evidence }) => (
              <tr key={preset}>
                <th scope="row" className="nw">
                  {preset}
                </th>
                <td className="t2">
                  {confidence}
                  {evidence[0] ? (
                    <>
                      , <code>{evidenceText(evidence[0])}</code>
                    </>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
      <section>
        <h3>Equipped</h3>
        {detail.equipped.length === 0 ? <p className="sm t3">Nothing yet.</p> : null}
        <Table dense>
          <tbody>
            {detail.equipped.map((skill) => (
              <tr key={skill.name}>
                <th scope="row">
                  <Link href={`/skills/library/${skill.name}`}>{skill.name}</Link>
                </th>
                <td className="num">
                  <VersionMark
                    number={skill.number}
                    mark={versionMark({
                      inLibrary: skill.latest !== null,
                      current: skill.number === skill.latest,
                      edited: skill.edited,
                    })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
      <section>
        <h3>Facts</h3>
        <Facts>
          <Fact label="Location">{repo.location}</Fact>
          <Fact label="At commit">{snapshot?.commit ? <code>{snapshot.commit.slice(0, 7)}</code> : "—"}</Fact>
          <Fact label="Last sync">{repo.syncedAt ? <Ago at={repo.syncedAt} /> : "not yet"}</Fact>
          <Fact label="Delivery">{DELIVERIES[repo.delivery].word}</Fact>
          <Fact label="auto_equip">
            {switches.autoEquip.value ? "on" : "off"} <span className="t3">{switches.autoEquip.from}</span>
          </Fact>
          <Fact label="Gaps">{detail.gaps.length}</Fact>
        </Facts>
      </section>
    </>
  );
}

function PeekActions({ detail }: { detail: RepoDetail }) {
  const { slug, delivery } = detail.repo;
  const changes = suggestedChanges(detail);
  const { equipSuggested, isPending } = useEquipActions({ slug, delivery });
  const { sync, isPending: asking } = useSync(slug);
  const canEquip = useMay("equip.write") && changes.length > 0;
  const canSync = useMay("repo.sync") && detail.runningJobId === null;
  useKey("e", "Equip what is suggested", () => equipSuggested(changes), canEquip && !isPending);
  useKey("s", "Sync the repo", sync, canSync && !asking);
  return (
    <div className="row">
      <ButtonLink keys={["↵"]} href={`/repos/${slug}`}>
        Open
      </ButtonLink>
      {canEquip ? (
        <Button keys={["e"]} busy={isPending} onClick={() => equipSuggested(changes)}>
          {equipWords(changes)}
        </Button>
      ) : null}
      {canSync ? (
        <Button kind="quiet" keys={["s"]} busy={asking} onClick={sync}>
          Sync
        </Button>
      ) : null}
    </div>
  );
}
