import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ErrorReport } from "@yardlet/core/equip";
import { EquippedBody } from "@yardlet/core/version/answers";
import { SyncReport } from "@yardlet/core/version/server-report";
import { beforeEach, expect, test } from "vitest";
import { type Workbench, skillText } from "../testing/cli.ts";
import { serveEach } from "../testing/serve-each.ts";
import { type RunServer, answers } from "../testing/server.ts";
import { wantedAnswer } from "../testing/wanted.ts";

const ORIGIN = "https://git.example.invalid/team/shop.git";
const WANTED = `/api/v1/repos/${encodeURIComponent(ORIGIN)}/wanted`;
const EQUIPPED = "/api/v1/repos/shop/equipped";
const RUN = "#!/bin/sh\necho alpha\n";

let bench: Workbench;
let server: RunServer;

serveEach((served) => ({ bench, server } = served));
beforeEach(() => {
  bench.commit({ "README.md": "# Shop\n" }).git("remote", "add", "origin", ORIGIN);
  want({ alpha: { version: 3, texts: { "SKILL.md": skillText("alpha"), "scripts/run.sh": RUN } } });
  server.says.set(`POST ${EQUIPPED}`, { repo: "shop", job_id: "j1" });
});

function want(...said: Parameters<typeof wantedAnswer>): void {
  server.says.set(`GET ${WANTED}`, wantedAnswer(...said));
}

const sync = (...args: string[]) => bench.run("sync", "--json", ...args);
const parse = ({ json }: { json: () => unknown }) => SyncReport.parse(json());
const waiting = () => {
  const root = join(bench.folder, "state", "equipped");
  const paths = existsSync(root) ? readdirSync(root, { recursive: true, encoding: "utf8" }) : [];
  return paths.filter((path) => path.endsWith(".ndjson")).map((path) => join(root, path));
};
const told = (at: number) => EquippedBody.parse(JSON.parse(server.bodies[at] ?? ""));

test("what the server wants is placed in one commit, and the server hears what lies here now", async () => {
  const run = await sync();
  const report = parse(run);
  expect(run.exit).toBe(0);
  expect(report).toMatchObject({ server: server.url, name: "shop", dryRun: false, reported: "accepted", notes: [] });
  expect(report.plan.entries).toMatchObject([{ action: "add", skill: "alpha", version: 3, why: ["preset:core"] }]);
  expect(bench.git("rev-list", "--count", "HEAD")).toBe("2");
  expect(bench.git("log", "-1", "--format=%s")).toBe(`Sync 1 skill from ${new URL(server.url).host}`);
  expect(
    bench
      .git("ls-tree", "-r", "HEAD", ".agents/skills/alpha")
      .split("\n")
      .map((line) => line.slice(0, 6)),
  ).toEqual(["100644", "100755"]);
  expect(readFileSync(join(bench.repo, ".agents/skills/alpha/scripts/run.sh"), "utf8")).toBe(RUN);
  const manifest = JSON.parse(readFileSync(join(bench.repo, ".agents/skills/.yardlet.json"), "utf8"));
  expect(manifest.skills.alpha).toMatchObject({ version: 3, origin: "library", library_commit: "0".repeat(40) });
  expect(server.requests.map(({ path, authorization }) => [path, authorization])).toEqual([
    [WANTED, `Bearer ${server.key}`],
    [EQUIPPED, `Bearer ${server.key}`],
  ]);
  const { version, hash, tree_hash } = manifest.skills.alpha;
  expect(told(1)).toEqual({ commit: report.commit, skills: [{ name: "alpha", version, hash, tree_hash }] });
  expect(waiting()).toEqual([]);

  const again = parse(await sync());
  expect([again.commit, again.reported]).toEqual([null, "accepted"]);
  expect((await bench.run("sync")).stdout).toBe(`shop on ${server.url}: nothing to do.\n`);
});

test("a newer version updates; hand edits, own folders and vetoes of here are kept", async () => {
  await sync();
  bench.commit({
    ".agents/skills/mine/SKILL.md": skillText("mine"),
    ".agents/yardlet.yaml": "skills: {veto: [late]}\n",
  });
  want({
    alpha: { version: 4, texts: { "SKILL.md": skillText("alpha", "About alpha.", "Better.") } },
    late: { version: 1, texts: { "SKILL.md": skillText("late") } },
    mine: { version: 1, texts: { "SKILL.md": skillText("mine", "Theirs.") } },
  });
  const report = parse(await sync());
  expect(report.plan.entries.map(({ action, skill }) => [action, skill])).toEqual([
    ["update", "alpha"],
    ["conflict", "mine"],
    ["veto", "late"],
  ]);
  expect(existsSync(join(bench.repo, ".agents/skills/alpha/scripts"))).toBe(false);
  expect(readFileSync(join(bench.repo, ".agents/skills/mine/SKILL.md"), "utf8")).toBe(skillText("mine"));
  bench.commit({ ".agents/skills/alpha/SKILL.md": skillText("alpha", "By hand.") });
  want({ alpha: { version: 5, texts: { "SKILL.md": skillText("alpha", "Newest.") } } });
  expect(parse(await sync())).toMatchObject({ commit: null, plan: { entries: [{ action: "conflict" }, {}] } });
});

