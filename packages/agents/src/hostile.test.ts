import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { commandAdapter } from "./adapter/adapters.ts";
import { detectIsolations } from "./isolation/isolation.ts";
import { markedLine, markOf } from "./process/mark.ts";
import { hasVariable, listProcesses } from "./process/table.ts";
import { endStrayAgents } from "./run.ts";
import { runScript, SKILL } from "./testing/run.ts";

const ISOLATIONS = await detectIsolations();

/** Processes of a run that are alive on this host. */
function aliveOf(runId: string): number[] {
  return listProcesses().flatMap(({ pid }) => (hasVariable(pid, `YARDLET_AGENT_RUN=${runId}`) ? [pid] : []));
}

/** Every command line of this host. */
function commandLines(): string[] {
  return listProcesses().map(({ pid }) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return "";
    }
  });
}

/** Ways to be found by nothing but what Linux hands down; the last one lowers even that. */
const ESCAPES = {
  [`away-${process.pid}`]: "cd /; exec <&- >&- 2>&-; while :; do sleep 1; done",
  [`lowered-${process.pid}`]:
    "cd /; exec <&- >&- 2>&-; ulimit -m 7; ulimit -w 7 || ulimit -x 7; while :; do sleep 1; done",
};

const SLEEP = `["-e", "setInterval(() => {}, 1000)"]`;

interface Hostile {
  what: string;
  script: string;
  kind: string;
  code: string;
  held?: boolean;
  limits?: object;
}

const EVERYWHERE: Hostile[] = [
  {
    what: "floods its output",
    script: `const page = "x".repeat(1 << 16); (function go() { process.stdout.write(page, go); })();`,
    kind: "output_too_large",
    code: "policy_violation/budget_exceeded",
    limits: { outputBytes: 1_000_000 },
  },
  {
    what: "floods its output without a line end after its answer",
    script: `answer(); for (;;) fs.writeSync(2, "x".repeat(4096));`,
    kind: "output_too_large",
    code: "policy_violation/budget_exceeded",
    limits: { outputBytes: 1_000_000 },
  },
  {
    what: "never exits, and ignores every signal it can",
    script: `for (const s of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(s, () => {}); answer(); setInterval(() => {}, 1000);`,
    kind: "timed_out",
    code: "execution_error/host_timeout",
    limits: { wallMs: 700 },
  },
  {
    what: "ignores stdin, and answers nothing",
    script: `process.stdin.destroy();`,
    kind: "result_missing",
    code: "execution_error/agent_crashed",
  },
  {
    what: "exits with an error after a whole answer",
    script: `answer(); process.exitCode = 3;`,
    kind: "exit_status",
    code: "execution_error/agent_crashed",
  },
  {
    what: "kills itself",
    script: `answer(); process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000); setTimeout(() => process.exit(9), 300);`,
    kind: "exit_status",
    code: "execution_error/agent_crashed",
  },
  {
    what: "exits 0 without a result",
    script: `console.log("all done");`,
    kind: "result_missing",
    code: "execution_error/agent_crashed",
  },
  {
    what: "returns 100 MB",
    script: `const page = "x".repeat(1 << 20); for (let i = 0; i < 100; i++) fs.appendFileSync(result, page);`,
    kind: "result_too_large",
    code: "policy_violation/budget_exceeded",
  },
  {
    what: "returns half a JSON document",
    script: `fs.writeFileSync(result, JSON.stringify(skill).slice(0, 80));`,
    kind: "result_invalid",
    code: "schema_violation/agent_result_invalid",
  },
  {
    what: "returns bytes that are no UTF-8",
    script: `fs.writeFileSync(result, Buffer.from([0x7b, 0xff, 0x7d]));`,
    kind: "result_invalid",
    code: "schema_violation/agent_result_invalid",
  },
  {
    what: "names a path outside of the skill",
    script: `answer({ files: [{ path: "../../escape", content: "x" }] });`,
    kind: "result_invalid",
    code: "schema_violation/agent_result_invalid",
  },
  {
    what: "returns a link",
    script: `fs.symlinkSync("/etc/passwd", result);`,
    kind: "result_not_a_file",
    code: "safety_block/sandbox_violation",
  },
  {
    what: "returns a second name of another file",
    script: `fs.writeFileSync(result + ".twin", JSON.stringify(skill)); fs.linkSync(result + ".twin", result);`,
    kind: "result_not_a_file",
    code: "safety_block/sandbox_violation",
  },
  {
    what: "returns a pipe that nobody writes to",
    script: `child.execFileSync("mkfifo", [result]);`,
    kind: "result_not_a_file",
    code: "safety_block/sandbox_violation",
  },
  {
    what: "returns a folder",
    script: `fs.mkdirSync(result);`,
    kind: "result_not_a_file",
    code: "safety_block/sandbox_violation",
  },
  {
    what: "claims the id of another run",
    script: `answer({ run_id: "somebody-elses" });`,
    kind: "result_of_another_run",
    code: "policy_violation/scope_exceeded",
  },
  {
    what: "takes the rights away from its own folders",
    script: `fs.mkdirSync(process.env.TMPDIR + "/a/b", { recursive: true }); fs.chmodSync(process.env.TMPDIR + "/a", 0); fs.writeFileSync(result, "{}");`,
    kind: "result_invalid",
    code: "schema_violation/agent_result_invalid",
  },
  {
    what: "prints the credential it was given",
    script: `console.log("my key is " + process.env.AGENT_KEY); answer();`,
    kind: "secret_exposed",
    code: "policy_violation/secret_exposed",
    held: true,
  },
  {
    what: "puts its credential into the skill",
    script: `answer({ body: "use " + process.env.AGENT_KEY });`,
    kind: "secret_exposed",
    code: "policy_violation/secret_exposed",
  },
];

