"use client";

import { useQuery } from "@tanstack/react-query";
import type { Usage } from "@yardlet/core/equip";
import type { DriftRow, EquippedHere, RepoDetail, SkillChange } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { canMerge } from "@/features/drift/actions.ts";
import { DriftWord } from "@/features/drift/drift-word.tsx";
import { useEquipActions } from "@/features/equip/actions.ts";
import { whyWords } from "@/features/equip/words.ts";
import { formatScore } from "@/features/score/format.ts";
import { ScoreBar, ScoreBarHead, ScoreWords } from "@/features/score/score-words.tsx";
import { useMay } from "@/features/frame/viewer.tsx";
import { UsageTag } from "@/features/skill/usage-words.tsx";
import { USAGE_NAMES, USAGES } from "@/features/skill/words.ts";
import { VersionMark, versionMark } from "@/features/skill/version-mark.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { RowAction } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { FilterChip } from "@/ui/filters.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import { useKey } from "@/ui/keys.ts";
import { Link } from "@/ui/link.tsx";
import { useRowCursor } from "@/ui/row-cursor.ts";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table } from "@/ui/table.tsx";
import { useUrlState } from "@/url/use-url-state.ts";
import { repoDriftOptions } from "./queries.ts";
import { REPO_PAGE } from "./search-params.ts";

const UnequipDialog = dynamic(
  () => import("@/features/equip/unequip-dialog.tsx").then((module) => module.UnequipDialog),
  { ssr: false },
);

const UNDER_WAY: Partial<Record<SkillChange["action"], string>> = {
  add: "being equipped",
  update: "being updated",
  remove: "being removed",
};

