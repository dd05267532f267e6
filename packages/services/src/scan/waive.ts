import { DomainError } from "@yardlet/core/error";
import { isWaiverInForce, scanSkill, WAIVER_DAYS, type ScanFinding, type Waiver } from "@yardlet/core/scan";
import { contentHash } from "@yardlet/core/skill";
import {
  findSkill,
  findWaiver,
  insertWaiver,
  liftWaiver as endWaiver,
  listRepos,
  listWaivers,
  recordAudit,
  recordEvent,
  type Db,
  type WaiverRow,
} from "@yardlet/db";
import * as z from "zod";
import { requireCandidate } from "../candidate/decide.ts";
import { evidenceOf } from "../candidate/subject.ts";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob, enqueueSyncs } from "../job/enqueue.ts";
import { plainText } from "../run/input.ts";
import { requireVersion } from "../score/contributions.ts";
import { GetSkillInput, requireSkill } from "../skill/get.ts";
import { filesOf, Reason, VersionNumber } from "../version/save.ts";
import { weigh, type WeighedFinding } from "./installable.ts";

const Id = z.string().min(1).max(128);
const DAY_MS = 24 * 60 * 60 * 1000;

export const WaiveFindingInput = z.strictObject({
  /** The text: a version of a skill, or what a candidate of the scan is about. */
  of: z.union([GetSkillInput.extend({ version: VersionNumber }), z.strictObject({ candidate: Id })]),
  rule: plainText(64).min(1),
  /** A file and what stands there; null: wherever the rule shows itself in this text. */
  place: z.strictObject({ file: plainText(1024).min(1), excerpt: plainText(1_000) }).nullable(),
  days: z.int().min(1, "say for how many days").max(WAIVER_DAYS, `a waiver ends within ${WAIVER_DAYS} days`),
  reason: Reason,
});

/** A text with what the scan finds in it. */
interface Scanned {
  contentHash: string;
  home: string;
  name: string;
  candidateId: string | null;
  findings: readonly ScanFinding[];
}

/**
 * Waives a finding in one text until a day. What was kept out because of it is looked at again.
 * @throws DomainError `not_found` where the scan finds no such thing
 */
export async function waiveFinding(
  ctx: ServiceContext,
  input: z.infer<typeof WaiveFindingInput>,
): Promise<{ waiverId: string; until: Date }> {
  requirePermission(ctx, "skill.write");
  const { rule, place, days, reason } = input;
  return transact(ctx, async (tx) => {
    const text = await scannedOf(tx, input.of);
    const meant = text.findings.some((one) => one.rule === rule && (place === null || isAt(one, place)));
    if (!meant) throw new DomainError("not_found", `the scan finds no ${rule} there; reload to see what it says now`);
    const now = ctx.now();
    const facts = { contentHash: text.contentHash, home: text.home, name: text.name, rule, place, reason };
    const until = new Date(now.getTime() + days * DAY_MS);
    const waiverId = await insertWaiver(tx, { ...facts, by: ctx.actor.name, at: now, until });
    await record(ctx, tx, { id: waiverId, ...facts, until }, { action: "waiver.add", reason });
    await follow(ctx, tx, text);
    return { waiverId, until };
  });
}

export const ReadFindingsInput = WaiveFindingInput.pick({ of: true });

/** What the scan finds in a text, and who waives what of it now. */
export async function readFindings(
  ctx: ServiceContext,
  { of }: z.infer<typeof ReadFindingsInput>,
): Promise<WeighedFinding[]> {
  requirePermission(ctx, "skill.read");
  const { contentHash: hash, findings } = await scannedOf(ctx.db, of);
  return weigh(findings, await listWaivers(ctx.db, hash), ctx.now());
}

export const LiftWaiverInput = z.strictObject({ id: Id, reason: Reason });

