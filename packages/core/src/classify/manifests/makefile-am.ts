import type { Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

/** Reads an Automake Makefile.am: programs and libraries that it installs. */
export function readMakefileAm(text: string): Reading {
  const facts = linesOf(text).flatMap(({ text: raw, line }): Fact[] => {
    if (/^bin_PROGRAMS\s*\+?=\s*\S/.test(raw)) return [{ name: "cpp.command", line }];
    if (/^lib_LTLIBRARIES\s*\+?=\s*\S/.test(raw)) return [{ name: "cpp.install", line }];
    return [];
  });
  return { dependencies: [], facts };
}
