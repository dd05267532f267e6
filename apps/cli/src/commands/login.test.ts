import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ErrorReport } from "@yardlet/core/equip";
import { LoginReport } from "@yardlet/core/version/server-report";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { Workbench, buildCli } from "../testing/cli.ts";
import { RunServer, answers } from "../testing/server.ts";

let bench: Workbench;
let server: RunServer;

beforeAll(buildCli);
beforeEach(async () => {
  bench = new Workbench();
  server = await new RunServer().open();
  server.says.set("GET /api/v1/runs?limit=1", { runs: [], next: null });
});
afterEach(async () => {
  await server.close();
  bench.remove();
});

const logIn = (key: string, url = server.url) => bench.start(["login", url, "--key-stdin", "--json"], key).ended;
const file = () => join(bench.home, ".config", "yardlet", "credentials.json");

test("a key that the server knows is kept for its owner alone, and used from then on", async () => {
  const run = await logIn(`${server.key}\n`);
  expect(run.exit).toBe(0);
  expect(LoginReport.parse(run.json())).toEqual({ server: server.url, loggedIn: true });
  expect(run.stderr).toBe("");
  expect(run.stdout + run.stderr).not.toContain(server.key);
  expect(server.requests).toEqual([{ path: "/api/v1/runs?limit=1", authorization: `Bearer ${server.key}` }]);
  expect(JSON.parse(readFileSync(file(), "utf8"))).toEqual({
    schema: "yardlet.credentials/1",
    current: server.url,
    servers: { [server.url]: { key: server.key } },
  });
  expect([statSync(file()).mode & 0o777, statSync(join(file(), "..")).mode & 0o777]).toEqual([0o600, 0o700]);

  server.scores = { policy: { version: 1, floor: 0.5, min_intents: 5, coins: 20 }, scores: [] };
  expect((await bench.run("skill", "score", "--server", server.url)).exit).toBe(0);
  bench.variables["YARDLET_KEY"] = "yk_mine";
  expect((await bench.run("skill", "score", "--server", server.url)).exit).toBe(0);
  expect(server.requests.slice(1).map(({ authorization }) => authorization)).toEqual([
    `Bearer ${server.key}`,
    "Bearer yk_mine",
  ]);
});

test("a login alone sends no runs and asks no scores: which server a repository reports to is for it to say", async () => {
  await logIn(server.key);
  expect((await bench.run("skill", "score")).exit).toBe(0);
  expect(server.requests).toHaveLength(1);
});

test.each([
  [401, 1, "unauthenticated", "does not know this key"],
  [503, 1, "unavailable", "is away"],
  [404, 1, "unavailable", "does not answer as a Yardlet server"],
  [418, 1, "unavailable", "does not answer as a Yardlet server"],
])("a server that says %i: nothing is kept", async (status, exit, code, message) => {
  server.plan = [answers(status)];
  const run = await logIn(server.key);
  expect([run.exit, ErrorReport.parse(run.json()).error.code]).toEqual([exit, code]);
  expect(run.stderr).toContain(message);
  expect(existsSync(file())).toBe(false);
});

test("a key that may not read runs is known all the same", async () => {
  server.plan = [answers(403)];
  const run = await logIn(server.key);
  expect(run.exit).toBe(0);
  expect(run.stderr).toContain("may not read runs");
});

test("what is no key or no address is refused before anything is sent", async () => {
  expect((await logIn("two words")).exit).toBe(1);
  expect((await logIn("")).exit).toBe(1);
  expect((await logIn("k", "ftp://x")).exit).toBe(2);
  expect((await logIn("k", "https://user:secret@x")).exit).toBe(2);
  const none = await bench.run("login", server.url);
  expect(none.exit).toBe(64);
  expect(none.stderr).toContain("pipe it into --key-stdin");
  expect(server.requests).toEqual([]);
});

test("keys that others may read are not used; a broken file says what to do", async () => {
  await logIn(server.key);
  chmodSync(file(), 0o644);
  const open = await bench.run("skill", "score", "--server", server.url);
  expect([open.exit, open.stderr]).toEqual([2, expect.stringContaining(`run "chmod 600 ${file()}"`)]);
  writeFileSync(file(), "{}");
  chmodSync(file(), 0o600);
  expect((await bench.run("logout")).stderr).toContain("remove it and run");
});

test("logout forgets one key, and the file with the last", async () => {
  const second = await new RunServer().open();
  second.says.set("GET /api/v1/runs?limit=1", { runs: [], next: null });
  await logIn(server.key);
  await logIn(second.key, second.url);
  await second.close();
  const run = await bench.run("logout", "--json");
  expect(LoginReport.parse(run.json())).toEqual({ server: second.url, loggedIn: false });
  expect(JSON.parse(readFileSync(file(), "utf8"))).toMatchObject({ current: null, servers: { [server.url]: {} } });
  expect((await bench.run("logout")).stdout).toContain("Nothing to do");
  expect((await bench.run("logout", server.url)).exit).toBe(0);
  expect(existsSync(file())).toBe(false);
});

const python = spawnSync("python3", ["--version"]).status === 0;

test.skipIf(!python)("on a terminal the key is typed unseen (skipped where python3 is absent)", async () => {
  const program = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
seen = b""
while b": " not in seen:
    seen += os.read(terminal, 1024)
os.write(terminal, b"wronk\\x7f\\x7f\\x7f\\x7f\\x7f${server.key}\\r")
while True:
    try:
        more = os.read(terminal, 1024)
    except OSError:
        break
    if not more:
        break
    seen += more
sys.stdout.write(seen.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;
  const run = await bench.startOther("python3", ["-c", program, ...bench.command("login", server.url)]).ended;
  expect(run.stdout).toContain("Logged in to");
  expect(run.stdout).not.toContain("test-key");
  expect(run.stdout).not.toContain("wron");
  expect(run.exit).toBe(0);
  expect(server.requests[0]?.authorization).toBe(`Bearer ${server.key}`);
});
