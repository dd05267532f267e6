import { ErrorReport } from "@yardlet/core/equip";
import { type SkillFile, contentHash, treeHash } from "@yardlet/core/skill";
import { SkillDiffReport } from "@yardlet/core/version/command-report";
import { ServerStateReport, ServerVersionsReport } from "@yardlet/core/version/server-report";
import { beforeEach, expect, test } from "vitest";
import { LIBRARY, SETTINGS, type Workbench, skillText } from "../testing/cli.ts";
import { serveEach } from "../testing/serve-each.ts";
import { type Behaviour, type RunServer, answers } from "../testing/server.ts";
import { fileAnswers, skillFiles } from "../testing/wanted.ts";

const SKILL = "/api/v1/skills/library/alpha";
const ONE = skillFiles({ "SKILL.md": skillText("alpha") });
const TWO = skillFiles({ "SKILL.md": skillText("alpha", "About alpha.", "Better.") });

let bench: Workbench;
let server: RunServer;

serveEach((served) => ({ bench, server } = served));
beforeEach(() => {
  const versions = [version(2, TWO), version(1, ONE)];
  const answer = { home: "library", name: "alpha", state: "active", replaced_by: null, versions, waiting: null };
  server.says.set(`GET ${SKILL}/versions`, answer);
  for (const [number, files] of [ONE, TWO].entries()) {
    const line = { ...version(number + 1, files), home: "library", name: "alpha" };
    server.says.set(`GET ${SKILL}/versions/${number + 1}`, { ...line, findings: [], files: fileAnswers(files) });
  }
});

function version(number: number, files: readonly SkillFile[]) {
  return {
    version: number,
    parent: number === 1 ? null : number - 1,
    origin: number === 1 ? "initial" : "edited",
    author: number === 1 ? "library" : "Eve\u001b[2J",
    reason: `reason ${number}`,
    at: "2026-11-21T10:00:00.000Z",
    commit: null,
    hash: contentHash(files),
    tree_hash: treeHash(files),
    in_force: number === 2,
  };
}

const run = (...args: string[]) => bench.run("skill", ...args);

test("versions of the server's library, with author and reason, made printable", async () => {
  const report = ServerVersionsReport.parse((await run("versions", "alpha", "--json")).json());
  expect([report.server, report.versions.map(({ version: number }) => number)]).toEqual([server.url, [2, 1]]);
  expect((await run("versions", "alpha")).stdout.split("\n")).toEqual([
    "library/alpha",
    `  v2  in force  edited from v1  ${contentHash(TWO).slice(0, 12)}  2026-11-21  Eve\uFFFD[2J  reason 2`,
    `  v1            initial         ${contentHash(ONE).slice(0, 12)}  2026-11-21  library  reason 1`,
    "",
  ]);
  const home = await run("versions", "shop/alpha");
  expect(server.requests.at(-1)?.path).toBe("/api/v1/skills/shop/alpha/versions");
  expect(home.exit).toBe(1);
});

test("diff without names: what is in force against what it was made from; working is what lies here", async () => {
  const report = SkillDiffReport.parse((await run("diff", "alpha", "--json")).json());
  expect([report.server, report.from.number, report.to.number]).toEqual([server.url, 1, 2]);
  expect(report.files).toMatchObject([{ path: "SKILL.md", content: { added: 1, removed: 1 } }]);
  expect((await run("diff", "alpha", "--from", "2", "--to", "v1")).stdout).toContain("-Better.\n+How to alpha.\n");

  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS });
  bench.yardlet("skill", "equip", "alpha");
  const here = (await run("diff", "alpha", "--to", "working")).stdout;
  expect(here).toContain("alpha: v2 to the working tree\n");
  expect(here).toContain("-Better.\n+How to alpha.\n");
  expect(here).toContain("new file mode 100644\n--- /dev/null\n+++ b/.agents/skills/alpha/scripts/run.sh\n");
  expect((await run("diff", "alpha", "--from", "1")).exit).toBe(0);
  const first = await run("diff", "alpha", "--to", "1");
  expect([first.exit, first.stderr]).toEqual([1, expect.stringContaining("no version of alpha before this one")]);
  expect((await run("diff", "alpha", "--to", "main")).exit).toBe(2);
});

