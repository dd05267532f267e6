import { DEMO_REPOS, DEMO_SKILLS, filesOf, libraryFilesOf as demoFilesOf } from "@yardlet/core/demo";
import { DomainError } from "@yardlet/core/error";
import { readLibrary, regenerateCatalog } from "@yardlet/core/library";
import { commitInCheckout, writeChange } from "@yardlet/repo";
import path from "node:path";
import type { ServiceContext } from "../context.ts";
import { requestLibrarySync } from "../library/configure.ts";
import { libraryFilesOf, openLibrary, textFile } from "../library/home.ts";
import { addRepos } from "../repo/add.ts";
import { demoFolder } from "./folder.ts";
import { AUTHOR } from "./people.ts";

/** What filling works with besides the context. */
export interface Filling {
  signal: AbortSignal;
  runJobs: () => Promise<void>;
  /** Whether a repo is among those that are made. */
  has: (slug: string) => boolean;
}

/** Takes over the built-in library, and commits the team's own skills beside it. */
export async function fillLibrary(ctx: ServiceContext, { signal, runJobs }: Filling): Promise<void> {
  await requestLibrarySync(ctx);
  await runJobs();
  const git = await openLibrary(ctx, { signal });
  const skills = demoFilesOf(DEMO_SKILLS.filter(({ origin }) => origin === "team"));
  const files = [...(await libraryFilesOf(git, { signal })), ...skills];
  const catalog = textFile("catalog.tsv", regenerateCatalog(readLibrary(files)));
  const message = `Add ${skills.length} skills of the team\n`;
  await writeChange(
    git,
    { base: git.head, puts: [...skills, catalog], deletes: [], message },
    { scope: { kind: "library" }, delivery: "commit", at: ctx.now(), signal },
  );
  await requestLibrarySync(ctx);
  await runJobs();
}

/** Makes the demo's repos, each with one commit, and adds them. */
export async function fillRepos(ctx: ServiceContext, { signal, runJobs, has }: Filling): Promise<void> {
  const locations: string[] = [];
  for (const repo of DEMO_REPOS.filter(({ slug }) => has(slug))) {
    const folder = path.join(demoFolder(ctx.settings), repo.slug);
    await commitInCheckout(folder, filesOf(repo), { author: AUTHOR, message: "First commit", at: ctx.now(), signal });
    locations.push(folder);
  }
  const { refused } = await addRepos(ctx, { locations, autoEquip: null });
  const [first] = refused;
  if (first) throw new DomainError(first.code, `the demo's repo ${first.location} cannot be added: ${first.message}`);
  await runJobs();
}
