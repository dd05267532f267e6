import { once } from "node:events";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { type ServerResponse, createServer } from "node:http";
import { join } from "node:path";
import { SkillAuthoringReport, SkillReviewReport } from "@yardlet/core/agent/command-report";
import { afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { leftCheckouts, processesOf, readRunFile, runIds, useAgent } from "../testing/agent.ts";
import { LIBRARY, SETTINGS, Workbench, buildCli, killWhen } from "../testing/cli.ts";

let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench().write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS, "package.json": "{}\n" });
});
afterEach(() => bench.remove());

/** An agent that says that it is there, starts a child that detaches, and never ends. */
const ENDLESS = `
import { spawn } from "node:child_process";
spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" }).unref();
console.log("here");
setInterval(() => {}, 1000);
`;

/** Whether the agent of some run here has spoken. */
function hasSpoken(): boolean {
  const runs = join(bench.repo, ".agents/runs");
  if (!existsSync(runs)) return false;
  const logs = readdirSync(runs).map((id) => join(runs, id, "agent.log"));
  return logs.some((log) => existsSync(log) && readFileSync(log, "utf8").includes("here"));
}

test.each(["SIGINT", "SIGTERM"] as const)("%s ends the agent within a second, and the run says so", async (signal) => {
  useAgent(bench, ENDLESS);
  const { child, ended } = bench.start(["skill", "research", "tests", "--json"]);
  let sent = 0;
  const looking = setInterval(() => {
    if (sent > 0 || !hasSpoken()) return;
    sent = performance.now();
    child.kill(signal);
  }, 5);
  const run = await ended;
  const took = performance.now() - sent;
  clearInterval(looking);
  expect(run.exit).toBe(1);
  expect(took).toBeLessThan(1000);
  const report = SkillAuthoringReport.parse(run.json());
  expect(report.run).toMatchObject({ state: "cancelled", draft: null, failure: { kind: "cancelled" } });
  expect(readRunFile(bench, report.run.run_id)).toEqual(report.run);
  expect(leftCheckouts(bench)).toEqual([]);
  expect(processesOf(report.run.run_id)).toEqual([]);
  const apply = bench.yardlet("skill", "apply", report.run.run_id);
  expect(apply.exit).toBe(2);
  expect(apply.stderr).toContain(`${report.run.run_id} cannot be applied: it has no draft: `);
});

test("what a killed command left is shown as unfinished, and cleared away by the next one", async () => {
  useAgent(bench, ENDLESS);
  const { child, ended } = bench.start(["skill", "research", "tests"]);
  expect((await killWhen(child, ended, hasSpoken)).exit).toBe(null);
  const [id = ""] = runIds(bench);
  expect(readRunFile(bench, id)).toMatchObject({ state: "running", ended_at: null });
  expect(leftCheckouts(bench)).toEqual([id, `${id}.lock`]);
  const review = SkillReviewReport.parse(bench.yardlet("skill", "review", "--json").json());
  expect(review.entries).toEqual([
    {
      kind: "unfinished",
      n: 1,
      id,
      title: `unfinished run ${id}`,
      why: "its command was killed; ask again, and remove its folder",
      stake: { value: 0, why: "nothing: it holds no whole draft" },
      at_work: false,
      path: `.agents/runs/${id}`,
    },
  ]);
  expect(leftCheckouts(bench)).toEqual([]);
  expect(processesOf(id)).toEqual([]);
  const apply = bench.yardlet("skill", "apply", "1");
  expect([apply.exit, apply.stderr]).toEqual([
    2,
    `yardlet: ${id} cannot be applied: its command was killed before the agent was done; ask again, and remove its folder\n`,
  ]);
});

test("two at once do not clash, and one at work is left alone by the other", async () => {
  const gate = await openGate();
  useAgent(bench, `console.log("here"); await fetch(${JSON.stringify(gate.url)}); answer();`);
  const first = bench.start(["skill", "research", "tests", "--json"]);
  await gate.arrived(1);
  const [id = ""] = runIds(bench);
  const review = SkillReviewReport.parse((await bench.run("skill", "review", "--json")).json());
  expect(review.entries).toMatchObject([{ kind: "unfinished", id, at_work: true, why: "its agent is at work" }]);
  expect((await bench.run("skill", "apply", id)).stderr).toBe(
    `yardlet: ${id} cannot be applied: its agent is still at work\n`,
  );
  const second = bench.start(["skill", "research", "more tests", "--json"]);
  await gate.arrived(2);
  gate.open();
  const runs = await Promise.all([first.ended, second.ended]);
  expect(runs.map(({ exit }) => exit)).toEqual([0, 0]);
  expect(runIds(bench).map((one) => readRunFile(bench, one).state)).toEqual(["draft", "draft"]);
  expect(leftCheckouts(bench)).toEqual([]);
});

/** A server whose answers wait until it is opened. */
async function openGate() {
  const waiting: ServerResponse[] = [];
  const server = createServer((_, response) => {
    waiting.push(response);
    server.emit("waiting");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    async arrived(count: number) {
      while (waiting.length < count) await once(server, "waiting");
    },
    open() {
      for (const response of waiting) response.end();
    },
  };
}
