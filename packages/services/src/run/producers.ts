import { type CodedProblem, findResultProblems, PRODUCER_DAYS } from "@yardlet/core/run";
import { compareText } from "@yardlet/core/skill";
import { type Db, listProducerRows, type ProducerRow } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked, plainText } from "./input.ts";
import { findReadableRepo } from "./readable.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The most producers that are told. */
const MOST = 500;

/** Who reports runs of a repo, and how many of them had to be wrapped in the last 14 days. */
export interface Producer extends Omit<ProducerRow, "example"> {
  /** The wrapped run that arrived last, and all that is wrong with its SkillResult. */
  example: { runId: string; missing: CodedProblem[] } | null;
}

export const ProducerSort = z.enum(["wrapped", "runs", "last", "repo", "agent"]);
export type ProducerSort = z.infer<typeof ProducerSort>;

export const ListProducersInput = z.strictObject({
  repo: Asked.optional(),
  /** Stands in the agent's name, the key's or the repo's. */
  search: plainText(200).optional(),
  needsWrapping: z.boolean().optional(),
  sort: ProducerSort.default("wrapped"),
});

const ORDERS = {
  wrapped: (a, b) => b.wrapped - a.wrapped || b.runs - a.runs,
  runs: (a, b) => b.runs - a.runs,
  last: (a, b) => b.lastAt.getTime() - a.lastAt.getTime(),
  repo: (a, b) => compareText(a.repo, b.repo),
  agent: (a, b) => compareText(a.agent ?? "", b.agent ?? ""),
} as const satisfies Record<ProducerSort, (a: Producer, b: Producer) => number>;

/** The producers of one repo or of all that match: the 500 with most wrapped runs at most, so one page. */
export async function listProducers(
  ctx: ServiceContext,
  input: z.input<typeof ListProducersInput> = {},
): Promise<Producer[]> {
  requirePermission(ctx, "run.read");
  const query = ListProducersInput.parse(input);
  const repo = await findReadableRepo(ctx, query.repo);
  const words = (query.search ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const rows = await listProducerRows(ctx.db, {
    repoId: repo?.id,
    since: producersSince(ctx),
    wrappedOnly: false,
    limit: MOST,
  });
  return rows
    .map(producerOf)
    .filter((one) =>
      words.every((word) => `${one.agent ?? ""} ${one.key ?? ""} ${one.repo}`.toLowerCase().includes(word)),
    )
    .filter((one) => query.needsWrapping === undefined || query.needsWrapping === one.wrapped > 0)
    .toSorted((a, b) => ORDERS[query.sort](a, b) || ORDERS.wrapped(a, b));
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