/** Where the kernel ends everything with the agent, nothing can outlive it. */
const OUTLIVED = {
  bubblewrap: { ok: true, report: { leftProcesses: 0 } },
  namespace: { ok: true, report: { leftProcesses: 0 } },
  process: { ok: false, failure: { kind: "left_processes" }, held: SKILL },
} as const;

const FOUND = {
  lines: [],
  readme: "# Evil\n",
  outcome: {
    ok: false,
    failure: { kind: "wrote_outside", code: "policy_violation/worker_wrote_outside" },
    held: SKILL,
    report: {
      outside: [
        { path: "beside.txt", what: "added" },
        { path: "checkout/.git", what: "added" },
        { path: "checkout/.git/hooks", what: "added" },
        { path: "checkout/.git/hooks/post-checkout", what: "added" },
        { path: "checkout/README.md", what: "changed" },
      ],
    },
  },
} as const;

/** A write is impossible, or it is found. */
const WROTE = {
  bubblewrap: {
    lines: ["EROFS", "EROFS", "ENOENT"],
    readme: "# Demo\n",
    outcome: { ok: true, report: { outside: [] } },
  },
  namespace: FOUND,
  process: FOUND,
} as const;

const NOT_READ = { ok: false, failure: { kind: "result_not_a_file" } } as const;
const LINKED = { bubblewrap: { ok: true }, namespace: NOT_READ, process: NOT_READ } as const;

