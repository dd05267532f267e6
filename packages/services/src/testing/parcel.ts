import path from "node:path";
import { addRepos } from "../repo/add.ts";
import { requireRepo } from "../repo/find.ts";
import type { TestServices } from "../testing.ts";
import { makeRepo, RUST_CLI } from "./repos.ts";

/** Makes a repo named `parcel` that is read and not equipped by itself. Answers where it lies and its id. */
export async function addParcel({ ctx, folder, runJobs }: TestServices): Promise<{ repo: string; home: string }> {
  const repo = makeRepo(path.join(folder, "parcel"), RUST_CLI);
  await addRepos(ctx, { locations: [repo], autoEquip: false });
  await runJobs();
  const { id } = await requireRepo(ctx.db, "parcel");
  return { repo, home: id };
}
