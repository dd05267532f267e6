import { type CodedProblem, findResultProblems, PRODUCER_DAYS } from "@yardlet/core/run";
import { type Db, listProducerRows, type ProducerRow } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked } from "./input.ts";
import { findReadableRepo } from "./readable.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The most producers that are told. */
const MOST = 500;

/** Who reports runs of a repo, and how many of them had to be wrapped in the last 14 days. */
export interface Producer extends Omit<ProducerRow, "example"> {
  /** The wrapped run that arrived last, and all that is wrong with its SkillResult. */
  example: { runId: string; missing: CodedProblem[] } | null;
}

export const ListProducersInput = z.strictObject({ repo: Asked.optional() });

/** Those with most wrapped runs first, at most 500; of one repo or of all. */
export async function listProducers(
  ctx: ServiceContext,
  input: z.infer<typeof ListProducersInput>,
): Promise<Producer[]> {
  requirePermission(ctx, "run.read");
  const repo = await findReadableRepo(ctx, input.repo);
  const rows = await listProducerRows(ctx.db, {
    repoId: repo?.id,
    since: producersSince(ctx),
    wrappedOnly: false,
    limit: MOST,
  });
  return rows.map(producerOf);
}

/** Those of one repo that keep it from turning strict. */
export async function listWrapped(ctx: ServiceContext, db: Db, repoId: string): Promise<Producer[]> {
  const rows = await listProducerRows(db, { repoId, since: producersSince(ctx), wrappedOnly: true, limit: MOST });
  return rows.map(producerOf);
}

function producersSince(ctx: ServiceContext): Date {
  return new Date(ctx.now().getTime() - PRODUCER_DAYS * DAY_MS);
}

function producerOf({ example, ...row }: ProducerRow): Producer {
  return {
    ...row,
    example: example && { runId: example.runId, missing: findResultProblems(example.record) },
  };
}
