import { type WorkCell, type WorkStratum, workTable } from "@yardlet/core/score";
import { getPolicy, loadWork, loadWorkOf } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { requireRepo } from "../repo/find.ts";
import { Asked, plainText } from "../run/input.ts";
import { requireSkill } from "../skill/get.ts";
import { epochsOf, type PolicyBrief, policyBrief } from "./brief.ts";
import type { CompareCell } from "./compare.ts";
import { differenceCell, scoreCell } from "./compare-read.ts";
import { requireVersion } from "./contributions.ts";

/** What one agent and model is worth, over all kinds of task and in each. */
export interface WorkerRow {
  agent: string;
  /** Null where the runs did not say it. */
  model: string | null;
  all: CompareCell;
  /** Against what others did in the same repo and kind of task. */
  others: CompareCell;
  kinds: Record<string, WorkerCell>;
}

export interface WorkerCell {
  score: CompareCell;
  others: CompareCell;
}

export interface WorkerTable {
  policy: PolicyBrief;
  /** Kinds of task, those with most intents first. */
  kinds: string[];
  /** Most intents first. */
  rows: WorkerRow[];
  /** Of one version: how many of its newest tasks were looked through, and in how many of them one agent is known; null for all work. */
  tasks: { looked: number; known: number } | null;
}

export const ListWorkersInput = z.strictObject({
  /** Work in this repo alone. */
  repo: Asked.optional(),
  /** Only what counts for one version of a skill, the one in force without a number. */
  skill: z
    .strictObject({
      home: plainText(128).min(1),
      name: plainText(64).min(1),
      version: z.int().min(1).max(1_000_000).optional(),
    })
    .optional(),
  search: plainText(200).optional(),
});

/** A version's newest tasks are looked through one by one; all work together is rolled up. */
const NEWEST = 2_000;

/** Which agent and model does which kind of work how well. */
export async function listWorkers(
  ctx: ServiceContext,
  input: z.input<typeof ListWorkersInput> = {},
): Promise<WorkerTable> {
  requirePermission(ctx, "score.read");
  const query = ListWorkersInput.parse(input);
  const [policyRow, repo] = await Promise.all([
    getPolicy(ctx.db),
    query.repo === undefined ? undefined : requireRepo(ctx.db, query.repo),
  ]);
  const { policy } = policyRow;
  const only = repo ? { repoId: repo.id } : {};
  const { strata, tasks } = query.skill
    ? await workOf(ctx, query.skill, only)
    : { strata: await loadWork(ctx.db, only), tasks: null };
  const words = (query.search ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const cellOf = ({ n, x, others }: WorkCell): WorkerCell => ({
    score: scoreCell(x, n, policy),
    others: differenceCell(others),
  });
  const rows = workTable(strata, policy)
    .filter(({ agent, model }) => words.every((word) => `${agent} ${model ?? ""}`.toLowerCase().includes(word)))
    .map(({ agent, model, all, kinds }): WorkerRow => {
      const { score, others } = cellOf(all);
      return {
        agent,
        model,
        all: score,
        others,
        kinds: Object.fromEntries(kinds.map(({ kind, cell }) => [kind, cellOf(cell)])),
      };
    });
  return { policy: policyBrief(policyRow), kinds: kindsOf(rows), rows, tasks };
}

async function workOf(
  ctx: ServiceContext,
  { version: wanted, ...named }: NonNullable<z.infer<typeof ListWorkersInput>["skill"]>,
  only: { repoId?: string },
): Promise<{ strata: WorkStratum[]; tasks: WorkerTable["tasks"] }> {
  const skill = await requireSkill(ctx.db, named);
  const { id: versionId } = await requireVersion(ctx.db, skill, wanted);
  const epoch = (await epochsOf(ctx.db, [skill.id], ctx.now()))(skill.id);
  const { strata, ...tasks } = await loadWorkOf(ctx.db, { versionId, epoch, newest: NEWEST, ...only });
  return { strata, tasks };
}

function kindsOf(rows: readonly WorkerRow[]): string[] {
  const intents = new Map<string, number>();
  for (const [kind, { score }] of rows.flatMap((row) => Object.entries(row.kinds))) {
    intents.set(kind, (intents.get(kind) ?? 0) + score.n);
  }
  return [...intents].toSorted(([, a], [, b]) => b - a).map(([kind]) => kind);
}
