import { compareFound, type FoundAgainst, FoundStanding } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import { compareText, SKILL_FILE, sketchSkill } from "@yardlet/core/skill";
import {
  findRepoBySlug,
  findVersionsByContent,
  listFound,
  listSkills,
  loadFoundProse,
  type Db,
  type FoundRow,
} from "@yardlet/db";
import * as z from "zod";
import { loadSurroundings } from "../agent/surroundings.ts";
import { requirePermission, type ServiceContext } from "../context.ts";

/** A skill that lies in a repo and is not Yardlet's, beside the library. */
export interface InventoryRow extends FoundAgainst {
  repo: string;
  name: string;
  path: string;
  description: string;
  /** Names the text that was seen; null where there is none to adopt. */
  treeHash: string | null;
  /** It lies in `.agents/skills` already, as its user's own. */
  isOwn: boolean;
}

export interface InventoryPage {
  rows: InventoryRow[];
  counts: Record<FoundStanding, number>;
  /** There are more finds than are compared at once; narrow them down to a repo. */
  isCut: boolean;
  next: string | null;
}

/** Finds that are compared at once. */
const MOST_FOUND = 2_000;

export const ListInventoryInput = z.strictObject({
  repo: z.string().max(128).optional(),
  standing: FoundStanding.optional(),
  sort: z.enum(["repo", "skill", "standing"]).default("repo"),
  reverse: z.boolean().default(false),
  limit: z.int().min(1).max(200).default(100),
  /** The last answer's `next`. */
  after: z.string().max(2_000).optional(),
});

const ORDERS = {
  repo: () => 0,
  skill: (a, b) => compareText(a.name, b.name),
  standing: (a, b) => FoundStanding.options.indexOf(a.standing) - FoundStanding.options.indexOf(b.standing),
} as const satisfies Record<string, (a: Place, b: Place) => number>;

/** Where a row stands in any order of the list. */
type Place = Pick<InventoryRow, "standing" | "name" | "repo" | "path">;

const Cursor = z.tuple([FoundStanding, z.string(), z.string()]);

/** What lies in the repos and is not Yardlet's, compared with the library. */
export async function listInventory(
  ctx: ServiceContext,
  input: z.input<typeof ListInventoryInput> = {},
): Promise<InventoryPage> {
  requirePermission(ctx, "repo.read");
  const { repo, standing, sort, reverse, limit, after } = ListInventoryInput.parse(input);
  const found = await findIn(ctx.db, repo);
  const all = await compareWithLibrary(ctx.db, found.slice(0, MOST_FOUND));
  const compare = (a: Place, b: Place) =>
    (ORDERS[sort](a, b) || compareText(a.repo, b.repo) || compareText(a.path, b.path)) * (reverse ? -1 : 1);
  const end = after === undefined ? undefined : readPlace(after);
  const below = all
    .filter((row) => standing === undefined || row.standing === standing)
    .filter((row) => end === undefined || compare(row, end) > 0)
    .toSorted(compare);
  const rows = below.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows,
    counts: countsOf(all),
    isCut: found.length > MOST_FOUND,
    next: last && rows.length < below.length ? [last.standing, last.repo, last.path].join("\n") : null,
  };
}

async function findIn(db: Db, slug: string | undefined): Promise<FoundRow[]> {
  if (slug === undefined) return listFound(db, { limit: MOST_FOUND + 1 });
  const repo = await findRepoBySlug(db, slug);
  return repo ? listFound(db, { repoId: repo.id, limit: MOST_FOUND + 1 }) : [];
}

export async function compareWithLibrary(db: Db, found: readonly FoundRow[]): Promise<InventoryRow[]> {
  if (found.length === 0) return [];
  const [{ known }, skills, versions, prose] = await Promise.all([
    loadSurroundings(db, "library"),
    listSkills(db, { home: "library" }),
    findVersionsByContent(db, [...new Set(found.flatMap(({ contentHash }) => contentHash ?? []))]),
    loadFoundProse(db, [...new Set(found.flatMap(({ treeHash }) => treeHash ?? []))]),
  ]);
  const numbers = new Map(
    skills.flatMap(({ name, state, current }) => (state === "active" && current ? [[name, current.number]] : [])),
  );
  const shelf = known.flatMap(({ name, contentHash, sketch }) => {
    const number = numbers.get(name);
    return number === undefined ? [] : [{ name, number, contentHash, sketch }];
  });
  const earlier = Map.groupBy(
    versions.filter(({ home }) => home === "library"),
    ({ contentHash }) => contentHash,
  );
  return found.map(({ repoSlug, name, path, description, contentHash, treeHash, version }): InventoryRow => {
    const bytes = treeHash === undefined ? undefined : prose.get(treeHash);
    const text = { repo: repoSlug, name, path, description, isOwn: path.startsWith(".agents/") };
    if (contentHash === undefined || treeHash === undefined || bytes === undefined) {
      return { ...text, treeHash: null, standing: "unread", like: null };
    }
    const sketch = sketchSkill([{ path: SKILL_FILE, mode: "100644", bytes }]);
    return {
      ...text,
      treeHash,
      ...compareFound({ name, contentHash, version, sketch }, shelf, earlier.get(contentHash) ?? []),
    };
  });
}

function readPlace(cursor: string): Place {
  const parsed = Cursor.safeParse(cursor.split("\n"));
  if (!parsed.success) {
    throw new DomainError("invalid", "the page begins nowhere; use the last answer's next, or leave it out");
  }
  const [standing, repo, path] = parsed.data;
  return { standing, name: path.split("/").at(-1) ?? "", repo, path };
}

function countsOf(rows: readonly InventoryRow[]): InventoryPage["counts"] {
  const count = (standing: FoundStanding) => rows.filter((row) => row.standing === standing).length;
  return {
    same: count("same"),
    older: count("older"),
    newer: count("newer"),
    near: count("near"),
    namesake: count("namesake"),
    other: count("other"),
    unread: count("unread"),
  };
}
