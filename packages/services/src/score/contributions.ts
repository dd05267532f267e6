import { DomainError } from "@yardlet/core/error";
import {
  findRepoBySlug,
  listContributions,
  listVersions,
  type Contribution,
  type Db,
  type TaskPlace,
  type VersionRow,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked, plainText } from "../run/input.ts";
import { GetSkillInput, requireSkill } from "../skill/get.ts";
import { epochsOf } from "./brief.ts";

/** Repo, intent and task of the longest names, every character escaped. */
export const CURSOR_CHARACTERS = 4_096;

export const ListContributionsInput = GetSkillInput.extend({
  /** A number of the skill; the version in force without it. */
  version: z.int().min(1).max(1_000_000).optional(),
  /** Tasks that count, or those that do not. */
  counted: z.boolean().default(true),
  /** `next` of the page above. */
  after: z.string().max(CURSOR_CHARACTERS).optional(),
  limit: z.int().min(1).max(200).default(20),
});

export interface ContributionPage {
  tasks: Contribution[];
  /** Where the next page begins; null at the end. */
  next: string | null;
}

/** The tasks that declare a version, newest first. A page costs the same wherever it begins. */
export async function listScoreTasks(
  ctx: ServiceContext,
  input: z.input<typeof ListContributionsInput>,
): Promise<ContributionPage> {
  requirePermission(ctx, "score.read");
  const { version, counted, after, limit, ...named } = ListContributionsInput.parse(input);
  const skill = await requireSkill(ctx.db, named);
  const versionId = (await requireVersion(ctx.db, skill, version)).id;
  const epoch = (await epochsOf(ctx.db, [skill.id], ctx.now()))(skill.id);
  const tasks = await listContributions(ctx.db, {
    versionId,
    epoch,
    counted,
    limit: limit + 1,
    ...(after === undefined ? {} : { after: await placeOfCursor(ctx.db, after) }),
  });
  const page = tasks.slice(0, limit);
  const last = page.at(-1);
  return { tasks: page, next: tasks.length > limit && last ? cursorOf(last) : null };
}

/** @throws DomainError `not_found` for a number that the skill never had. */
export async function requireVersion(
  db: Db,
  skill: { id: string; name: string; current: VersionRow },
  version: number | undefined,
): Promise<VersionRow> {
  if (version === undefined || version === skill.current.number) return skill.current;
  const found = (await listVersions(db, skill.id)).find(({ number }) => number === version);
  if (found) return found;
  throw new DomainError(
    "not_found",
    `${skill.name} has no version ${version}; the one in force is ${skill.current.number}`,
  );
}

const Cursor = z.tuple([Asked, plainText(256), plainText(256)]);

function cursorOf({ repoSlug, intent, task }: Contribution): string {
  return JSON.stringify([repoSlug, intent, task] satisfies z.infer<typeof Cursor>);
}

async function placeOfCursor(db: Db, text: string): Promise<TaskPlace> {
  const [slug, intent, task] = readCursor(text);
  const repo = await findRepoBySlug(db, slug);
  if (!repo) throw badCursor();
  return { repoId: repo.id, intent, task };
}

function readCursor(text: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(text));
  } catch {
    throw badCursor();
  }
}

function badCursor(): DomainError {
  return new DomainError("invalid", "the page begins nowhere; use the last answer's next, or leave it out");
}
