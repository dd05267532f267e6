import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { AuthoringRun } from "@yardlet/core/agent/run-file";
import type { Workbench } from "./cli.ts";

/** What the tests' agent answers, if it says nothing else. */
export const ANSWER = {
  name: "write-tests",
  description: "Use when tests are missing.",
  body: "# Tests\n\nWrite them first: `package.json:1` names the runner.\n",
  rationale: "Three runs had none.",
};

const PRELUDE = `
import * as fs from "node:fs";
const packet = fs.readFileSync(0, "utf8");
const answer = (change = {}) => fs.writeFileSync(process.argv.at(-1), JSON.stringify({ ...${JSON.stringify(ANSWER)}, ...change }));
`;

/**
 * Makes a program of Node the command's agent: it has its packet, and `answer()` writes the result. It is no file, since an agent
 * does not see the folder for temporary files that the tests work in.
 */
export function useAgent(bench: Workbench, script = "answer();"): void {
  const program = [process.execPath, "--input-type=module", "-e", `${PRELUDE}${script}`, "--", "{result}"];
  bench.variables["YARDLET_AGENT_COMMAND"] = JSON.stringify(program);
}

export function runIds(bench: Workbench): string[] {
  return readdirSync(join(bench.repo, ".agents/runs")).filter((name) => !name.includes("."));
}

/** The text of a file in a run's folder. */
export function runText(bench: Workbench, id: string, name: string): string {
  return readFileSync(join(bench.repo, ".agents/runs", id, name), "utf8");
}

export function readRunFile(bench: Workbench, id: string): AuthoringRun {
  return AuthoringRun.parse(JSON.parse(runText(bench, id, "run.json")));
}

/** What is left of disposable copies and their locks. */
export function leftCheckouts(bench: Workbench): string[] {
  return readdirSync(join(bench.home, ".local/state/yardlet/checkouts"));
}

/** Processes of this host that were started for a run. */
export function processesOf(id: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").includes(`YARDLET_AGENT_RUN=${id}`);
    } catch {
      return false;
    }
  });
}
