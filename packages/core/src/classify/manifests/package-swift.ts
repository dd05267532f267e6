import type { Dependency, Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

const FACTS: [RegExp, string][] = [
  [/^\s*\.library\s*\(/, "swift.library"],
  [/^\s*\.executable(?:Target)?\s*\(/, "swift.executable"],
];

/** Reads Package.swift by its declaring lines. A package's identity is the last part of its URL, in lower case. */
export function readPackageSwift(text: string): Reading {
  const dependencies: Dependency[] = [];
  const facts: Fact[] = [{ name: "swift.package", line: 1 }];
  for (const { text: raw, line } of linesOf(text)) {
    const code = raw.replace(/^\s*\/\/.*/, "");
    const url = /\burl:\s*"([^"]+)"/.exec(code)?.[1];
    if (url !== undefined) dependencies.push({ ecosystem: "swift", name: identity(url), scope: "runtime", line });
    for (const [pattern, name] of FACTS) if (pattern.test(code)) facts.push({ name, line });
    for (const platform of code.matchAll(/\.(iOS|macOS|tvOS|watchOS|visionOS)\s*\(/g)) {
      facts.push({ name: `swift.platform:${(platform[1] ?? "").toLowerCase()}`, line });
    }
  }
  return { dependencies, facts };
}

function identity(url: string): string {
  const last = url.replace(/\/$/, "").split("/").at(-1) ?? url;
  return last.replace(/\.git$/, "").toLowerCase();
}

/** Reads a Podfile: pods without their subspecs, and the platform. */
export function readPodfile(text: string): Reading {
  const dependencies: Dependency[] = [];
  const facts: Fact[] = [];
  for (const { text: raw, line } of linesOf(text)) {
    const name = /^\s*pod\s+["']([^"'/]+)/.exec(raw)?.[1];
    if (name !== undefined) dependencies.push({ ecosystem: "swift", name: name.toLowerCase(), scope: "runtime", line });
    if (/^\s*platform\s+:ios\b/.test(raw)) facts.push({ name: "apple.ios", line });
    if (/^\s*platform\s+:(?:osx|macos)\b/.test(raw)) facts.push({ name: "apple.macos", line });
  }
  return { dependencies, facts };
}
