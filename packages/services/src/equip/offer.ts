import type { Candidate } from "@yardlet/core/candidate";
import { offerOf, type Offer } from "@yardlet/core/equip";
import type { Repo } from "@yardlet/core/repo";
import {
  findLastCandidates,
  findSkill,
  listCertainPresets,
  listPromotedSkills,
  listTextHomes,
  recordAudit,
  supersedeCandidates,
  type Db,
  type PromotedSkill,
} from "@yardlet/db";
import { propose } from "../candidate/propose.ts";
import type { ServiceContext } from "../context.ts";
import { assess, withEdits, type Ground, type Shelf } from "./situation.ts";

/**
 * Offers a repo, as it was just read, what was promoted to the library: to equip it where it is of the same kind, and in place of its
 * own text. An offer that somebody has decided on does not come back; one that fits no more is taken back.
 */
export async function offerPromoted(
  ctx: ServiceContext,
  tx: Db,
  repo: Repo,
  ground: Ground,
  shelf: Shelf,
): Promise<void> {
  const promoted = await listPromotedSkills(tx);
  const last = await findLastCandidates(
    tx,
    promoted.map((skill) => keyOf(repo, skill)),
  );
  for (const skill of promoted) {
    const key = keyOf(repo, skill);
    const offer = await offerIn(tx, repo, skill, { ground, shelf });
    const before = last.get(key);
    if (!offer) await supersedeCandidates(tx, key, "there is nothing to offer any more", ctx.now());
    else if (!before || before.state === "superseded" || isOutdated(before, skill, offer)) {
      await open(ctx, tx, repo, skill, offer);
    }
  }
}

function keyOf({ id }: Repo, { skillId }: PromotedSkill): string {
  return `offer:${id}:${skillId}`;
}

function isOutdated({ state, details, why }: Candidate, { number }: PromotedSkill, offer: Offer): boolean {
  return state === "open" && (details.version !== number || details.offer !== offer.offer || why !== offer.why);
}

async function offerIn(
  tx: Db,
  repo: Repo,
  { name, number, contentHash, fromHash }: PromotedSkill,
  { ground, shelf }: { ground: Ground; shelf: Shelf },
): Promise<Offer | null> {
  const homes = (await listTextHomes(tx, fromHash)).filter((home) => home.name === name);
  const lying = homes.filter(({ absent, state }) => !absent && state === "active");
  const isHome = lying.some(({ repoId }) => repoId === repo.id);
  const own = isHome ? (await findSkill(tx, repo.id, name))?.current : undefined;
  const here = new Set(
    ground.detections.filter(({ confidence }) => confidence === "certain").map(({ preset }) => preset),
  );
  const there = await listCertainPresets(
    tx,
    homes.map(({ repoId }) => repoId),
  );
  const picked = withEdits(ground, [{ list: "skills.pick", add: [name] }]);
  const { plan } = await assess(tx, repo, picked, shelf);
  return offerOf({
    skill: name,
    version: number,
    from: homes.map((home) => home.repo),
    shared: there.filter((preset) => here.has(preset)),
    own: own ? { version: own.number, same: own.contentHash === contentHash } : null,
    placed: ground.placed.find((folder) => folder.name === name),
    action: plan.entries.find((entry) => entry.skill === name)?.action,
  });
}

async function open(ctx: ServiceContext, tx: Db, repo: Repo, skill: PromotedSkill, offer: Offer): Promise<void> {
  const { title, why } = offer;
  const candidate = await propose(tx, {
    key: keyOf(repo, skill),
    inputs: skill.versionId,
    kind: "equip",
    title,
    why,
    repoId: repo.id,
    skillId: skill.skillId,
    versionId: skill.versionId,
    details: { offer: offer.offer, skill: skill.name, version: skill.number },
  });
  await recordAudit(tx, ctx.actor, {
    action: "repo.propose",
    repoId: repo.id,
    subject: skill.name,
    reason: why,
    details: { candidate },
  });
}
