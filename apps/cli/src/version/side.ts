import { stampSkill } from "@yardlet/core/equip/stamp";
import { DomainError } from "@yardlet/core/error";
import { type SkillFile, contentHash } from "@yardlet/core/skill";
import type { DiffSide } from "@yardlet/core/version/command-report";
import { findCommit } from "@yardlet/repo";
import { type Moment, readCopy } from "./history.ts";
import type { LocalSkill } from "./local.ts";

/** One side of a comparison with its files. */
export interface Side {
  side: DiffSide;
  files: readonly SkillFile[];
}

type Row = LocalSkill["history"]["rows"][number];

/**
 * The two sides a person asked for. Without `to` it is what lies here now: the working tree where it was changed, else the newest
 * commit; without `from` the version before that.
 */
export async function sidesOf(
  skill: LocalSkill,
  asked: { from: string | undefined; to: string | undefined },
): Promise<{ from: Side; to: Side }> {
  const to = asked.to === undefined ? await latest(skill) : await resolve(asked.to, skill);
  const from = asked.from === undefined ? await before(to, skill) : await resolve(asked.from, skill);
  return { from, to };
}

async function resolve(text: string, skill: LocalSkill): Promise<Side> {
  if (text === "working") return workingSide(skill);
  if (text === "library") return librarySide(skill);
  const number = /^v?([1-9]\d{0,8})$/.exec(text)?.[1];
  const numbered = number === undefined ? undefined : await numberedSide(Number(number), skill);
  if (numbered !== undefined) return numbered;
  const commit = await findCommit(skill.state.repo, text);
  if (commit !== undefined) return commitSide(commit, skill);
  throw new DomainError(
    "not_found",
    `${skill.name} has no version ${JSON.stringify(text)} here; name a number or commit of "yardlet skill versions ${skill.name}", library or working`,
  );
}

async function numberedSide(number: number, skill: LocalSkill): Promise<Side | undefined> {
  const rows = skill.history.rows.filter((row) => row.number === number);
  const texts = new Set(rows.map(({ moment }) => moment.contentHash));
  if (texts.size > 1)
    throw new DomainError(
      "invalid",
      `${texts.size} texts of ${skill.name} have the number ${number} here; name a commit of "yardlet skill versions ${skill.name}"`,
      { commits: rows.map(({ moment }) => moment.commit) },
    );
  const [row] = rows;
  if (row) return rowSide(row, skill);
  return skill.shelved?.version === number ? librarySide(skill) : undefined;
}

function latest(skill: LocalSkill): Promise<Side> | Side {
  const [newest] = skill.history.rows;
  const isChanged = skill.working?.hash !== undefined && skill.working.hash !== newest?.moment.contentHash;
  if (isChanged) return workingSide(skill);
  const row = skill.history.rows.find(hasText);
  return row ? rowSide(row, skill) : librarySide(skill);
}

/** What came before a side: of the library what lies here, of the working tree the newest commit, of a version the one before. */
function before({ side }: Side, skill: LocalSkill): Promise<Side> {
  const rows = skill.history.rows.filter(hasText);
  const at = side.kind === "version" || side.kind === "commit" ? rows.findIndex((row) => isOf(row, side)) : -1;
  const row = rows.slice(at + 1).find(({ moment }) => moment.contentHash !== side.hash);
  if (row) return rowSide(row, skill);
  throw new DomainError(
    "not_found",
    `there is no version of ${skill.name} before this one; name the other side with --from`,
  );
}

function hasText({ moment }: Row): boolean {
  return Boolean(moment.contentHash);
}

/** The row that a side is, or that was in force at its commit. */
function isOf({ moment, number }: Row, side: DiffSide): boolean {
  return moment.commit === side.commit || (moment.contentHash === side.hash && number === side.number);
}

async function rowSide({ moment, number }: Row, skill: LocalSkill): Promise<Side> {
  const { files } = await copyAt(moment.commit, skill);
  return { side: { kind: "version", number, commit: moment.commit, hash: moment.contentHash ?? null }, files };
}

async function commitSide(commit: string, skill: LocalSkill): Promise<Side> {
  const { files } = await copyAt(commit, skill);
  const hash = contentHash(files);
  const number = skill.history.rows.find((row) => row.moment.contentHash === hash)?.number ?? null;
  return { side: { kind: "commit", number, commit, hash }, files };
}

async function copyAt(commit: Moment["commit"], { name, state }: LocalSkill) {
  const copy = await readCopy(state.repo, name, commit);
  if (copy === "absent")
    throw new DomainError("not_found", `${name} did not lie here at commit ${commit.slice(0, 12)}; name another`);
  if (copy === "unreadable")
    throw new DomainError("invalid", `${name} at commit ${commit.slice(0, 12)} is over a limit or has links out of it`);
  return copy;
}

export function workingSide({ name, working }: Pick<LocalSkill, "name" | "working">): Side {
  if (working === undefined)
    throw new DomainError("invalid", "this repository has no working tree; compare commits or versions");
  if (working.hash === undefined)
    throw new DomainError("not_found", `${name} does not lie in the working tree; compare commits or versions`);
  if (working.hash === "")
    throw new DomainError("invalid", `${name} in the working tree is a link, over a limit, or has links out of it`);
  return { side: { kind: "working", number: null, commit: null, hash: working.hash }, files: working.files };
}

/** As it would be placed: so that its own number and source are no difference. */
function librarySide({ name, shelved }: LocalSkill): Side {
  if (shelved === undefined)
    throw new DomainError("not_found", `the library has no ${name}; compare commits or versions`);
  const { version, files, contentHash: hash } = shelved;
  const stamped = stampSkill({ name, version, files, origin: "library" });
  return { side: { kind: "library", number: version, commit: null, hash }, files: stamped.files };
}
