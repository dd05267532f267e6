import { findRepo, type Db, type SkillRow } from "@yardlet/db";

/** Where a skill is at home, as verbs name it: "library" or the repo's slug. */
export async function homeSlugOf(db: Db, { home }: Pick<SkillRow, "home">): Promise<string> {
  return home === "library" ? home : ((await findRepo(db, home))?.slug ?? home);
}
