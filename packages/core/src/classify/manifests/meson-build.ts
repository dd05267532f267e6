import type { Dependency, Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

/** Reads meson.build by its calls: dependencies and targets. */
export function readMesonBuild(text: string): Reading {
  const dependencies: Dependency[] = [];
  const facts: Fact[] = [];
  for (const { text: raw, line } of linesOf(text)) {
    const code = raw.replace(/#.*/, "");
    for (const found of code.matchAll(/\bdependency\(\s*'([\w.+-]+)'/g)) {
      dependencies.push({ ecosystem: "cpp", name: (found[1] ?? "").toLowerCase(), scope: "runtime", line });
    }
    if (/^\s*project\s*\(/.test(code)) facts.push({ name: "cpp.project", line });
    if (/\b(?:shared_|static_)?library\s*\(/.test(code)) facts.push({ name: "cpp.library", line });
    if (/\bexecutable\s*\(/.test(code)) facts.push({ name: "cpp.executable", line });
    if (/\bpkg\w*\.generate\s*\(|\binstall_headers\s*\(/.test(code)) facts.push({ name: "cpp.install", line });
  }
  return { dependencies, facts };
}
