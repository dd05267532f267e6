import type { Dependency, Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

/** Reads mix.exs by its declaring lines: `{:phoenix, "~> 1.8"}` and what the project says it is. */
export function readMixExs(text: string): Reading {
  const dependencies: Dependency[] = [];
  const facts: Fact[] = [{ name: "hex.package", line: 1 }];
  for (const { text: raw, line } of linesOf(text)) {
    const code = raw.replace(/^\s*#.*/, "");
    const name = /^\s*\[?\s*\{\s*:(\w+)\s*,\s*(?:"|~|[a-z_]+:)/.exec(code)?.[1];
    if (name !== undefined) {
      const isDev = /\bonly:\s*(?:\[\s*:(?:dev|test)|:(?:dev|test))/.test(code);
      dependencies.push({ ecosystem: "hex", name, scope: isDev ? "dev" : "runtime", line });
    }
    if (/^\s*package:\s*\S|^\s*defp?\s+package\b/.test(code)) facts.push({ name: "hex.publishable", line });
    if (/\bescript:\s*\S/.test(code)) facts.push({ name: "hex.escript", line });
    if (/^\s*mod:\s*\{/.test(code)) facts.push({ name: "hex.application", line });
  }
  return { dependencies, facts };
}
