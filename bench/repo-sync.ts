import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startTestServer } from "@yardlet/db/testing";
import { observeRepo, openRepo } from "@yardlet/repo";
import { addRepos, requestLibrarySync, requestRepoSync } from "@yardlet/services";
import { openTestServices } from "@yardlet/services/testing";
import { LARGE_REPO_FILES, makeLargeRepo } from "./support/large-repo.ts";

const ROUNDS = 7;

interface Timed {
  min: number;
  median: number;
}

async function time(work: () => unknown): Promise<Timed> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await work();
    took.push(performance.now() - started);
  }
  const sorted = took.toSorted((a, b) => a - b);
  return { min: sorted[0] ?? 0, median: sorted[Math.floor(sorted.length / 2)] ?? 0 };
}

/** Syncing a large repository, as a ratio to the one git command that it cannot do without. */
export async function runRepoSyncBench(): Promise<number> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "yardlet-bench-")));
  const server = await startTestServer(path.join(folder, "server"));
  const services = await openTestServices(server.url);
  const repo = path.join(services.folder, "large");
  makeLargeRepo(repo);
  const policy = { localRoots: [services.folder], allowFileUrls: false, allowPrivateHosts: false };
  const options = { policy, mirrorsDir: path.join(folder, "mirrors") };
  await requestLibrarySync(services.ctx);
  await addRepos(services.ctx, { locations: [repo], autoEquip: null });
  await services.runJobs();

  const lsTree = await time(() => spawnSync("git", ["-C", repo, "ls-tree", "-r", "HEAD"], { maxBuffer: 2 ** 26 }));
  const observe = await time(async () =>
    observeRepo(await openRepo({ kind: "path", path: repo }, options), { signals: [] }),
  );
  const sync = await time(async () => {
    await requestRepoSync(services.ctx, { slug: "large" });
    await services.runJobs();
  });
  const line = (name: string, { min, median }: Timed) =>
    console.log(
      `${name.padEnd(34)} ${min.toFixed(0).padStart(6)} ${median.toFixed(0).padStart(8)} ${(median / lsTree.median).toFixed(1).padStart(8)}`,
    );
  console.log(`A repository of ${LARGE_REPO_FILES} files, ${ROUNDS} rounds in one run.\n`);
  console.log(`${"".padEnd(34)} ${"min ms".padStart(6)} ${"median".padStart(8)} ${"ratio".padStart(8)}`);
  line("git ls-tree -r", lsTree);
  line("open, read, classify", observe);
  line("the whole repo.sync job", sync);
  await services.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  return 0;
}
