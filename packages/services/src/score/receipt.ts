import { DomainError, issuesOf } from "@yardlet/core/error";
import {
  DEFAULT_POLICY,
  digestText,
  Receipt,
  type ReceiptCheck,
  ReceiptInputs,
  type ReceiptProblem,
  type ReceiptRow,
  verifyReceipt as verifyText,
} from "@yardlet/core/score";
import {
  findReceipt,
  findVersionOwner,
  listRepos,
  loadRolls,
  recordAudit,
  recordEvent,
  type ReceiptHead,
} from "@yardlet/db";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { Asked } from "../run/input.ts";
import { requireSkill } from "../skill/get.ts";
import { epochsOf } from "./brief.ts";
import { requireVersion } from "./contributions.ts";
import { writeReceipt } from "./write-receipt.ts";
import { checkRows, type RowCheck } from "./receipt-rows.ts";
import { GetSkillScoreInput, GONE } from "./skill-score.ts";

/** One task of a receipt. Values in 0..1. */
export interface ReceiptLineItem {
  repoSlug: string;
  kind: string;
  intent: string;
  task: string;
  endedAt: string | null;
  u: number | null;
  reason: string | null;
  digest: string;
}

export interface ReceiptDetail extends Omit<ReceiptHead, "versionId" | "result"> {
  /** "library" or the repo's slug. */
  home: string;
  name: string;
  version: number;
  bytes: number;
  /** Below this many intents there is no score to show. */
  minIntents: number;
  /** When the newest thing it knows ended, and where the baseline begins. */
  asOf: string;
  from: string;
  counted: number;
  excluded: number;
  baseline: number;
  /** The newest of its tasks; all are in the file. */
  rows: ReceiptLineItem[];
  result: Receipt["result"];
}

export const GetReceiptInput = z.strictObject({ id: Asked });

const ROWS = 100;

/** A receipt with everything it was made from. */
export async function getReceipt(ctx: ServiceContext, { id }: z.infer<typeof GetReceiptInput>): Promise<ReceiptDetail> {
  requirePermission(ctx, "score.read");
  const { head, receipt } = await requireReceipt(ctx, id);
  const { versionId, result: _result, ...facts } = head;
  const [owner, repos] = await Promise.all([findVersionOwner(ctx.db, versionId), listRepos(ctx.db)]);
  const inputs = ReceiptInputs.safeParse(jsonOf(receipt.inputs)).data ?? NO_INPUTS;
  const slugs = new Map(repos.map((repo) => [repo.id, repo.slug]));
  const home = owner?.home ?? "";
  return {
    ...facts,
    home: slugs.get(home) ?? home,
    name: owner?.name ?? "",
    version: owner?.number ?? 0,
    bytes: receipt.inputsBytes,
    minIntents: inputs.policy.minIntents,
    asOf: inputs.asOf,
    from: inputs.from,
    counted: inputs.units.filter((row) => row[5] !== null).length,
    excluded: inputs.units.filter((row) => row[5] === null).length,
    baseline: inputs.baseline.length,
    rows: inputs.units
      .toSorted((a, b) => (a[4] < b[4] ? 1 : a[4] > b[4] ? -1 : 0))
      .slice(0, ROWS)
      .map((row) => lineOf(row, slugs)),
    result: receipt.result,
  };
}

/** What a text that is no receipt's says. */
const NO_INPUTS = {
  policy: DEFAULT_POLICY,
  asOf: "",
  from: "",
  units: [],
  baseline: [],
} satisfies Partial<ReceiptInputs>;

function lineOf(row: ReceiptRow, slugs: ReadonlyMap<string, string>): ReceiptLineItem {
  const [repo, kind, intent, task, endedAt, u, reason] = row;
  return {
    repoSlug: slugs.get(repo) ?? GONE,
    kind,
    intent,
    task,
    endedAt: endedAt === "" ? null : endedAt,
    u: u === null ? null : u / 1_000_000,
    reason,
    digest: row[11],
  };
}

