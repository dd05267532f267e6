import { DomainError } from "@yardlet/core/error";
import { EvalState, RunRole } from "@yardlet/core/run";
import {
  findNamedVersions,
  findRunPk,
  findWindowEnd,
  listRunRows,
  type NamedSkill,
  type RunFacts,
  type RunQuery,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked, plainText } from "./input.ts";
import { findReadableRepo } from "./readable.ts";

export type { NamedSkill, RunFacts };

const DAY_MS = 86_400_000;

/** How many runs in order one page looks through for those that match, by columns and by words; under 100 ms when none does. */
const WINDOW = { columns: 10_000, words: 4_000 } as const;

/** The run that a page ended at; opaque to those who send it back. */
const Place = z.tuple([z.int().min(0).max(Date.UTC(9999, 0)), Asked, Asked]);

export const ListRunsInput = z.strictObject({
  /** A slug. */
  repo: Asked.optional(),
  /** A skill's name as runs say it; with `version`, the skill of that name in that version. */
  skill: Asked.optional(),
  version: z.int().min(1).max(1_000_000).optional(),
  state: EvalState.optional(),
  role: RunRole.optional(),
  agent: Asked.optional(),
  /** Words that stand in the run's id, its task, its intent or its agent. */
  q: plainText(200).optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  /** As `since`, counted from now. */
  days: z.int().min(1).max(3_650).optional(),
  /** Where the page above ended. */
  cursor: z.string().max(2_000).optional(),
  limit: z.int().min(1).max(200).default(50),
});

export interface RunPage {
  runs: RunFacts[];
  /** Where the page below begins; null at the end. A page may hold fewer runs than asked for, even none, and still have one. */
  next: string | null;
  /** Set when the page ended because it had looked through enough: everything newer than this was looked at. */
  lookedTo: Date | null;
}

/** Runs that match, newest first. Its time does not grow with the history, however rare a match is. */
export async function listRuns(ctx: ServiceContext, input: z.input<typeof ListRunsInput> = {}): Promise<RunPage> {
  requirePermission(ctx, "run.read");
  const { limit, cursor, ...wanted } = ListRunsInput.parse(input);
  const query = await queryOf(ctx, wanted, cursor);
  const window = WINDOW[query.words.length > 0 ? "words" : "columns"];
  const rows = await listRunRows(ctx.db, query, { limit: limit + 1, window });
  const runs = rows.slice(0, limit);
  const last = runs.at(-1);
  if (rows.length > limit && last) return { runs, next: cursorOf(last), lookedTo: null };
  const end = await findWindowEnd(ctx.db, query, window);
  return { runs, next: end ? cursorOf(end) : null, lookedTo: end?.at ?? null };
}

type Wanted = Omit<z.infer<typeof ListRunsInput>, "limit" | "cursor">;

async function queryOf(
  ctx: ServiceContext,
  { repo: slug, skill, version, q = "", since, days, ...exact }: Wanted,
  cursor: string | undefined,
): Promise<RunQuery & Required<Pick<RunQuery, "words">>> {
  if (version !== undefined && skill === undefined) {
    throw new DomainError("invalid", "a version needs the skill it is of; add skill");
  }
  const repo = await findReadableRepo(ctx, slug);
  const from = latest(
    since === undefined ? undefined : new Date(since),
    days === undefined ? undefined : new Date(ctx.now().getTime() - days * DAY_MS),
  );
  return {
    ...exact,
    ...(repo ? { repoId: repo.id } : {}),
    ...(skill === undefined ? {} : { skill }),
    ...(skill === undefined || version === undefined ? {} : { versionIds: await versionIdsOf(ctx, skill, version) }),
    words: q.toLowerCase().split(/\s+/).filter(Boolean),
    ...(from ? { since: from } : {}),
    ...(cursor ? { before: await placeOf(ctx, cursor) } : {}),
  };
}

async function versionIdsOf(ctx: ServiceContext, skill: string, version: number): Promise<string[]> {
  const named = await findNamedVersions(ctx.db, [skill]);
  return named.filter((one) => one.number === version).map((one) => one.versionId);
}

async function placeOf(ctx: ServiceContext, cursor: string): Promise<{ at: Date; runPk: number }> {
  const place = Place.safeParse(readJson(Buffer.from(cursor, "base64url").toString()));
  const [at, repo, runId] = place.data ?? [0, "", ""];
  const runPk = place.success ? await findRunPk(ctx.db, { repo, runId }) : undefined;
  if (runPk !== undefined) return { at: new Date(at), runPk };
  throw new DomainError("invalid", "a cursor comes from the page before; start at the top");
}

function cursorOf({ at, repo, runId }: { at: Date; repo: string; runId: string }): string {
  return Buffer.from(JSON.stringify([at.getTime(), repo, runId])).toString("base64url");
}

function latest(a: Date | undefined, b: Date | undefined): Date | undefined {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
