import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ErrorReport } from "@yardlet/core/equip";
import { RunReport } from "@yardlet/core/run/command-report";
import { expect, test } from "vitest";
import type { Workbench } from "../testing/cli.ts";
import { lines, manyRuns, runRecord } from "../testing/runs.ts";
import { serveEach } from "../testing/serve-each.ts";
import { type Behaviour, type RunServer, answers } from "../testing/server.ts";

let bench: Workbench;
let server: RunServer;

serveEach((served) => ({ bench, server } = served));

const report = (records: readonly object[], ...more: string[]) =>
  bench.start(["run", "report", "-", "--json", ...more], lines(records)).ended;
const flush = () => bench.run("run", "report", "--flush", "--json");
const parse = ({ json }: { json: () => unknown }) => RunReport.parse(json());

/** Files that wait, and their rights. */
function spooled(): { path: string; mode: number }[] {
  const root = join(bench.folder, "state", "spool");
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ndjson"));
  return paths.toSorted().map((path) => ({ path, mode: statSync(join(root, path)).mode & 0o777 }));
}

test("records go to the server with the key, and each one's fate is told", async () => {
  server.refuses.add("r2");
  const run = await report([runRecord("r1"), runRecord("r2"), runRecord("r1")]);
  expect(run.exit).toBe(2);
  expect(parse(run)).toEqual({
    to: { kind: "server", at: server.url },
    accepted: 1,
    duplicate: 1,
    corrected: 0,
    rejected: 1,
    waiting: 0,
    results: [
      { index: 0, status: "accepted", run_id: "r1", problems: [], notes: [] },
      {
        index: 1,
        status: "rejected",
        run_id: "r2",
        problems: [{ path: "kind", message: "is not wanted here" }],
        notes: [],
      },
      { index: 2, status: "duplicate", run_id: "r1", problems: [], notes: [] },
    ],
    problems: [],
    earlier: { sent: 0, rejected: 0, waiting: 0 },
  });
  expect(server.requests).toEqual([{ path: "/api/v1/runs", authorization: `Bearer ${server.key}` }]);
  expect(spooled()).toEqual([]);
  expect(run.stdout + run.stderr).not.toContain(server.key);
});

test("1,200 records go in batches of at most 500; too deep a one is judged here", async () => {
  const run = await report(manyRuns("r", 1200));
  expect(parse(run).accepted).toBe(1200);
  expect(server.requests.length).toBe(3);
  writeFileSync(
    join(bench.folder, "in"),
    `${JSON.stringify(runRecord("x"))}\n{"run_id":"deep","refs":${"[".repeat(200_000)}${"]".repeat(200_000)}}\n`,
  );
  const judged = await bench.run("run", "report", "../in", "--json");
  expect(judged.exit).toBe(2);
  expect(parse(judged).results.map(({ status, run_id }) => `${status} ${run_id}`)).toEqual([
    "accepted x",
    "rejected deep",
  ]);
});

test("a server that refuses the connection: runs wait in the spool and go first next time, oldest first", async () => {
  await server.close();
  const away = await report([runRecord("r1")]);
  expect(away.exit).toBe(0);
  expect(parse(away)).toMatchObject({ waiting: 1, results: [{ status: "waiting", run_id: "r1" }] });
  expect(away.stderr).toBe(
    `yardlet: ${server.url} is away (ECONNREFUSED); what waits is sent by the next yardlet run report, or with --flush\n`,
  );
  await report([runRecord("r2"), runRecord("r1", { eval_state: "Failed" })]);
  expect(spooled().map(({ mode }) => mode)).toEqual([0o600, 0o600]);
  expect((await flush()).exit).toBe(1);

  await server.open();
  const run = await report([runRecord("r3")]);
  expect(run.exit).toBe(0);
  expect(parse(run)).toMatchObject({ accepted: 1, waiting: 0, earlier: { sent: 3, rejected: 0, waiting: 0 } });
  expect(server.given).toEqual(["accepted r1", "accepted r2", "corrected r1", "accepted r3"]);
  expect(spooled()).toEqual([]);
});

test("a server that never answers is away after a while", async () => {
  bench.variables["YARDLET_TIMEOUT"] = "0.5";
  server.plan = [() => {}];
  const run = await report([runRecord("r1")]);
  expect(run.exit).toBe(0);
  expect(run.stderr).toContain("no answer within 0.5 s");
  expect(parse(await flush())).toMatchObject({ earlier: { sent: 1, waiting: 0 } });
});

test("429 is waited for as long as it says, within reason", async () => {
  server.plan = [answers(429, { "retry-after": "1" })];
  const started = performance.now();
  expect(parse(await report([runRecord("r1")])).accepted).toBe(1);
  expect(performance.now() - started).toBeGreaterThan(1000);
  expect(server.requests.length).toBe(2);

  server.plan = [answers(429, { "retry-after": "86400" })];
  const later = await report([runRecord("r2")]);
  expect(later.exit).toBe(0);
  expect(parse(later).waiting).toBe(1);
  expect(later.stderr).toContain("is away (it answers 429: so it is)");
  expect(server.requests.length).toBe(3);
});

