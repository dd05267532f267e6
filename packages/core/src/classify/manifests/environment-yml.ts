import type { Reading } from "../types.ts";
import { locator } from "./locate.ts";
import { requirement } from "./python-names.ts";
import { listAt, readYaml, textsAt } from "./read-data.ts";

/** Reads a conda environment: its packages, and those it hands to pip. Channels (`conda-forge::numpy`) are left off. */
export function readEnvironmentYml(text: string): Reading {
  const data = readYaml(text);
  const where = locator(text);
  const entries = [
    ...textsAt(data, "dependencies"),
    ...listAt(data, "dependencies").flatMap((each) => textsAt(each, "pip")),
  ];
  const dependencies = entries.flatMap((raw) =>
    requirement(raw.slice(raw.lastIndexOf("::") + 1).replace(/^:+/, ""), "runtime", where.lineOf(raw)),
  );
  return { dependencies, facts: [] };
}
