import { type ChildProcess, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How a child of a test ended. */
export interface ChildEnd {
  readonly status: number | null;
  readonly signal: string | null;
  readonly output: string;
}

/** Starts one of the scripts beside this file as a real process of its own; the input goes to it as JSON. */
export function startChild(script: string, input: unknown): { child: ChildProcess; ended: Promise<ChildEnd> } {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), JSON.stringify(input)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: "/nonexistent",
      NODE_COMPILE_CACHE: join(tmpdir(), "yardlet-compile-cache"),
    },
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  const ended = new Promise<ChildEnd>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status, signal) => resolve({ status, signal, output }));
  });
  return { child, ended };
}

/** Runs a script to its end. */
export function runChild(script: string, input: unknown): Promise<ChildEnd> {
  return startChild(script, input).ended;
}