test("a server that dies in its answer may have stored all: what is sent again is a duplicate there", async () => {
  server.plan = [
    ({ body, response }) => {
      const text = JSON.stringify(server.take(body));
      response.writeHead(200, { "content-length": String(text.length) });
      response.write(text.slice(0, 40), () => response.destroy());
    },
  ];
  expect(parse(await report([runRecord("r1"), runRecord("r2")])).waiting).toBe(2);
  expect(parse(await flush())).toMatchObject({ earlier: { sent: 2 } });
  expect(server.given).toEqual(["accepted r1", "accepted r2", "duplicate r1", "duplicate r2"]);
});

test.each<[string, Behaviour, number]>([
  ["500", answers(500), 0],
  ["with a page", answers(404), 1],
  ["with a redirect", answers(302, { location: "http://127.0.0.1:1/" }), 1],
  ["no JSON", ({ response }) => response.end("<html>"), 1],
  ["too few results", ({ response }) => response.end('{"results":[]}'), 1],
])("what answers %s takes nothing: the runs wait, and a wrong address is a failure", async (_, behave, exit) => {
  server.plan = [behave];
  const run = await report([runRecord("r1")]);
  expect(run.exit).toBe(exit);
  expect(parse(run).waiting).toBe(1);
  expect(spooled().length).toBe(1);
});

test("a body refused as a whole is halved until the one that is at fault stands alone", async () => {
  server.plan = [answers(413), answers(400), ({ answer }) => answer(), answers(400), ({ answer }) => answer()];
  const run = await report([runRecord("r1"), runRecord("r2"), runRecord("r3")]);
  expect(run.exit).toBe(2);
  expect(parse(run).results.map(({ index, status, run_id }) => [index, status, run_id])).toEqual([
    [0, "accepted", "r1"],
    [1, "rejected", "r2"],
    [2, "accepted", "r3"],
  ]);
});

test("rejected ones from the spool are kept with their reasons: exit 2 of a flush", async () => {
  await server.close();
  await report([runRecord("r1"), runRecord("r2")]);
  await server.open();
  server.refuses.add("r2");
  const run = await flush();
  expect(run.exit).toBe(2);
  expect(parse(run).earlier).toEqual({ sent: 1, rejected: 1, waiting: 0 });
  const [rejected, ...others] = spooled();
  expect(others).toEqual([]);
  expect(rejected).toMatchObject({ path: expect.stringMatching(/^rejected\//), mode: 0o600 });
  const text = readFileSync(join(bench.folder, "state", "spool", rejected?.path ?? ""), "utf8");
  expect(JSON.parse(text)).toEqual({
    server: server.url,
    index: 1,
    run_id: "r2",
    problems: [{ path: "kind", message: "is not wanted here" }],
    record: JSON.stringify(runRecord("r2")),
  });
});

test.each([
  [401, "unauthenticated", 1],
  [403, "forbidden", 2],
])("a key that does not do (%i): the runs are kept for it, and no other key sends them", async (status, code, exit) => {
  server.plan = [answers(status)];
  const run = await report([runRecord("r1")]);
  expect(run.exit).toBe(exit);
  expect(ErrorReport.parse(run.json()).error.code).toBe(code);
  expect(run.stderr).not.toContain(server.key);
  bench.variables["YARDLET_KEY"] = "yk_another";
  const other = await report([runRecord("r2")]);
  expect(parse(other)).toMatchObject({ accepted: 1, earlier: { sent: 0 } });
  expect(other.stderr).toContain("1 batch waits in ");
  expect(server.given).toEqual(["accepted r2"]);
});

test("the key comes from the environment alone; without one nothing is sent", async () => {
  bench.variables["YARDLET_KEY"] = "";
  const run = await report([runRecord("r1")]);
  expect(run.exit).toBe(1);
  expect(run.json()).toMatchObject({ error: { code: "unauthenticated" } });
  bench.variables["YARDLET_KEY"] = "yk two\nlines";
  const odd = await report([runRecord("r1")]);
  expect(odd.exit).toBe(1);
  expect(odd.stdout + odd.stderr).not.toContain("yk two");
  expect(server.requests).toEqual([]);
  expect(bench.yardlet("run", "report", "-", "--key", "x").exit).toBe(64);
});

test("a server on this machine may be named by the repository; any other a person names once", async () => {
  bench.variables["YARDLET_SERVER"] = "";
  bench.write({ "repo/.agents/yardlet.yaml": `server: ${server.url}/\n` });
  expect(parse(await report([runRecord("r1")]))).toMatchObject({ to: { at: server.url }, accepted: 1 });

  const far = "https://yardlet.example.invalid";
  bench.write({ "repo/.agents/yardlet.yaml": `server: ${far}\n` });
  const refused = await report([runRecord("r2")]);
  expect(refused.exit).toBe(2);
  expect(refused.json()).toMatchObject({ error: { code: "refused", details: { server: far } } });
  bench.variables["YARDLET_TIMEOUT"] = "2";
  expect(parse(await report([runRecord("r2")], "--server", far)).waiting).toBe(1);
  expect(parse(await report([runRecord("r3")])).waiting).toBe(1);

  bench.write({ "repo/.agents/yardlet.yaml": "server: nowhere\n" });
  expect((await report([runRecord("r4")])).exit).toBe(2);
  for (const url of ["ftp://x", "http://user:secret@x", "x"]) {
    const wrong = await report([runRecord("r5")], "--server", url);
    expect(wrong.exit).toBe(2);
    expect(wrong.stdout + wrong.stderr).not.toContain("secret");
  }
});