/** What lies at HEAD now, and what a job is about to change; j and k move, x unequips. */
export function EquippedSkills({ detail }: { detail: RepoDetail }) {
  const { repo, underWay } = detail;
  const [{ usage: shown }, setState] = useUrlState(REPO_PAGE);
  const equipped = detail.equipped.filter(({ usage }) => shown === null || usage === shown);
  const router = useRouter();
  const trpc = useTRPC();
  const drift = useQuery(repoDriftOptions(trpc, repo.slug));
  const rows = new Map((drift.data?.rows ?? []).map((row) => [row.name, row]));
  const homeOf = ({ name, latest }: EquippedHere) => homeSlugOf(repo.slug, latest, rows.get(name));
  const mayEquip = useMay("equip.write");
  const { unequip } = useEquipActions(repo);
  const [removing, setRemoving] = useState<EquippedHere>();
  const { cursor } = useRowCursor(equipped, {
    keyOf: (skill) => skill.name,
    onOpen: (skill) => router.push(`/skills/${homeOf(skill)}/${skill.name}`),
  });
  const changing = new Map(underWay.map((change) => [change.skill, UNDER_WAY[change.action]]));
  const coming = underWay.filter(
    (change) => change.action === "add" && !equipped.some((skill) => skill.name === change.skill),
  );
  const at = equipped.find((skill) => skill.name === cursor);
  useKey(
    "x",
    "Unequip the skill at the cursor",
    () => setRemoving(at),
    mayEquip && at !== undefined && !changing.has(at.name),
  );
  return (
    <Section
      title="Equipped"
      note="as they lie in .agents/skills at the last sync"
      end={
        <>
          <UsageFilter equipped={detail.equipped} value={shown} onChange={(usage) => setState({ usage })} />{" "}
          {rows.size > 0 ? (
            <Link className="link" href={`/drift?repo=${repo.slug}`}>
              drift
            </Link>
          ) : null}
        </>
      }
    >
      {equipped.length === 0 && shown !== null ? (
        <EmptyState title={`None is ${USAGES[shown].word} here`}>Any use shows them all again.</EmptyState>
      ) : equipped.length + coming.length === 0 ? (
        <EmptyState title="No skill is equipped">
          {detail.plan.some((entry) => entry.action === "add")
            ? "Equip what is suggested above, or choose a skill of the library."
            : "Nothing is suggested either. Choose a skill of the library, or add a preset."}
        </EmptyState>
      ) : (
        <Table label="Equipped skills">
          <thead>
            <tr>
              <th scope="col">Skill</th>
              <th scope="col">Score here</th>
              <th scope="col" className="p2">
                <ScoreBarHead />
              </th>
              <th scope="col" className="num p2">
                n
              </th>
              <th scope="col" className="p3">
                All repos
              </th>
              <th scope="col" className="p2">
                Version
              </th>
              <th scope="col" className="p2">
                Why
              </th>
              <ActionHead />
            </tr>
          </thead>
          <tbody>
            {equipped.map((skill) => (
              <tr key={skill.name} data-row={skill.name} className={cursor === skill.name ? "sel" : undefined}>
                <th scope="row">
                  <Link href={`/skills/${homeOf(skill)}/${skill.name}`}>{skill.name}</Link>{" "}
                  <UsageTag usage={skill.usage} />
                  <div className="sub m-only">
                    <PlacedVersion skill={skill} row={rows.get(skill.name)} />
                  </div>
                </th>
                <ScoreCells skill={skill} />
                <td className="p2">
                  <PlacedVersion skill={skill} row={rows.get(skill.name)} />
                </td>
                <td className="t2 p2">{whyWords(skill.why)}</td>
                <td className="num">
                  {changing.has(skill.name) ? (
                    <UnderWay word={changing.get(skill.name)} />
                  ) : mayEquip ? (
                    <span className="acts">
                      <MergeLink row={rows.get(skill.name)} />
                      <RowAction aria-label={`Unequip ${skill.name}`} onClick={() => setRemoving(skill)}>
                        unequip
                      </RowAction>
                    </span>
                  ) : null}
                </td>
              </tr>
            ))}
            {coming.map(({ skill, version }) => (
              <tr key={skill}>
                <th scope="row" className="t2">
                  {skill}
                </th>
                <td />
                <td className="p2" />
                <td className="p2" />
                <td className="p3" />
                <td className="t3 p2">{version === undefined ? "—" : `v${version}`}</td>
                <td className="p2" />
                <td className="num">
                  <UnderWay word={UNDER_WAY.add} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {removing ? (
        <UnequipDialog
          skill={removing.name}
          repo={repo.slug}
          edited={removing.edited}
          onClose={() => setRemoving(undefined)}
          onUnequip={(reason) => {
            setRemoving(undefined);
            unequip([removing.name], reason);
          }}
        />
      ) : null}
    </Section>
  );
}

function UsageFilter({
  equipped,
  value,
  onChange,
}: {
  equipped: readonly EquippedHere[];
  value: Usage | null;
  onChange: (usage: Usage | null) => void;
}) {
  const counts = USAGE_NAMES.map((name) => ({ name, n: equipped.filter(({ usage }) => usage === name).length }));
  const options = counts
    .filter(({ name, n }) => n > 0 || name === value)
    .map(({ name, n }) => ({ value: name, label: `${USAGES[name].word} ${n}` }));
  if (options.length < 2 && value === null) return null;
  return <FilterChip label="Use" any="any use" options={options} value={value} onChange={onChange} />;
}

function ScoreCells({ skill: { score } }: { skill: EquippedHere }) {
  if (score === null) {
    return (
      <>
        <td className="t3">— no run yet</td>
        <td className="p2" />
        <td className="num p2 t3">0</td>
        <td className="p3" />
      </>
    );
  }
  const { here, all } = score;
  return (
    <>
      <td>
        <ScoreWords score={here} />
      </td>
      <td className="p2">
        <ScoreBar score={here} />
      </td>
      <td className="num p2">{here.intents}</td>
      <td className="p3 nw">
        {all.place === "few" || all.score === null ? <span className="t3">—</span> : formatScore(all.score)}{" "}
        <span className="sub">n {all.intents}</span>
      </td>
    </>
  );
}

function PlacedVersion({ skill, row }: { skill: EquippedHere; row: DriftRow | undefined }) {
  const { number, latest, edited } = skill;
  if (row) {
    const placed = row.drift.state === "forked" && row.own !== null ? row.own : number;
    return (
      <>
        {placed === null ? "—" : `v${placed}`} <DriftWord row={row} />
      </>
    );
  }
  const mark = versionMark({ inLibrary: latest !== null, current: number === latest, edited });
  return <VersionMark mark={mark} number={number} />;
}

function MergeLink({ row }: { row: DriftRow | undefined }) {
  if (!row || !canMerge(row)) return null;
  return (
    <Link className="act" aria-label={`merge ${row.name}`} href={`/skills/${row.repo}/${row.name}/merge`}>
      merge
    </Link>
  );
}

/** Where the page of an equipped skill is: in the repo when that is its home. */
function homeSlugOf(repo: string, latest: number | null, row: DriftRow | undefined): string {
  if (row) return row.own === null ? "library" : repo;
  return latest === null ? repo : "library";
}

function UnderWay({ word }: { word: string | undefined }) {
  return (
    <span className="t2 nw">
      <Glyph name="now" tone="now" /> {word ?? "being changed"}
    </span>
  );
}
