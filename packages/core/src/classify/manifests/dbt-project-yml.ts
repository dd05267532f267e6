import type { Reading } from "../types.ts";
import { locator } from "./locate.ts";
import { readYaml, textAt } from "./read-data.ts";

/** Reads dbt_project.yml: a project has a name. */
export function readDbtProjectYml(text: string): Reading {
  const line = locator(text).lineOf("name:");
  return {
    dependencies: [],
    facts: textAt(readYaml(text), "name") === undefined ? [] : [{ name: "dbt.project", line }],
  };
}
