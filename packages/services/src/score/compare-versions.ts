import { DomainError } from "@yardlet/core/error";
import type { Tier } from "@yardlet/core/library";
import { listVersionRefs, listVersions, type Db, type SkillRow } from "@yardlet/db";
import { hasVersion } from "./list.ts";

/** One row of a comparison. */
export interface ChosenVersion {
  home: string;
  /** "library" or the repo's id, where `home` is its slug. */
  homeId: string;
  name: string;
  skillId: string;
  versionId: string;
  number: number;
  contentHash: string;
  inForce: boolean;
}

interface Choice {
  skills?: string[] | undefined;
  search?: string | undefined;
  tier?: Tier | undefined;
}

/** The versions that are asked for by name, else the one in force of every skill that matches. */
export async function chooseVersions(
  db: Db,
  { skills, slugs, query }: { skills: readonly SkillRow[]; slugs: ReadonlyMap<string, string>; query: Choice },
): Promise<ChosenVersion[]> {
  const homeOf = (skill: SkillRow) => slugs.get(skill.home) ?? skill.home;
  if (query.skills)
    return chooseNamed(db, new Map(skills.map((one) => [`${homeOf(one)}/${one.name}`, one])), query.skills);
  const words = (query.search ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return skills
    .filter((skill) => skill.absentSince === null)
    .filter((skill) => query.tier === undefined || skill.tier === query.tier)
    .filter((skill) => words.every((word) => `${homeOf(skill)}/${skill.name}`.toLowerCase().includes(word)))
    .filter(hasVersion)
    .map(({ id, name, current, home }) => ({
      home: slugs.get(home) ?? home,
      homeId: home,
      name,
      skillId: id,
      versionId: current.id,
      number: current.number,
      contentHash: current.contentHash,
      inForce: true,
    }));
}

async function chooseNamed(
  db: Db,
  known: ReadonlyMap<string, SkillRow>,
  names: readonly string[],
): Promise<ChosenVersion[]> {
  const chosen: ChosenVersion[] = [];
  for (const text of new Set(names)) {
    const [, key = text, number] = /^(.+?)(?:@(\d{1,7}))?$/.exec(text) ?? [];
    const skill = known.get(key);
    if (!skill || !hasVersion(skill)) throw missing(key);
    const version =
      number === undefined
        ? skill.current
        : (await listVersions(db, skill.id)).find((one) => one.number === Number(number));
    if (!version) throw missing(text);
    const inForce = version.id === skill.current.id;
    const home = key.slice(0, key.indexOf("/"));
    const { id: versionId, number: found, contentHash } = version;
    const { name, id: skillId, home: homeId } = skill;
    chosen.push({ home, homeId, name, skillId, versionId, number: found, contentHash, inForce });
  }
  return chosen;
}

function missing(text: string): DomainError {
  return new DomainError(
    "not_found",
    `there is no skill ${text}; name it as <home>/<name>, or one version as <home>/<name>@3`,
  );
}

/** The versions with these ids, in any order; those that are not there are left out. */
export async function chooseById(
  db: Db,
  versionIds: readonly string[],
  slugs: ReadonlyMap<string, string>,
): Promise<ChosenVersion[]> {
  return (await listVersionRefs(db, versionIds)).map(({ home, ...ref }) => ({
    ...ref,
    home: slugs.get(home) ?? home,
    homeId: home,
  }));
}