test("--local asks this repository; a login alone is enough to ask the server", async () => {
  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS });
  bench.yardlet("skill", "equip", "alpha");
  expect((await run("versions", "alpha", "--local")).stdout).toContain("placed");
  expect(server.requests).toEqual([]);
  const { key } = server;
  bench.variables = {};
  server.says.set("GET /api/v1/runs?limit=1", { runs: [], next: null });
  await bench.start(["login", server.url, "--key-stdin"], key).ended;
  expect((await run("versions", "alpha")).stdout).toContain("library/alpha\n");
});

test("deprecate is for the whole team: it takes a reason and says where the skill still lies", async () => {
  const equipped = [
    { repo: "shop", version: 2 },
    { repo: "docs", version: null },
  ];
  server.says.set(`POST ${SKILL}/deprecate`, {
    home: "library",
    name: "alpha",
    state: "deprecated",
    replaced_by: "beta",
    equipped,
  });
  const why = ["--reason", "two say the same", "--replaced-by", "beta"];
  const report = ServerStateReport.parse((await run("deprecate", "alpha", ...why, "--json")).json());
  expect(report).toEqual({
    server: server.url,
    home: "library",
    skill: "alpha",
    state: "deprecated",
    replaced_by: "beta",
    equipped,
    job: null,
  });
  expect(JSON.parse(server.bodies[0] ?? "")).toEqual({ reason: "two say the same", replaced_by: "beta" });
  expect((await run("deprecate", "alpha", ...why)).stdout).toContain("  shop v2\n  docs\n");
  expect((await run("deprecate", "alpha")).exit).toBe(64);
  expect((await run("deprecate", "../alpha", "--reason", "x")).exit).toBe(2);
});

test("restore says what it was, or which job writes it back", async () => {
  const answer = { home: "library", name: "alpha", was: "deprecated", job_id: null };
  server.says.set(`POST ${SKILL}/restore`, answer);
  expect((await run("restore", "alpha", "--reason", "still needed")).stdout).toBe(
    `Restored library/alpha on ${server.url}; it was deprecated.\n`,
  );
  server.says.set(`POST ${SKILL}/restore`, { ...answer, was: "pruned", job_id: "j1" });
  const report = (await run("restore", "alpha", "--reason", "still needed", "--json")).json();
  expect(ServerStateReport.parse(report)).toMatchObject({ state: "pruned", job: "j1" });
});

const conflict: Behaviour = ({ response }) => {
  response.writeHead(409, { "content-type": "application/json" });
  const error = {
    code: "conflict",
    message: "alpha is \u001b[31mdeprecated already",
    details: { state: "deprecated" },
  };
  response.end(JSON.stringify({ error }));
};

test("what the server says no to is said as it said it, with its code and details", async () => {
  server.plan = [conflict];
  const no = await run("deprecate", "alpha", "--reason", "x", "--json");
  expect([no.exit, ErrorReport.parse(no.json()).error]).toEqual([
    1,
    {
      code: "conflict",
      message: "alpha is \uFFFD[31mdeprecated already",
      details: { state: "deprecated", server: server.url },
    },
  ]);
  for (const [status, code, exit] of [
    [401, "unauthenticated", 1],
    [403, "forbidden", 2],
    [404, "not_found", 1],
    [422, "refused", 2],
    [503, "unavailable", 1],
    [418, "unavailable", 1],
  ] as const) {
    server.plan = [answers(status)];
    const said = await run("versions", "alpha", "--json");
    expect([said.exit, ErrorReport.parse(said.json()).error.code]).toEqual([exit, code]);
  }
});