/** A receipt as a file: whoever has it can compute it again without this server. */
export async function readReceiptFile(
  ctx: ServiceContext,
  { id }: z.infer<typeof GetReceiptInput>,
): Promise<{ name: string; text: string }> {
  requirePermission(ctx, "score.read");
  const { head, receipt } = await requireReceipt(ctx, id);
  const owner = await findVersionOwner(ctx.db, head.versionId);
  return {
    name: `${owner?.name ?? "skill"}-v${owner?.number ?? 0}-${head.inputsHash.slice(0, 12)}.receipt.json`,
    text: `${JSON.stringify(receipt, null, 2)}\n`,
  };
}

export interface ReceiptVerification {
  /** The receipt against its own text. */
  text: ReceiptCheck;
  /** Its rows against the evidence as it stands now: a late verdict changes a row, and the next receipt. */
  rows: RowCheck;
}

/** Computes a stored receipt again from its text, and holds each of its rows against the database. */
export async function verifyReceipt(
  ctx: ServiceContext,
  { id }: z.infer<typeof GetReceiptInput>,
): Promise<ReceiptVerification> {
  requirePermission(ctx, "score.read");
  const { parsed } = await readReceipt(ctx, id);
  if (!parsed.success) {
    return { text: { ok: false, problem: damageOf(parsed.error) }, rows: { checked: 0, changed: 0, first: null } };
  }
  const { units, baseline } = ReceiptInputs.safeParse(jsonOf(parsed.data.inputs)).data ?? NO_INPUTS;
  return { text: verifyText(parsed.data), rows: await checkRows(ctx.db, [...units, ...baseline]) };
}

/**
 * Makes a receipt of a version as it stands now. The same evidence gives the same receipt.
 * @throws DomainError `unavailable` while no task declares the version
 */
export async function makeReceipt(
  ctx: ServiceContext,
  input: z.infer<typeof GetSkillScoreInput>,
): Promise<{ id: string }> {
  requirePermission(ctx, "score.read");
  const { version, ...named } = input;
  const skill = await requireSkill(ctx.db, named);
  const { id: versionId, number } = await requireVersion(ctx.db, skill, version);
  const epoch = (await epochsOf(ctx.db, [skill.id], ctx.now()))(skill.id);
  return transact(ctx, async (tx) => {
    const rolls = await loadRolls(tx, { versionIds: [versionId], by: "version" });
    const id = rolls.some((roll) => roll.epoch === epoch)
      ? await writeReceipt(ctx, tx, { versionId, epoch }, { purpose: "score.asked", by: ctx.actor.name })
      : null;
    if (id === null) {
      throw new DomainError(
        "unavailable",
        `no task has named ${skill.name} v${number} yet; report a run that does, and ask again`,
      );
    }
    await recordAudit(tx, ctx.actor, {
      action: "score.receipt",
      subject: `${skill.name} v${number}`,
      reason: "asked for",
      details: { receipt: id },
    });
    await recordEvent(tx, "score", skill.id);
    return { id };
  });
}

async function requireReceipt(ctx: ServiceContext, id: string): Promise<{ head: ReceiptHead; receipt: Receipt }> {
  const { head, parsed } = await readReceipt(ctx, id);
  if (parsed.success) return { head, receipt: parsed.data };
  throw new DomainError("unavailable", `${damageOf(parsed.error).message}; make another from its skill's page`);
}

async function readReceipt(ctx: ServiceContext, id: string) {
  const stored = await findReceipt(ctx.db, id);
  if (!stored) throw new DomainError("not_found", "there is no such receipt; open one from its skill's page");
  const { inputs: packed, ...head } = stored;
  const inputs = new TextDecoder().decode(await promisify(gunzip)(packed));
  const { formula, inputsHash: inputsSha256, result } = head;
  const { bytes: inputsBytes } = digestText(inputs);
  return { head, parsed: Receipt.safeParse({ formula, inputsSha256, inputsBytes, inputs, result }) };
}

function damageOf(error: z.ZodError): ReceiptProblem {
  const [issue] = issuesOf(error);
  const path = issue?.path ?? "";
  return { path, stored: null, recomputed: null, message: `the receipt is damaged at ${path}: ${issue?.message}` };
}

/** Undefined where the text is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
