import { DomainError } from "@yardlet/core/error";
import type { Tier } from "@yardlet/core/library";
import { listSkillRefs, listVersionRefs, listVersions, type Db } from "@yardlet/db";

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
  slugs: ReadonlyMap<string, string>,
  query: Choice,
): Promise<ChosenVersion[]> {
  const skills = (await listSkillRefs(db)).map(({ home, ...ref }) => ({
    ...ref,
    home: slugs.get(home) ?? home,
    homeId: home,
  }));
  if (query.skills)
    return chooseNamed(db, new Map(skills.map((one) => [`${one.home}/${one.name}`, one])), query.skills);
  const words = (query.search ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return skills
    .filter(({ absent }) => !absent)
    .filter(({ tier }) => query.tier === undefined || tier === query.tier)
    .filter(({ home, name }) => words.every((word) => `${home}/${name}`.toLowerCase().includes(word)));
}

async function chooseNamed(
  db: Db,
  known: ReadonlyMap<string, ChosenVersion>,
  names: readonly string[],
): Promise<ChosenVersion[]> {
  const chosen: ChosenVersion[] = [];
  for (const text of new Set(names)) {
    const [, key = text, number] = /^(.+?)(?:@(\d{1,7}))?$/.exec(text) ?? [];
    const current = known.get(key);
    if (!current) throw missing(key);
    if (number === undefined || Number(number) === current.number) {
      chosen.push(current);
      continue;
    }
    const version = (await listVersions(db, current.skillId)).find((one) => one.number === Number(number));
    if (!version) throw missing(text);
    const { id: versionId, contentHash } = version;
    chosen.push({ ...current, versionId, number: version.number, contentHash, inForce: false });
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