test("--dry-run says what would be done and tells nobody", async () => {
  const run = await bench.run("sync", "--dry-run");
  expect(run.stdout).toBe(`shop on ${server.url}: 1 skill would change.\n  add  alpha v3  wanted by preset core\n`);
  expect(bench.git("rev-list", "--count", "HEAD")).toBe("1");
  expect(server.requests).toHaveLength(1);
  expect(parse(await sync("--dry-run")).reported).toBe("none");
});

test("a report that cannot be delivered waits, for its owner alone, and goes with the next sync", async () => {
  server.plan = [({ answer }) => answer(), answers(503)];
  const first = await sync();
  expect([first.exit, parse(first).reported]).toEqual([0, "waiting"]);
  expect(first.stderr).toContain("for the next yardlet sync");
  expect(waiting().map((path) => statSync(path).mode & 0o777)).toEqual([0o600]);
  const second = parse(await sync());
  expect(second.reported).toBe("accepted");
  expect(server.requests.map(({ path }) => path === EQUIPPED)).toEqual([false, true, false, true, true]);
  expect(told(3)).toEqual(told(1));
  expect(waiting()).toEqual([]);
});

test.each([
  [403, 2, "waiting", 1],
  [401, 1, "waiting", 1],
  [404, 1, "refused", 1],
])("a report that is answered %i: what was placed stays, exit %i", async (status, exit, reported, kept) => {
  server.plan = [({ answer }) => answer(), answers(status)];
  const run = await sync();
  expect([run.exit, parse(run).reported, waiting().length]).toEqual([exit, reported, kept]);
  expect(bench.git("rev-list", "--count", "HEAD")).toBe("2");
});

test.each([
  [401, "unauthenticated", 1],
  [403, "forbidden", 2],
  [404, "not_found", 1],
  [503, "unavailable", 1],
  [418, "unavailable", 1],
])("a server that answers %i to the question: nothing is written", async (status, code, exit) => {
  server.plan = [answers(status), answers(status)];
  const run = await sync();
  expect([run.exit, ErrorReport.parse(run.json()).error.code]).toEqual([exit, code]);
  expect(bench.git("rev-list", "--count", "HEAD")).toBe("1");
});

test("files that are not what their hash says, or would leave the folder, are not placed", async () => {
  const answer = wantedAnswer({ alpha: { version: 3, texts: { "SKILL.md": skillText("alpha") } } });
  const [alpha] = answer.wanted;
  server.says.set(`GET ${WANTED}`, { ...answer, wanted: [{ ...alpha, hash: "0".repeat(64) }] });
  expect((await sync()).json()).toMatchObject({ error: { code: "unavailable" } });
  want({ alpha: { version: 3, texts: { "SKILL.md": skillText("alpha"), "../../../../x": "out" } } });
  expect((await sync()).exit).toBe(2);
  expect(existsSync(join(bench.repo, "x"))).toBe(false);
  expect(bench.git("status", "--porcelain")).toBe("");
});

test("what a newer server says more is left out", async () => {
  const answer = wantedAnswer({ alpha: { version: 3, texts: { "SKILL.md": skillText("alpha") } } });
  const wanted = answer.wanted.map((skill) => ({ ...skill, rank: 1 }));
  server.says.set(`GET ${WANTED}`, { ...answer, wanted, more: true });
  expect(parse(await sync()).commit).not.toBeNull();
});

test("a repository without origin is named by hand; a deprecated skill stays until somebody unequips it", async () => {
  await sync();
  bench.git("remote", "remove", "origin");
  server.plan = [answers(404)];
  const unknown = await sync();
  expect([unknown.exit, unknown.stderr]).toEqual([1, expect.stringContaining("yardlet sync <repo>")]);
  expect(server.requests.at(-1)?.path).toBe(`/api/v1/repos/${encodeURIComponent(bench.repo)}/wanted`);
  bench.variables["YARDLET_SERVER"] = "https://yardlet.example.invalid";
  expect((await sync()).exit).toBe(2);
  bench.variables["YARDLET_SERVER"] = server.url;
  server.says.set(
    "GET /api/v1/repos/shop/wanted",
    wantedAnswer({}, { retired: [{ name: "alpha", replaced_by: "beta" }] }),
  );
  const report = parse(await sync("shop"));
  expect(report.commit).toBeNull();
  expect(report.plan.entries).toMatchObject([{ action: "remove", skill: "alpha", suggested: true }]);
});

test("without a server there is nothing to sync with; a login is one", async () => {
  const key = server.key;
  bench.variables = { YARDLET_STATE: join(bench.folder, "state") };
  const none = await sync();
  expect([none.exit, none.stderr]).toEqual([2, expect.stringContaining('run "yardlet login <url>"')]);
  server.says.set("GET /api/v1/runs?limit=1", { runs: [], next: null });
  await bench.start(["login", server.url, "--key-stdin"], key).ended;
  expect(parse(await sync()).server).toBe(server.url);
});
