import type { Dependency, Reading } from "../types.ts";
import { tomlLines } from "./locate.ts";
import { pythonName } from "./python-names.ts";
import { keysAt, readToml } from "./read-data.ts";

/** Reads Pipfile: an application's pinned packages. */
export function readPipfile(text: string): Reading {
  const data = readToml(text);
  const lines = tomlLines(text);
  const section = (table: string, scope: "runtime" | "dev") =>
    keysAt(data, table).map((name): Dependency => ({
      ecosystem: "python",
      name: pythonName(name),
      scope,
      line: lines.get(`${table}.${name}`),
    }));
  return { dependencies: [...section("packages", "runtime"), ...section("dev-packages", "dev")], facts: [] };
}
