"use client";

import type { RepoChoice, SwitchName } from "@yardlet/core/repo";
import type { RepoDetail } from "@yardlet/services";
import { useEquipActions } from "@/features/equip/actions.ts";
import { DELIVERIES } from "@/features/equip/words.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { SWITCHES } from "@/features/team/switches.ts";
import { RowAction } from "@/ui/button.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { formatDay, formatDuration, formatNumber } from "@/ui/format.ts";
import { RailSection } from "@/ui/section.tsx";
import { Switch } from "@/ui/switch.tsx";
import { Ago } from "@/ui/time.tsx";
import { OpenPlans } from "./open-plans.tsx";
import { PendingPlanFacts } from "./pending-plan.tsx";
import { WorkFacts } from "./work-facts.tsx";
import { useRepoSettings } from "./settings-action.ts";

const SWITCH_NAMES = ["autoEquip", "autoSkill", "autoPrune"] as const satisfies readonly SwitchName[];

export function RepoRail({ detail }: { detail: RepoDetail }) {
  return (
    <>
      <WorkFacts slug={detail.repo.slug} />
      <RepoFacts detail={detail} />
      <AutomaticSwitches detail={detail} />
      <Vetoes detail={detail} />
      <DeliveryFacts detail={detail} />
    </>
  );
}

function RepoFacts({ detail: { repo, snapshot } }: { detail: RepoDetail }) {
  return (
    <RailSection title="Repository">
      <Facts>
        <Fact label={repo.locationKind === "path" ? "Path" : "Clone"}>
          <span className="mono">{repo.location}</span>
        </Fact>
        <Fact label="Branch">
          {repo.defaultBranch ?? <span className="t3">—</span>}
          {snapshot?.commit ? (
            <>
              , <code>{snapshot.commit.slice(0, 7)}</code>
            </>
          ) : null}
        </Fact>
        <Fact label="Last sync">
          {repo.syncedAt ? <Ago at={repo.syncedAt} /> : <span className="t3">— not yet</span>}
          {repo.syncMs === null ? null : `, ${formatDuration(repo.syncMs)}`}
        </Fact>
        {snapshot ? <Fact label="Files">{formatNumber(snapshot.files)}</Fact> : null}
        {repo.workerHost ? <Fact label="On host">{repo.workerHost}</Fact> : null}
      </Facts>
    </RailSection>
  );
}

function AutomaticSwitches({ detail }: { detail: RepoDetail }) {
  const { change } = useRepoSettings(detail.repo);
  const mayConfigure = useMay("repo.configure");
  return (
    <RailSection title="Automatic">
      <Facts>
        {SWITCH_NAMES.map((name) => {
          const { value, from } = detail.switches[name];
          return (
            <Fact key={name} label={SWITCHES[name].label}>
              <Switch
                bare
                label={SWITCHES[name].label}
                on={value}
                note={
                  <>
                    <span className="ink">{value ? "on" : "off"}</span> {from}
                  </>
                }
                disabled={!mayConfigure || from === "yardlet.yaml"}
                onChange={(on) => change({ [name]: on })}
              />
            </Fact>
          );
        })}
      </Facts>
    </RailSection>
  );
}

function Vetoes({ detail }: { detail: RepoDetail }) {
  const { repo, vetoes, choices } = detail;
  const { lift } = useEquipActions(repo);
  const mayLift = useMay("equip.write");
  const named = [
    ...vetoes.skills.map((name) => ({ kind: "skill", name }) as const),
    ...vetoes.presets.map((name) => ({ kind: "preset", name }) as const),
  ];
  if (named.length === 0) return null;
  return (
    <RailSection title="Vetoed">
      <Facts>
        {named.map(({ kind, name }) => {
          const choice = choices.find((one) => one.kind === kind && one.name === name && one.choice === "veto");
          return (
            <Fact key={`${kind} ${name}`} label={kind === "preset" ? `preset ${name}` : name}>
              <span className="t3" title={choice?.reason ?? undefined}>
                {choice ? saidBy(choice) : "yardlet.yaml"}
              </span>{" "}
              {mayLift ? (
                <RowAction aria-label={`Lift the veto on ${name}`} onClick={() => lift(kind, name)}>
                  lift
                </RowAction>
              ) : null}
              {choice?.reason ? <div className="t3">{choice.reason}</div> : null}
            </Fact>
          );
        })}
      </Facts>
    </RailSection>
  );
}

function saidBy({ by, at }: RepoChoice): string {
  return `${by}, ${formatDay(at)}`;
}

function DeliveryFacts({ detail: { repo, pending, onTheirWay } }: { detail: RepoDetail }) {
  return (
    <RailSection title="Delivery">
      <p className="t2">{DELIVERIES[repo.delivery].sentence}.</p>
      {pending ? <PendingPlanFacts pending={pending} slug={repo.slug} /> : null}
      <OpenPlans plans={onTheirWay} slug={repo.slug} />
    </RailSection>
  );
}
