import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import {
  findSkill,
  findVersion,
  listVersions,
  lockSkill,
  recordAudit,
  recordDecision,
  recordEvent,
  updateSkill,
  type Db,
  type SkillRow,
  type VersionRow,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { placeHomePlan } from "../equip/home-request.ts";
import type { EquipRequest } from "../equip/request.ts";
import { requireRepo, requireSnapshot } from "../repo/find.ts";
import { plainText } from "../run/input.ts";
import { Reason, VersionNumber } from "./save.ts";

export const ForkInput = z.strictObject({ repo: plainText(128).min(1), name: plainText(64).min(1) });

/** What a person decides about a fork. `latest` is the library's version that they saw. */
export const ForkChoiceInput = ForkInput.extend({ latest: VersionNumber, reason: Reason });

type InForce = SkillRow & { current: VersionRow };

/** A fork with the library's skill it is of, and the version it was made from. */
export interface Fork {
  repo: Repo;
  fork: InForce;
  library: InForce;
  base: VersionRow;
}

/**
 * @throws DomainError `not_found` when the repo has no fork of that name, or the library no such skill; `conflict` when the library
 * is at another version than `latest`
 */
export async function requireFork(
  db: Db,
  { repo: slug, name }: z.infer<typeof ForkInput>,
  latest?: number,
): Promise<Fork> {
  const repo = await requireRepo(db, slug);
  const fork = await findSkill(db, repo.id, name);
  const base = fork?.forkedFromId ? await findVersion(db, fork.forkedFromId) : undefined;
  if (!fork?.current || !base || fork.absentSince !== null || fork.state !== "active") {
    throw new DomainError("not_found", `${slug} has no fork of ${name}; see how its copies stand to the library`);
  }
  const library = await requireLibrarySkill(db, name, latest);
  return { repo, fork: { ...fork, current: fork.current }, library, base };
}

async function requireLibrarySkill(db: Db, name: string, latest?: number): Promise<InForce> {
  const library = await findSkill(db, "library", name);
  if (!library?.current || library.absentSince !== null) {
    throw new DomainError("not_found", `the library has ${name} no longer; the repo's own is all there is`);
  }
  const current = library.current.number;
  if (latest !== undefined && latest !== current) {
    throw new DomainError("conflict", `the library is at v${current} of ${name} by now, and you saw v${latest}`, {
      base: latest,
      current,
    });
  }
  return { ...library, current: library.current };
}

/** Puts the library's text over a repo's copy, edited by hand or not. The repo's own versions stay here. */
export async function takeLibrary(ctx: ServiceContext, input: z.infer<typeof ForkChoiceInput>): Promise<EquipRequest> {
  requirePermission(ctx, "equip.write");
  const { name, reason } = input;
  return transact(ctx, async (tx) => {
    const repo = await requireRepo(tx, input.repo);
    const library = await requireLibrarySkill(tx, name, input.latest);
    const version = library.current.number;
    const folder = (await requireSnapshot(tx, repo)).placed.find((one) => one.name === name);
    if (!folder?.entry || folder.contentHash === undefined) {
      throw new DomainError("not_found", `${repo.slug} has no copy of ${name}; equip it instead`);
    }
    // A text that is at home there and the same as the library's, as a promoted one, still becomes the library's copy.
    if (folder.contentHash === library.current.contentHash && folder.entry.origin === "library") {
      throw new DomainError("invalid", `${repo.slug} has the text of v${version} already`);
    }
    const request = await placeHomePlan(ctx, tx, repo, { purpose: "take", skill: name, version, reason });
    await recordAudit(tx, ctx.actor, {
      action: "repo.take",
      repoId: repo.id,
      subject: `${name} v${version}`,
      reason,
      details: { plan: request.planId },
    });
    return request;
  });
}

/** Keeps a fork as it is: it counts as made from the library's version of now, and asks again when the library moves on. */
export async function keepMine(ctx: ServiceContext, input: z.infer<typeof ForkChoiceInput>): Promise<void> {
  requirePermission(ctx, "skill.write");
  await transact(ctx, async (tx) => {
    await lockSkill(tx, (await requireFork(tx, input, input.latest)).fork.id);
    const { repo, fork, library, base } = await requireFork(tx, input, input.latest);
    if (base.id === library.current.id) {
      throw new DomainError("invalid", `${fork.name} is made from v${base.number} already; nothing asks`);
    }
    await updateSkill(tx, fork.id, { forkedFromId: library.current.id });
    const facts = {
      skill: fork.id,
      home: repo.id,
      name: fork.name,
      own: fork.current.number,
      before: base.number,
      to: library.current.number,
    };
    const what = { repoId: repo.id, subject: `${fork.name} v${fork.current.number}`, reason: input.reason };
    await recordDecision(tx, { ...what, kind: "skill.keep-mine", by: ctx.actor.name, inputs: facts });
    await recordAudit(tx, ctx.actor, { ...what, action: "skill.keep-mine", details: facts });
    await recordEvent(tx, "skill", fork.id);
    await recordEvent(tx, "repo", repo.id);
  });
}

export const ReopenDriftInput = ForkInput.extend({
  /** The library's version that the fork counts as made from now, and the one that it was made from before. */
  base: VersionNumber,
  from: VersionNumber,
  reason: Reason,
});

/** Takes "keep mine" back: the fork counts as made from that version of the library's again, and asks. */
export async function reopenDrift(ctx: ServiceContext, input: z.infer<typeof ReopenDriftInput>): Promise<void> {
  requirePermission(ctx, "skill.write");
  await transact(ctx, async (tx) => {
    await lockSkill(tx, (await requireFork(tx, input)).fork.id);
    const { repo, fork, library, base } = await requireFork(tx, input);
    if (base.number !== input.base) {
      throw new DomainError("conflict", `${fork.name} counts as made from v${base.number} by now; look at it again`, {
        base: input.base,
        current: base.number,
      });
    }
    const before = (await listVersions(tx, library.id)).find(({ number }) => number === input.from);
    if (!before) throw new DomainError("not_found", `the library has no v${input.from} of ${fork.name}`);
    await updateSkill(tx, fork.id, { forkedFromId: before.id });
    await recordAudit(tx, ctx.actor, {
      action: "skill.reopen-drift",
      repoId: repo.id,
      subject: `${fork.name} v${fork.current.number}`,
      reason: input.reason,
      details: { skill: fork.id, home: repo.id, name: fork.name, before: base.number, to: before.number },
    });
    await recordEvent(tx, "skill", fork.id);
    await recordEvent(tx, "repo", repo.id);
  });
}
