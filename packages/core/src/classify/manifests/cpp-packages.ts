import type { Dependency, Reading } from "../types.ts";
import { linesOf, locator } from "./locate.ts";
import { listAt, readJson, textAt } from "./read-data.ts";

/** Reads vcpkg.json. */
export function readVcpkgJson(text: string): Reading {
  const where = locator(text);
  const dependencies = listAt(readJson(text), "dependencies").flatMap((each): Dependency[] => {
    const name = typeof each === "string" ? each : textAt(each, "name");
    return name === undefined
      ? []
      : [{ ecosystem: "cpp", name: name.toLowerCase(), scope: "runtime", line: where.lineOf(`"${name}"`) }];
  });
  return { dependencies, facts: [] };
}

/** Reads conanfile.txt and the literal requirements of conanfile.py: `name/version`. */
export function readConanfile(text: string): Reading {
  const dependencies = linesOf(text).flatMap(({ text: raw, line }): Dependency[] => {
    const name = /^\s*(?:self\.requires\(|requires\s*=\s*\(?)?\s*["']?([a-z0-9][\w.+-]*)\/[\w.[\]<>=~^-]+/.exec(
      raw,
    )?.[1];
    return name === undefined ? [] : [{ ecosystem: "cpp", name: name.toLowerCase(), scope: "runtime", line }];
  });
  return { dependencies, facts: [] };
}
