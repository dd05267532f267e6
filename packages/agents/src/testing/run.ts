import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { commandAdapter } from "../adapter/adapters.ts";
import type { Isolation } from "../isolation/isolation.ts";
import { type AgentRun, runAgent } from "../run.ts";

export const SKILL = {
  name: "write-tests",
  description: "Use when tests are missing.",
  body: "# Tests\n\nWrite them first.\n",
  rationale: "Three runs had none.",
};

/** What every script can use: `fs`, `child` (child_process), `checkout`, `result`, `skill`, and `answer()`, which writes the result. */
const PRELUDE = `
const fs = require("node:fs"), child = require("node:child_process"), path = require("node:path");
const result = process.env.YARDLET_RESULT_FILE, checkout = process.cwd();
const skill = ${JSON.stringify(SKILL)};
const answer = (change = {}) => fs.writeFileSync(result, JSON.stringify({ ...skill, ...change }));
`;

export const HOST = {
  PATH: process.env["PATH"],
  HOME: "/nowhere",
  AGENT_KEY: "hunter22-hunter22",
  DATABASE_URL: "postgres://secret",
};

/** A disposable folder with an empty checkout, for the length of a test. */
export function disposableFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "yardlet-agent-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, "checkout"));
  return folder;
}

/** Runs a script as an agent in a disposable folder with one file in its checkout. */
export async function runScript(isolation: Isolation, script: string, options: Partial<AgentRun> = {}) {
  const folder = disposableFolder();
  writeFileSync(path.join(folder, "checkout", "README.md"), "# Demo\n");
  const lines: string[] = [];
  const runId = randomUUID();
  const outcome = await runAgent({
    runId,
    adapter: commandAdapter([process.execPath, "-e", `${PRELUDE}${script}`], ["AGENT_KEY"]),
    packet: "# Packet\n",
    folder,
    isolation,
    host: HOST,
    onLog: ({ text }) => lines.push(text),
    ...options,
  });
  return { outcome, lines, folder, runId, left: readdirSync(folder) };
}
