import type { Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

/** Reads a Haskell *.cabal file: which stanzas it has. */
export function readCabal(text: string): Reading {
  const facts = linesOf(text).flatMap(({ text: raw, line }): Fact[] => {
    if (/^library\s*$/i.test(raw)) return [{ name: "cabal.library", line }];
    return /^executable\s+\S/i.test(raw) ? [{ name: "cabal.executable", line }] : [];
  });
  return { dependencies: [], facts };
}
