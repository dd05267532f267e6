import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ServerApplyReport, ServerReviewReport } from "@yardlet/core/agent/server-report";
import { SkillDiffReport } from "@yardlet/core/version/command-report";
import { LoginReport, ServerStateReport, ServerVersionsReport, SyncReport } from "@yardlet/core/version/server-report";
import {
  addRepos,
  configureAgents,
  createKey,
  getRepo,
  listAudit,
  listJobs,
  saveSkillVersion,
} from "@yardlet/services";
import { AUTHORED, scriptAgent } from "@yardlet/services/testing/agents";
import { git, makeRepo, RUST_CLI } from "@yardlet/services/testing/repos";
import { afterEach, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { openTestApi, type TestApi } from "./testing/api.ts";
import { listen, type Listening } from "./testing/listen.ts";

const CLI = fileURLToPath(new URL("../../../../cli/", import.meta.url));

let api: TestApi;
let server: Listening;
let folder: string;
let repo: string;

beforeAll(() => {
  execFileSync(process.execPath, [path.join(CLI, "build.mjs")], { stdio: "pipe" });
});
beforeEach(async () => {
  api = await openTestApi(inject("serverUrl"), { stock: inject("stock") });
  server = await listen(api);
  const { services } = api;
  folder = services.folder;
  mkdirSync(path.join(folder, "home"));
  const first = makeRepo(path.join(folder, "first"), RUST_CLI);
  git(folder, "clone", "--quiet", "--bare", first, "parcel.git");
  git(folder, "clone", "--quiet", `file://${path.join(folder, "parcel.git")}`, "clone");
  repo = path.join(folder, "clone");
  await addRepos(services.ctx, { locations: [`file://${path.join(folder, "parcel.git")}`], autoEquip: false });
  await services.runJobs();
});
afterEach(async () => {
  await server.close();
  await api.close();
});

/** Runs the real command in the repo; `input` is its standard input. */
async function yardlet(
  args: readonly string[],
  input = "",
): Promise<{ exit: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [path.join(CLI, "dist", "yardlet.mjs"), ...args], {
    cwd: repo,
    env: {
      NODE_ENV: "test",
      PATH: process.env["PATH"],
      HOME: path.join(folder, "home"),
      GIT_CONFIG_GLOBAL: "",
      GIT_CONFIG_NOSYSTEM: "1",
    },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin.end(input);
  const exit = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { exit, stdout, stderr };
}

async function json(...args: string[]): Promise<unknown> {
  const { exit, stdout, stderr } = await yardlet([...args, "--json"]);
  expect([exit, stderr]).toEqual([0, expect.anything()]);
  return JSON.parse(stdout);
}

test("a person logs in, syncs a repo, compares versions, deprecates and restores, all on the real API", async () => {
  const key = await api.newKey();
  const login = await yardlet(["login", server.url, "--key-stdin", "--json"], `${key}\n`);
  expect(LoginReport.parse(JSON.parse(login.stdout))).toEqual({ server: server.url, loggedIn: true });
  expect(statSync(path.join(folder, "home", ".config", "yardlet", "credentials.json")).mode & 0o777).toBe(0o600);
  expect((await yardlet(["login", server.url, "--key-stdin"], "yk_nobody")).stderr).toContain("does not know this key");

  const synced = SyncReport.parse(await json("sync"));
  expect([synced.name, synced.reported]).toEqual(["parcel", "accepted"]);
  expect(synced.commit).toBe(git(repo, "rev-parse", "HEAD"));
  const audit = await listAudit(api.services.ctx, { limit: 20 });
  const told = audit.entries.find(({ action }) => action === "repo.report-equipped");
  expect(told).toMatchObject({ details: { commit: synced.commit } });
  git(repo, "push", "--quiet");
  expect(SyncReport.parse(await json("sync")).commit).toBeNull();
  await api.services.runJobs();
  const { equipped } = await getRepo(api.services.ctx, { slug: "parcel" });
  expect(equipped).toContainEqual(expect.objectContaining({ name: "commit-hygiene", number: 1 }));

  const named = { home: "library", name: "commit-hygiene" };
  const text = readFileSync(path.join(repo, ".agents/skills/commit-hygiene/SKILL.md"), "utf8");
  await saveSkillVersion(api.services.ctx, {
    ...named,
    base: 1,
    edit: { text: `${text}One line more.\n` },
    reason: "more",
  });
  await api.services.runJobs();
  const versions = ServerVersionsReport.parse(await json("skill", "versions", "commit-hygiene"));
  expect(versions.versions.map(({ version, reason }) => [version, reason])).toMatchObject([
    [2, "more"],
    [1, {}],
  ]);
  const diff = SkillDiffReport.parse(await json("skill", "diff", "commit-hygiene", "--from", "working", "--to", "2"));
  expect(diff.files).toMatchObject([{ path: "SKILL.md", content: { kind: "text" } }]);
  const [update] = SyncReport.parse(await json("sync")).plan.entries;
  expect(update).toMatchObject({ action: "update", skill: "commit-hygiene", fromVersion: 1, version: 2 });
  git(repo, "push", "--quiet");
  await json("sync");
  await api.services.runJobs();

  const gone = ServerStateReport.parse(await json("skill", "deprecate", "commit-hygiene", "--reason", "not needed"));
  expect(gone).toMatchObject({ state: "deprecated", equipped: [{ repo: "parcel", version: 2 }] });
  const again = await yardlet(["skill", "deprecate", "commit-hygiene", "--reason", "twice"]);
  expect([again.exit, again.stderr]).toEqual([1, "yardlet: commit-hygiene is deprecated already\n"]);
  expect(SyncReport.parse(await json("sync")).plan.entries).toContainEqual(
    expect.objectContaining({ action: "remove", skill: "commit-hygiene", suggested: true }),
  );
  expect(ServerStateReport.parse(await json("skill", "restore", "commit-hygiene", "--reason", "needed"))).toMatchObject(
    {
      state: "active",
      job: null,
    },
  );
});

test("an agent is asked for a skill and followed live; what waits is reviewed, and what was shown is applied", async () => {
  const { services } = api;
  services.ctx.settings.agents = { command: scriptAgent('console.log("reading", head.topic); answer();') };
  await services.tellAgents();
  await configureAgents(services.ctx, { agent: "command", allowFullAccess: false });
  await yardlet(["login", server.url, "--key-stdin"], `${await api.newKey()}\n`);

  const asking = yardlet(["skill", "research", "counting parcels"]);
  await vi.waitFor(
    async () => expect((await listJobs(services.ctx, { kinds: ["agent.research"], limit: 5 })).jobs).toHaveLength(1),
    20_000,
  );
  await services.runJobs();
  const { exit, stdout, stderr } = await asking;
  expect([exit, stderr]).toEqual([0, expect.stringContaining("command  reading counting parcels\n")]);
  expect(stdout).toContain(`Draft of ${AUTHORED.name} for parcel, `);

  const { entries } = ServerReviewReport.parse(await json("skill", "review"));
  const draft = entries.find(({ kind }) => kind === "draft");
  expect(draft).toMatchObject({ repo: "parcel", draft: { name: AUTHORED.name } });
  const applied = ServerApplyReport.parse(await json("skill", "apply", String(draft?.n)));
  expect(applied).toMatchObject({ state: "accepted", job_id: expect.any(String) });
  await services.runJobs();
  const pushed = `yardlet/skills:.agents/skills/${AUTHORED.name}/SKILL.md`;
  expect(git(path.join(folder, "parcel.git"), "show", pushed)).toContain("source: created");
  const after = ServerReviewReport.parse(await json("skill", "review"));
  expect(after.entries.map(({ id }) => id)).not.toContain(draft?.id);
});

test("a key without the scope is told what it may not do: exit 2", async () => {
  const { secret } = await createKey(api.services.ctx, { name: "runs", role: "curator", scopes: ["runs:write"] });
  const login = await yardlet(["login", server.url, "--key-stdin"], secret);
  expect([login.exit, login.stderr]).toEqual([0, expect.stringContaining("may not read runs")]);
  const sync = await yardlet(["sync"]);
  expect([sync.exit, sync.stderr]).toEqual([2, expect.stringContaining("use one that may read repos")]);
  expect(git(repo, "log", "--format=%s")).toBe("First commit");
});
