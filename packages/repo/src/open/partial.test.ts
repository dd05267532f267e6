import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { formatPatch } from "../deliver/patch.ts";
import { acquireLock } from "../lock/lock.ts";
import { exportFiles } from "../read/export.ts";
import { readFilesAt } from "../read/file.ts";
import { readSkillsAt } from "../read/skills.ts";
import { listTree } from "../read/tree.ts";
import {
  ANYTHING,
  commitFiles,
  file,
  git,
  makeCheckout,
  makeRemote,
  openUrl,
  temporaryFolder,
} from "../testing/git.ts";
import { startGitServer } from "../testing/https-server.ts";
import { writeChange } from "../write/write.ts";
import { isPartial } from "./partial.ts";
import { mirrorFolder } from "./mirror.ts";
import { openRepo } from "./open.ts";
import { trimMirrors } from "./trim-mirrors.ts";

const MIB = 1024 * 1024;
const SCOPE = { kind: "agents", linkFolders: [] } as const;
const SKILL = "---\nname: x\ndescription: X\n---\nBody\n";

const PICTURE = randomBytes(2 * MIB);
const LARGE = {
  "package.json": "x".repeat(MIB),
  "video.bin": "v".repeat(3 * MIB),
  ".agents/skills/x/SKILL.md": SKILL,
  ".agents/skills/x/picture.png": PICTURE,
  ".agents/skills/huge/SKILL.md": SKILL,
  ...Object.fromEntries(Array.from({ length: 16 }, (_, at) => [`.agents/skills/huge/${at}`, "h".repeat(MIB + 1 + at)])),
};

async function serve(files: Parameters<typeof makeCheckout>[0], filters: boolean) {
  const checkout = makeCheckout(files);
  const { folder } = makeRemote(checkout);
  git(checkout, "remote", "add", "origin", folder);
  const server = await startGitServer({ folder: dirname(folder), filters });
  onTestFinished(() => server.close());
  vi.stubEnv("GIT_SSL_CAINFO", server.caFile);
  onTestFinished(() => void vi.unstubAllEnvs());
  const mirrorsDir = temporaryFolder();
  const url = server.url("remote.git");
  const open = () => openRepo({ kind: "url", url }, { policy: ANYTHING, mirrorsDir });
  return { checkout, folder, server, open };
}

test("a partial mirror leaves large blobs on the server, but for those that a skill needs", async () => {
  const at = await serve(LARGE, true);
  const repo = await at.open();
  const head = repo.head ?? "";
  expect(repo.blobLimit).toBe(MIB + 1);
  const present = () => Number(/size-pack: (\d+)/.exec(git(repo.gitDir, "count-objects", "-v"))?.[1]);
  expect(present()).toBeLessThan(200);
  const sizes = new Map((await listTree(repo, head, { sizes: true })).map(({ path, size }) => [path, size]));
  expect([sizes.size, sizes.get("package.json"), sizes.get("video.bin")]).toEqual([21, MIB, MIB + 1]);
  const asked = at.server.requests.length;
  const exported = await exportFiles(repo, head, join(temporaryFolder(), "copy"));
  expect(exported.paths).toEqual([".agents/skills/huge/SKILL.md", ".agents/skills/x/SKILL.md", "package.json"]);
  expect(at.server.requests.length).toBe(asked);
  const { skills } = await readSkillsAt(repo, head);
  expect(skills.map(({ name, refused, problems }) => [name, refused, problems[0]?.rule])).toEqual([
    ["huge", true, "too_large"],
    ["x", false, undefined],
  ]);
  expect(skills[1]?.files[1]?.bytes).toEqual(Uint8Array.from(PICTURE));
  expect(present()).toBeLessThan(2300);
  const again = at.server.requests.length;
  await readSkillsAt(repo, head);
  expect(at.server.requests.length).toBe(again);
  expect(await readFilesAt(repo, head, ["video.bin"], { maxBytes: MIB })).toMatchObject([{ state: "too_large" }]);

  const change = { base: head, puts: [file(".agents/skills/y/SKILL.md", SKILL)], deletes: [], message: "Write" };
  expect(Buffer.from((await formatPatch(repo, change, { scope: SCOPE })) ?? []).toString()).toContain("skills/y");
  const { commit } = await writeChange(repo, change, { scope: SCOPE, delivery: "commit" });
  git(at.checkout, "pull", "--quiet", "origin", "main");
  const next = commitFiles(at.checkout, { "video.bin": "w".repeat(3 * MIB), small: "1" });
  git(at.checkout, "push", "--quiet", "origin", "main");
  const followed = await at.open();
  expect([followed.head, git(followed.gitDir, "rev-parse", "main~1")]).toEqual([next, commit]);
  expect(present()).toBeLessThan(2300);
  git(followed.gitDir, "-c", "remote.yardlet.promisor=true", "gc", "--quiet");
  expect((await at.open()).head).toBe(next);
  expect(await isPartial(followed.gitDir)).toBe(true);
});

test("where the server cannot leave blobs out, the mirror is whole", async () => {
  const at = await serve({ "video.bin": LARGE["video.bin"] }, false);
  const repo = await at.open();
  expect(repo.blobLimit).toBeUndefined();
  expect(await isPartial(repo.gitDir)).toBe(false);
  const tree = await listTree(repo, repo.head ?? "", { sizes: true });
  expect(tree.find(({ path }) => path === "video.bin")?.size).toBe(3 * MIB);
  expect((await at.open()).head).toBe(repo.head);
});

test("beyond the limit of all mirrors those go that were not used for longest, but none in use", async () => {
  const mirrorsDir = temporaryFolder();
  const remotes = [5, 9, 7, 0].map((hours) => ({ hours, ...makeRemote(makeCheckout({ a: randomBytes(100_000) })) }));
  const folders: string[] = [];
  for (const { hours, url } of remotes) {
    const { gitDir } = await openUrl(url, mirrorsDir);
    const hoursAgo = new Date(Date.now() - hours * 3_600_000);
    utimesSync(gitDir, hoursAgo, hoursAgo);
    folders.push(gitDir);
  }
  const left = () => folders.map((folder) => existsSync(folder));
  const held = await acquireLock(join(dirname(folders[1] ?? ""), "yardlet.lock"));
  await trimMirrors(mirrorsDir, 350_000);
  expect(left()).toEqual([true, true, false, true]);
  await held.release();
  await trimMirrors(mirrorsDir, 350_000);
  expect(left()).toEqual([true, true, false, true]);
  writeFileSync(join(mirrorsDir, "other"), "not ours");
  const [first] = remotes;
  const { gitDir } = await openRepo(
    { kind: "url", url: first?.url ?? "" },
    { policy: ANYTHING, mirrorsDir, maxMirrorsBytes: 1000 },
  );
  expect(left()).toEqual([true, false, false, true]);
  expect(readdirSync(dirname(gitDir))).toEqual(["mirror.git"]);
  const removed = remotes[2]?.url ?? "";
  expect((await openUrl(removed, mirrorsDir)).gitDir).toBe(join(mirrorFolder(mirrorsDir, removed), "mirror.git"));
  expect(left()).toEqual([true, false, true, true]);
});
