import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RunReport } from "@yardlet/core/run/command-report";
import { expect, test } from "vitest";
import type { Workbench } from "../testing/cli.ts";
import { lines, manyRuns } from "../testing/runs.ts";
import { serveEach } from "../testing/serve-each.ts";
import type { Behaviour, RunServer } from "../testing/server.ts";

const BATCH = 500;
let bench: Workbench;
let server: RunServer;

serveEach((served) => ({ bench, server } = served));

/** Ids of the runs in whole spool files. */
function waiting(): string[] {
  const root = join(bench.folder, "state", "spool");
  const files = readdirSync(bench.folder).includes("state")
    ? readdirSync(root, { recursive: true, encoding: "utf8" })
    : [];
  return files
    .filter((path) => /(^|\/)\d[^/]*\.ndjson$/.test(path))
    .flatMap((path) => readFileSync(join(root, path), "utf8").trimEnd().split("\n"))
    .map((line): string => JSON.parse(line).run_id);
}

function storedIds(): string[] {
  return [...server.stored.keys()].toSorted();
}

/** Twenty moments: by the clock from the start of the command, or at a point of a request. */
const BY_CLOCK = Array.from({ length: 11 }, (_, index) => ({ what: `${index + 1} twelfths`, share: (index + 1) / 12 }));
const BY_REQUEST = ["before it is stored", "when it is stored", "in the answer"].flatMap((point) =>
  [1, 2, 3].map((request) => ({ what: `request ${request} ${point}`, request, point })),
);

test("killed at twenty points, nothing is lost and nothing doubled", async () => {
  const records = manyRuns("r", 3 * BATCH);
  const all = records.map(({ run_id }) => String(run_id));
  writeFileSync(join(bench.folder, "in"), lines(records));
  const started = performance.now();
  await bench.run("run", "report", "../in");
  const whole = performance.now() - started;
  expect(storedIds()).toEqual(all);
  let early = 0;
  for (const moment of [...BY_CLOCK, ...BY_REQUEST]) {
    server.stored.clear();
    server.requests.length = 0;
    const { child, ended } = bench.start(["run", "report", "../in"]);
    const kill = () => child.kill("SIGKILL");
    const timer = "share" in moment ? setTimeout(kill, moment.share * whole) : undefined;
    server.plan = "point" in moment ? [...plain(moment.request - 1), killing(moment.point, kill)] : [];
    const { exit } = await ended;
    clearTimeout(timer);
    server.plan = [];
    if (exit === null) early += 1;
    const kept = [...new Set([...storedIds(), ...waiting()])].toSorted();
    // Before the first request everything lies in the spool: from then on every run is in one place or the other.
    expect(kept, moment.what).toEqual(server.requests.length > 0 ? all : kept);

    expect((await bench.run("run", "report", "--flush")).exit, moment.what).toBe(0);
    expect(storedIds(), moment.what).toEqual(kept);
    expect(waiting(), moment.what).toEqual([]);
    const again = RunReport.parse((await bench.run("run", "report", "../in", "--json")).json());
    expect(again, moment.what).toMatchObject({ corrected: 0, rejected: 0, waiting: 0, duplicate: kept.length });
    expect(storedIds(), moment.what).toEqual(all);
  }
  expect(early).toBeGreaterThanOrEqual(12);
  expect(server.given.filter((status) => status.startsWith("corrected"))).toEqual([]);
}, 180_000);

function plain(count: number): Behaviour[] {
  return Array.from(
    { length: count },
    (): Behaviour =>
      ({ answer }) =>
        answer(),
  );
}

function killing(point: string, kill: () => void): Behaviour {
  return ({ body, response }) => {
    if (point === "before it is stored") return kill();
    const text = JSON.stringify(server.take(body));
    if (point === "when it is stored") return kill();
    response.writeHead(200, { "content-length": String(text.length) });
    response.write(text.slice(0, text.length / 2), kill);
  };
}

test("two processes that flush at once send each batch once", async () => {
  await server.close();
  for (const name of ["a", "b", "c", "d"]) await bench.start(["run", "report", "-"], lines(manyRuns(name, 20))).ended;
  await server.open();
  const runs = await Promise.all([1, 2].map(() => bench.run("run", "report", "--flush", "--json")));
  expect(runs.map(({ exit }) => exit)).toEqual([0, 0]);
  const sent = runs.map((run) => RunReport.parse(run.json()).earlier.sent);
  expect(sent.reduce((sum, count) => sum + count, 0)).toBe(80);
  expect(server.given.length).toBe(80);
  expect(server.given.every((status) => status.startsWith("accepted"))).toBe(true);
  expect(waiting()).toEqual([]);
});

test("reports at once each hear of their own runs", async () => {
  const names = ["a", "b", "c"];
  const runs = await Promise.all(
    names.map((name) => bench.start(["run", "report", "-", "--json"], lines(manyRuns(name, 700))).ended),
  );
  expect(runs.map((run) => RunReport.parse(run.json()).accepted)).toEqual([700, 700, 700]);
  expect(server.given.length).toBe(2100);
});
