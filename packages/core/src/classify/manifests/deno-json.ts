import type { Dependency, Fact, Reading } from "../types.ts";
import { locator } from "./locate.ts";
import { isRecord, readJson, textAt, textsAt } from "./read-data.ts";
import { at, keysAt } from "./read-data.ts";

/** Reads deno.json(c): imports from npm and JSR, and whether the package is published (a name with exports). */
export function readDenoJson(text: string): Reading {
  const data = readJson(text);
  if (!isRecord(data)) return { dependencies: [], facts: [] };
  const where = locator(text);
  const dependencies = keysAt(data, "imports").flatMap((key): Dependency[] => {
    const name = packageOf(textAt(data, "imports", key) ?? "");
    return name === undefined
      ? []
      : [{ ecosystem: "npm", name, scope: "runtime", line: where.jsonKey("imports", key) }];
  });
  const published = textAt(data, "name") !== undefined && at(data, "exports") !== undefined;
  const members = textsAt(data, "workspace").length + textsAt(data, "workspace", "members").length;
  const facts: Fact[] = [
    ...(published ? [{ name: "deno.package", line: where.jsonKey("exports") }] : []),
    ...(members > 0 ? [{ name: "npm.workspaces", line: where.jsonKey("workspace") }] : []),
  ];
  return { dependencies, facts };
}

/** `npm:@scope/name@1/sub` and `jsr:@scope/name@1` → `@scope/name`. */
function packageOf(specifier: string): string | undefined {
  const named = /^(?:npm|jsr):\/?((?:@[^/@]+\/)?[^/@]+)/.exec(specifier);
  return named?.[1];
}