/** Takes a waiver back: the finding counts again from now on. What lies somewhere already stays there. */
export async function liftWaiver(ctx: ServiceContext, input: z.infer<typeof LiftWaiverInput>): Promise<void> {
  requirePermission(ctx, "skill.write");
  await transact(ctx, async (tx) => {
    const waiver = await requireWaiver(tx, input.id);
    if (!(await endWaiver(tx, waiver.id, { by: ctx.actor.name, at: ctx.now() }))) {
      throw new DomainError("conflict", `this waiver was taken back already; the finding counts`);
    }
    await record(ctx, tx, waiver, { action: "waiver.lift", reason: input.reason });
  });
}

/** Puts a waiver that was taken back in force again, to the day that it had. */
export async function putWaiverBack(ctx: ServiceContext, input: z.infer<typeof LiftWaiverInput>): Promise<void> {
  requirePermission(ctx, "skill.write");
  await transact(ctx, async (tx) => {
    const { id: _id, liftedAt, liftedBy: _by, ...facts } = await requireWaiver(tx, input.id);
    if (liftedAt === null) throw new DomainError("conflict", "this waiver holds; there is nothing to do");
    if (!isWaiverInForce({ ...facts, liftedAt: null }, ctx.now())) {
      throw new DomainError("conflict", "its day has come; waive the finding anew");
    }
    const id = await insertWaiver(tx, facts);
    await record(ctx, tx, { ...facts, id }, { action: "waiver.put-back", reason: input.reason });
  });
}

async function requireWaiver(db: Db, id: string): Promise<WaiverRow> {
  const waiver = await findWaiver(db, id);
  if (waiver) return waiver;
  throw new DomainError("not_found", "there is no such waiver; reload the page");
}

async function scannedOf(tx: Db, of: z.infer<typeof WaiveFindingInput>["of"]): Promise<Scanned> {
  if ("candidate" in of) {
    const candidate = await requireCandidate(tx, of.candidate);
    const evidence = evidenceOf(candidate);
    if (evidence?.kind !== "finding" || evidence.from !== "scan") {
      throw new DomainError("invalid", "this candidate is not about what the scan found; waive it on the skill's page");
    }
    const { name, contentHash, findings } = evidence;
    return { home: "library", name, contentHash, findings, candidateId: candidate.id };
  }
  const skill = await requireSkill(tx, of);
  const files = await filesOf(tx, (await requireVersion(tx, skill, of.version)).id);
  const { home, name } = skill;
  return { home, name, candidateId: null, contentHash: contentHash(files), findings: scanSkill(files) };
}

function isAt(finding: ScanFinding, { file, excerpt }: NonNullable<Waiver["place"]>): boolean {
  return finding.file === file && finding.excerpt === excerpt;
}

/** The library's source is read again, for what was left there; and repos, for what was not equipped. */
async function follow(ctx: ServiceContext, tx: Db, { home, candidateId }: Scanned): Promise<void> {
  if (candidateId !== null) await recordEvent(tx, "candidate", candidateId);
  if (candidateId !== null) await enqueueJob(ctx, tx, "library.sync", { libraryId: "library" });
  const repos = await listRepos(tx);
  const concerned = home === "library" ? repos : repos.filter(({ id }) => id === home);
  await enqueueSyncs(
    ctx,
    tx,
    concerned.map(({ id }) => id),
  );
}

async function record(
  ctx: ServiceContext,
  tx: Db,
  waiver: Pick<WaiverRow, "id" | "contentHash" | "home" | "name" | "rule" | "place" | "until">,
  done: { action: string; reason: string },
): Promise<void> {
  const { id, contentHash: hash, home, name, rule, place, until } = waiver;
  await recordAudit(tx, ctx.actor, {
    action: done.action,
    repoId: home === "library" ? null : home,
    subject: `${rule} in ${name}`,
    reason: done.reason,
    details: { waiver: id, hash, home, name, rule, place, until: until.toISOString() },
  });
  const skill = await findSkill(tx, home, name);
  if (skill) await recordEvent(tx, "skill", skill.id);
}