describe.each(ISOLATIONS)("in isolation %s", (isolation) => {
  test.each(EVERYWHERE)("an agent that $what ends as $kind", async ({ script, kind, code, held = false, limits }) => {
    const { outcome, lines, left, runId } = await runScript(isolation, script, {
      limits: { wallMs: 20_000, ...limits },
    });
    expect(outcome).toMatchObject({ ok: false, failure: { kind, code }, held: held ? SKILL : undefined });
    expect(outcome.report).toMatchObject({ isolation, outside: [] });
    expect(left).toEqual(["checkout"]);
    expect(lines.join("\n")).not.toContain("hunter22");
    expect(aliveOf(runId)).toEqual([]);
  });

  test("a packet larger than any pipe, unread, and much output at once: no deadlock", async () => {
    const script = `process.stdin.destroy(); process.stdout.write("y\\n".repeat(100_000), () => answer());`;
    const { outcome, lines } = await runScript(isolation, script, { packet: "p".repeat(8 << 20) });
    expect(outcome).toMatchObject({ ok: true, skill: SKILL });
    expect(lines.length).toBe(100_000);
  });

  test("what forks, detaches and outlives the agent is ended", async () => {
    const script = `
      for (let i = 0; i < 5; i++) child.spawn(process.execPath, ${SLEEP}, { detached: true, stdio: "ignore" }).unref();
      child.spawn("sh", ["-c", "(sleep 600 &) ; (trap '' TERM HUP; sleep 601) & exit 0"], { detached: true }).unref();
      answer(); setTimeout(() => process.exit(0), 300);`;
    const { outcome, left, runId } = await runScript(isolation, script);
    expect(aliveOf(runId)).toEqual([]);
    expect(left).toEqual(["checkout"]);
    expect(outcome).toMatchObject(OUTLIVED[isolation]);
  });

  test("what detaches twice at once, with an empty environment and nothing open, is ended", async () => {
    const script = `
      for (const [name, line] of Object.entries(${JSON.stringify(ESCAPES)}))
        child.spawnSync("env", ["-i", "/usr/bin/setsid", "-f", "/bin/sh", "-c", line, name]);
      answer();`;
    const { outcome, left } = await runScript(isolation, script);
    expect(Object.keys(ESCAPES).filter((name) => commandLines().some((line) => line.includes(name)))).toEqual([]);
    expect(left).toEqual(["checkout"]);
    expect(outcome).toMatchObject(OUTLIVED[isolation]);
  });

  test("a cancelled agent is gone within a second, with everything it started", async () => {
    const cancel = new AbortController();
    let cancelled = 0;
    const script = `
      process.on("SIGTERM", () => {});
      for (let i = 0; i < 5; i++) child.spawn(process.execPath, ${SLEEP}, { detached: true, stdio: "inherit" });
      answer(); console.log("ready"); setInterval(() => {}, 1000);`;
    const { outcome, left, runId } = await runScript(isolation, script, {
      signal: cancel.signal,
      onLog: ({ text }) => {
        if (text !== "ready") return;
        cancelled = performance.now();
        cancel.abort();
      },
    });
    expect(performance.now() - cancelled).toBeLessThan(1_000);
    expect(outcome).toMatchObject({ ok: false, failure: { kind: "cancelled" }, held: undefined });
    expect(aliveOf(runId)).toEqual([]);
    expect(left).toEqual(["checkout"]);
  });

  test("an agent that writes into the checkout", async () => {
    const script = `
      const write = (...args) => { try { fs.writeFileSync(...args); } catch (error) { console.log(error.code); } };
      const { mtime } = fs.statSync("README.md");
      write("README.md", "# Evil\\n"); try { fs.utimesSync("README.md", mtime, mtime); } catch {}
      write("../beside.txt", "x"); try { fs.mkdirSync(".git/hooks", { recursive: true }); } catch {}
      write(".git/hooks/post-checkout", "x"); answer();`;
    const { outcome, lines, folder } = await runScript(isolation, script);
    expect(outcome).toMatchObject(WROTE[isolation].outcome);
    expect(lines).toEqual(WROTE[isolation].lines);
    expect(readFileSync(path.join(folder, "checkout/README.md"), "utf8")).toBe(WROTE[isolation].readme);
  });

  test("an agent that puts a link in the place of its run folder", async () => {
    const script = `
      try { fs.rmdirSync(path.dirname(result)); fs.symlinkSync(checkout, path.dirname(result)); } catch {}
      answer();`;
    const { outcome, left } = await runScript(isolation, script);
    expect(outcome).toMatchObject(LINKED[isolation]);
    expect(left).toEqual(["checkout"]);
  });

  test("an agent sees the allow-list, its own credential and its own folders", async () => {
    const script = `console.log(Object.keys(process.env).sort().join(" ")); answer();`;
    const { outcome, lines } = await runScript(isolation, script, { packet: "" });
    expect(outcome.ok).toBe(true);
    expect(lines[0]?.split(" ").filter((name) => name !== "PWD")).toEqual([
      "AGENT_KEY",
      "GIT_CEILING_DIRECTORIES",
      "GIT_OPTIONAL_LOCKS",
      "GIT_TERMINAL_PROMPT",
      "HOME",
      "NO_COLOR",
      "PATH",
      "TMPDIR",
      "YARDLET_AGENT_RUN",
      "YARDLET_RESULT_FILE",
    ]);
  });
});

test.runIf(ISOLATIONS.includes("bubblewrap"))(
  "in bubblewrap an agent can neither read what is hidden nor write beside its folders",
  async () => {
    const script = `
    const attempt = (act) => { try { console.log(act()); } catch (error) { console.log(error.code); } };
    attempt(() => fs.readdirSync(${JSON.stringify(import.meta.dirname)}).length);
    attempt(() => fs.writeFileSync("/var/tmp/yardlet-escape", "x"));
    answer();`;
    const { outcome, lines } = await runScript("bubblewrap", script, { hidden: [import.meta.dirname] });
    expect(outcome.ok).toBe(true);
    expect(lines).toEqual(["0", "EROFS"]);
    expect(existsSync("/var/tmp/yardlet-escape")).toBe(false);
  },
);

test.runIf(listProcesses().length > 0)(
  "what a dead worker's agent left is found without a variable, in a session of its own",
  async () => {
    const name = `stray-${process.pid}`;
    const line = ["/usr/bin/setsid", "-f", "/bin/sh", "-c", "cd /; while :; do sleep 1; done", name];
    const [shell = "", ...args] = [...markedLine(markOf(name)), "env", "-i", ...line];
    execFileSync(shell, args, { stdio: "ignore" });
    expect(await endStrayAgents(`not-${name}`)).toBe(0);
    expect(commandLines().filter((each) => each.includes(name)).length).toBe(1);
    expect(await endStrayAgents(name)).toBeGreaterThan(0);
    expect(commandLines().filter((each) => each.includes(name))).toEqual([]);
  },
);

test("an agent that is not there", async () => {
  const { outcome, left } = await runScript("process", "", { adapter: commandAdapter(["no-such-agent-program"]) });
  expect(outcome).toMatchObject({ ok: false, failure: { kind: "not_installed" } });
  expect(left).toEqual(["checkout"]);
});

test("a program that this host can't execute", async () => {
  const file = path.join(import.meta.dirname, "testing", "run.ts");
  expect(existsSync(file)).toBe(true);
  const { outcome } = await runScript("process", "", { adapter: commandAdapter([file]) });
  expect(outcome).toMatchObject({ ok: false, failure: { kind: "not_installed" } });
});
