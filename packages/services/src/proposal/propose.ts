import type { SuggestedSkill } from "@yardlet/core/candidate";
import { hashBytes } from "@yardlet/core/skill";
import {
  insertDraft,
  openCandidate,
  recordAudit,
  recordEvent,
  type Db,
  type SkillRow,
  type VersionRow,
} from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { spokenBy } from "./evidence.ts";
import type { Suggesting } from "./suggest.ts";

interface Suggested {
  skill: SuggestedSkill;
  title: string;
  hash: string;
}

/** A new skill that a person decides on. Answers what was done, in words. */
export async function proposeSkill(
  ctx: ServiceContext,
  tx: Db,
  suggesting: Suggesting,
  { why, ...suggested }: Suggested & { why: string },
): Promise<string> {
  const { name } = suggested.skill;
  const { repo } = suggesting;
  await open(ctx, tx, suggesting, suggested, {
    kind: "proposal",
    key: `proposal:${repo.id}:${suggested.hash}`,
    name,
    title: `new skill ${name}`,
    why,
    about: { skillId: null, versionId: null },
    details: {},
  });
  return `"${suggested.title}" waits as ${name}: ${why}`;
}

/** Another text of a skill at home there, that a person decides on. Answers what was done, in words. */
export async function proposeUpdate(
  ctx: ServiceContext,
  tx: Db,
  suggesting: Suggesting,
  { amended, likeness, ...suggested }: Suggested & { amended: SkillRow & { current: VersionRow }; likeness: number },
): Promise<string> {
  const { id, name, current } = amended;
  const why = `run ${suggesting.run.run} suggests another text, ${Math.floor(likeness * 100)} % like v${current.number}`;
  await open(ctx, tx, suggesting, suggested, {
    kind: "update",
    key: `update:${id}:${suggested.hash}`,
    name,
    title: `amend ${name}`,
    why,
    about: { skillId: id, versionId: current.id },
    details: { base: current.number, likeness },
  });
  return `"${suggested.title}" waits as another text of ${name}`;
}

async function open(
  ctx: ServiceContext,
  tx: Db,
  { repo, run }: Suggesting,
  { skill, title, hash }: Suggested,
  candidate: {
    kind: "proposal" | "update";
    key: string;
    name: string;
    title: string;
    why: string;
    about: { skillId: string | null; versionId: string | null };
    details: object;
  },
): Promise<void> {
  const { kind, key, name, why, about } = candidate;
  const draftId = await insertDraft(tx, {
    home: repo.id,
    name,
    source: "learned",
    contentHash: hash,
    description: skill.description ?? "",
    rationale: title,
    sources: [{ ref: `run:${run.run}`, note: title }],
    parentId: null,
    by: "Yardlet",
    createdAt: ctx.now(),
    files: skill.files.map((file) => ({ file, hash: hashBytes(file.bytes) })),
  });
  const id = await openCandidate(tx, {
    ...about,
    kind,
    key,
    repoId: repo.id,
    planId: null,
    draftId,
    title: candidate.title,
    why,
    details: { from: "run", title, ...spokenBy([run]), ...candidate.details },
  });
  await recordAudit(tx, ctx.actor, {
    action: "skill.propose",
    repoId: repo.id,
    subject: name,
    reason: why,
    details: { candidate: id, draft: draftId, run: run.run },
  });
  await recordEvent(tx, "candidate", id);
}
