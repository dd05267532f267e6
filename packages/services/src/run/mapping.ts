import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import {
  type Db,
  deleteMapping,
  findMappings,
  findVersionsById,
  listMentions,
  lockEvidence,
  type Mention,
  recordAudit,
  recordEvent,
  storeMapping,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { requireRepo } from "../repo/find.ts";
import { Asked, plainText } from "./input.ts";
import { resolveAgain } from "./resolve-again.ts";

/** Mentions that one transaction corrects, and transactions that one call runs. */
const BATCH = 500;
const BATCHES = 10;

const Named = z.strictObject({
  /** A slug. */
  repo: Asked,
  /** As runs say it. */
  name: Asked,
  /** What they said of the version: a hash, `v3`, or nothing. */
  reported: plainText(128),
});

export const MapSkillInput = Named.extend({ versionId: Asked });

export const UnmapSkillInput = Named;

/** `remaining`: there is more to correct; the same call goes on where this one stopped. */
export interface MappingOutcome {
  corrected: number;
  remaining: boolean;
}

/**
 * Says which version a name means in a repo where runs do not say it themselves: for those to come, and for those that are stored,
 * which are corrected at once together with what they are evidence for. A repeat changes nothing.
 * @throws DomainError `not_found` for an unknown repo or version, `invalid` for a version at home in another repo
 */
export async function mapSkill(ctx: ServiceContext, input: z.infer<typeof MapSkillInput>): Promise<MappingOutcome> {
  requirePermission(ctx, "run.correct");
  const repo = await requireRepo(ctx.db, input.repo);
  const { name, reported, versionId } = input;
  const [version] = await findVersionsById(ctx.db, [versionId]);
  if (!version) throw new DomainError("not_found", "there is no such version; choose one that is suggested");
  if (version.home !== "library" && version.home !== repo.id) {
    throw new DomainError("invalid", `${version.name} v${version.number} is at home in another repo; choose another`);
  }
  await transact(ctx, async (tx) => {
    await lockEvidence(tx, [repo.id]);
    const before = await findMapping(tx, repo, input);
    if (before === versionId) return;
    await storeMapping(tx, { repoId: repo.id, name, reported, versionId, by: ctx.actor.name, at: ctx.now() });
    await recordAudit(tx, ctx.actor, {
      action: "run.map-skill",
      repoId: repo.id,
      subject: saidAs(input),
      reason: `means ${version.name} v${version.number}`,
      details: { name, reported, versionId, before },
    });
    await recordEvent(tx, "run", repo.id);
  });
  return correctMentions(ctx, repo, { name, reported, versionId });
}

/**
 * Takes a mapping back: what it answered for is resolved as if it had never been. A repeat changes nothing.
 * @throws DomainError `not_found` for an unknown repo
 */
export async function unmapSkill(ctx: ServiceContext, input: z.infer<typeof UnmapSkillInput>): Promise<MappingOutcome> {
  requirePermission(ctx, "run.correct");
  const repo = await requireRepo(ctx.db, input.repo);
  const { name, reported } = input;
  await transact(ctx, async (tx) => {
    await lockEvidence(tx, [repo.id]);
    const before = await findMapping(tx, repo, input);
    if (!(await deleteMapping(tx, { repoId: repo.id, name, reported }))) return;
    await recordAudit(tx, ctx.actor, {
      action: "run.unmap-skill",
      repoId: repo.id,
      subject: saidAs(input),
      reason: "means nothing by hand any more",
      details: { name, reported, before },
    });
    await recordEvent(tx, "run", repo.id);
  });
  return correctMentions(ctx, repo, { name, reported, versionId: null });
}

async function findMapping(tx: Db, repo: Repo, { name, reported }: z.infer<typeof Named>): Promise<string | null> {
  const known = await findMappings(tx, [repo.id]);
  return known.find((one) => one.name === name && one.reported === reported)?.versionId ?? null;
}

function saidAs({ name, reported }: z.infer<typeof Named>): string {
  return reported === "" ? name : `${name} ${reported}`;
}

type Correcting = { name: string; reported: string; versionId: string | null };

async function correctMentions(ctx: ServiceContext, repo: Repo, what: Correcting): Promise<MappingOutcome> {
  let corrected = 0;
  let after: Mention | undefined;
  for (let batch = 0; batch < BATCHES; batch++) {
    const done = await transact(ctx, (tx) => correctBatch(ctx, tx, repo, { ...what, ...(after ? { after } : {}) }));
    corrected += done.length;
    after = done.at(-1);
    if (done.length < BATCH) return { corrected, remaining: false };
  }
  return { corrected, remaining: true };
}

async function correctBatch(
  ctx: ServiceContext,
  tx: Db,
  repo: Repo,
  what: Correcting & { after?: Mention },
): Promise<Mention[]> {
  await lockEvidence(tx, [repo.id]);
  const mentions = await listMentions(tx, { repoId: repo.id, ...what, limit: BATCH });
  await resolveAgain(ctx, tx, repo.id, mentions);
  return mentions;
}
