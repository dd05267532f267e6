import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startTestServer } from "@yardlet/db/testing";
import { observeRepo, openRepo } from "@yardlet/repo";
import { addRepos, requestLibrarySync, requestRepoSync } from "@yardlet/services";
import { openTestServices } from "@yardlet/services/testing";

const FILES = 20_000;
const ROUNDS = 7;

/** A repository of 20,000 files in 400 folders with 200 manifests, made through one fast-import. */
function makeLargeRepo(repo: string): void {
  mkdirSync(repo);
  execFileSync("git", ["init", "--quiet", "--initial-branch=main", repo]);
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const file = (name: string, text: string) => `M 100644 inline ${name}\n${data(text)}`;
  const files = Array.from({ length: FILES }, (_, index) => {
    const folder = `packages/part-${index % 400}`;
    const manifest = index < 200;
    const text = JSON.stringify({ name: `part-${index}`, version: "1.0.0", dependencies: { react: "19.0.0" } });
    return manifest
      ? file(`${folder}/package.json`, text)
      : file(`${folder}/src/file-${index}.ts`, `export const n = ${index};\n`);
  });
  const commit = `commit refs/heads/main\ncommitter tarn <tarn@example.com> 1790000000 +0000\n${data("Large")}${files.join("")}\n`;
  execFileSync("git", ["-C", repo, "fast-import", "--quiet"], { input: commit });
  execFileSync("git", ["-C", repo, "reset", "--quiet", "--hard"]);
}

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
  console.log(`A repository of ${FILES} files, ${ROUNDS} rounds in one run.\n`);
  console.log(`${"".padEnd(34)} ${"min ms".padStart(6)} ${"median".padStart(8)} ${"ratio".padStart(8)}`);
  line("git ls-tree -r", lsTree);
  line("open, read, classify", observe);
  line("the whole repo.sync job", sync);
  await services.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  return 0;
}
