"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { DuplicateCluster, DuplicateLine, DuplicateSkill } from "@yardlet/services";
import { reviewHref } from "@/features/review/search-params.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { EmptyState } from "@/ui/empty-state.tsx";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";
import { DUPLICATES } from "./search-params.ts";
import { likenessWords } from "./words.ts";

const PAIRS_SHOWN = 12;

type State = "open" | "dismissed";

/** Skills that are like each other, cluster by cluster. */
export function DuplicateClusters({ state }: { state: State }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.skill.duplicates.queryOptions({ state }));
  const other = state === "open" ? "dismissed" : "open";
  const rest = data.total - data.clusters.length;
  return (
    <>
      <p className="sm t3 under">
        {formatCount(data.total, "cluster")}
        {rest > 0 ? `, the ${data.clusters.length} largest` : ""} ·{" "}
        <Link className="link" href={DUPLICATES.href("/skills/duplicates", { state: other })}>
          {other === "dismissed" ? "those that were dismissed" : "those that wait"}
        </Link>
      </p>
      {data.clusters.length === 0 ? <Nothing state={state} /> : null}
      {data.clusters.map((cluster) => (
        <Cluster key={cluster.skills.map(hrefOf).join(" ")} cluster={cluster} />
      ))}
    </>
  );
}

function Nothing({ state }: { state: State }) {
  if (state === "dismissed") {
    return (
      <EmptyState title="Nothing was dismissed">
        A pair that somebody dismisses stays here with the reason, and comes back once one of the texts is another.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No duplicates">
      Every new text is compared with the library and with the skills of its own home. Two that send work to each other
      (“not for …: use …”) are told apart by their descriptions.
    </EmptyState>
  );
}

function Cluster({ cluster: { skills, pairs } }: { cluster: DuplicateCluster }) {
  const { shown, more } = useFirstRows(pairs, PAIRS_SHOWN, "pair");
  return (
    <Section title={formatCount(skills.length, "skill")} note={skills.map(({ name }) => name).join(", ")} end={more}>
      <Table dense label={`Pairs of ${skills.map(({ name }) => name).join(", ")}`}>
        <TableHead columns={["Skill", "Is like", ["How", "p2"], "What to do"]} />
        <tbody>
          {shown.map((pair) => (
            <tr key={`${hrefOf(pair.a)} ${hrefOf(pair.b)}`}>
              <th scope="row">
                <Skill skill={pair.a} />
              </th>
              <td>
                <Skill skill={pair.b} />
              </td>
              <td className="t2 p2 wrap">{likenessWords(pair)}</td>
              <td className="wrap">
                <Fate pair={pair} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function Skill({ skill }: { skill: DuplicateSkill }) {
  return (
    <>
      <Link href={hrefOf(skill)}>{skill.name}</Link> <span className="sub">{skill.home}</span>
    </>
  );
}

function Fate({ pair: { candidateId, dismissed } }: { pair: DuplicateLine }) {
  if (dismissed) {
    return (
      <span className="t2">
        dismissed by {dismissed.by}, <When at={dismissed.at} as="day" />: <UntrustedText text={dismissed.reason} />
      </span>
    );
  }
  if (candidateId === null) return <span className="t3">decided</span>;
  return (
    <Link className="link" href={reviewHref(candidateId)}>
      compare and decide
    </Link>
  );
}

function hrefOf({ home, name }: DuplicateSkill): string {
  return `/skills/${home}/${name}`;
}
