import { DomainError } from "@yardlet/core/error";
import { existsSync } from "node:fs";
import path from "node:path";
import { getTeam, listJobs, listRepos } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";

/**
 * The demo is for an installation that nobody has used: it tells a history that is not the team's.
 * @throws DomainError `refused` where there is anything already
 */
export async function requireFresh({ db, settings }: Pick<ServiceContext, "db" | "settings">): Promise<void> {
  const [team, repos, jobs] = await Promise.all([getTeam(db), listRepos(db), listJobs(db, { limit: 1 })]);
  const library = path.join(settings.dataDir, "library.git");
  const reasons = [
    ...(team.adminAt === null ? [] : ["there is an admin"]),
    ...(repos.length === 0 ? [] : [`there are repos, such as ${repos[0]?.slug}`]),
    ...(jobs.length === 0 ? [] : ["a worker has run on it"]),
    ...(existsSync(library) ? [`there is a library in ${library}`] : []),
  ];
  if (reasons.length === 0) return;
  const message = `the demo fills a fresh installation only, and this one has been used: ${reasons.join(", ")}; choose an empty folder with --data`;
  throw new DomainError("refused", message, { reasons });
}
