import type { DistilLesson } from "@yardlet/core/distil";
import { lockSkill, type Db, type DistilUpdate } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { supersedeWithout } from "./gone.ts";
import { nothing, type Outcome, type Proposed } from "./outcome.ts";
import { proposeGap } from "./propose-gap.ts";
import { proposeUpdate } from "./propose-update.ts";
import type { GatheredPacket } from "./gather.ts";
import type { Distilled } from "./distilled.ts";
import { isAlive } from "./targets.ts";

/** Holds every skill that a distillation may propose a text for: what is in force stays so until the candidates are written. */
export async function lockTargets(tx: Db, { result, targets }: Distilled): Promise<void> {
  const ids = result.proposals.flatMap(({ target_skills }) =>
    target_skills.flatMap((name) => targets.skills.get(name)?.id ?? []),
  );
  for (const id of [...new Set(ids)].toSorted()) await lockSkill(tx, id);
}

/** Lets every proposal wait for a person, or says why it does not; what waited for a group that is gone is out of date. */
export async function proposeLessons(ctx: ServiceContext, tx: Db, distilled: Distilled): Promise<DistilUpdate[]> {
  const { result, gathered } = distilled;
  const packets = Map.groupBy(
    gathered.packets.filter(({ row }) => !row.simulated),
    ({ row }) => row.hash,
  );
  const experiences = gathered.packets.filter(({ row }) => row.kind === "experience" && !row.simulated);
  const lessons = new Map(result.failure_lessons.map((lesson) => [lesson.lesson_id, lesson]));
  const updates: DistilUpdate[] = [];
  for (const proposal of result.proposals) {
    const lesson = lessons.get(proposal.lesson_id ?? "");
    const outcome = lesson
      ? await propose(ctx, tx, distilled, {
          proposal,
          lesson,
          failed: lesson.packet_hashes.flatMap((hash) => packets.get(hash) ?? []),
          passed: experiences.filter(passedLike(lesson)),
        })
      : nothing(proposal, "the budget has no room for its lesson");
    updates.push({ proposalId: proposal.proposal_id, ...outcome });
  }
  await supersedeWithout(ctx, tx, distilled);
  return updates;
}

function passedLike({ counter_run_ids, task_signature }: DistilLesson): (packet: GatheredPacket) => boolean {
  const runs = new Set(counter_run_ids);
  return ({ packet: { kind, packet } }) =>
    kind === "experience" &&
    packet.outcome === "success" &&
    packet.task_signature === task_signature &&
    runs.has(packet.run_id);
}

function propose(ctx: ServiceContext, tx: Db, distilled: Distilled, proposed: Proposed): Promise<Outcome> | Outcome {
  const { scope, targets } = distilled;
  const { proposal } = proposed;
  const [target] = proposal.target_skills;
  if (target === undefined) {
    return scope.repo
      ? proposeGap(ctx, tx, distilled, proposed)
      : nothing(proposal, "new skills are proposed by distilling a repo");
  }
  const skill = targets.skills.get(target);
  if (!skill) {
    const why = scope.skill ? `this is about ${scope.skill.name} alone` : `no skill is called ${target} here`;
    return nothing(proposal, why);
  }
  if (!isAlive(skill)) return nothing(proposal, `${target} is ${skill.state === "active" ? "gone" : skill.state}`);
  return proposeUpdate(ctx, tx, distilled, { ...proposed, skillId: skill.id });
}
