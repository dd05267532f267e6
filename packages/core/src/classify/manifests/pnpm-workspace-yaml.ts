import type { Reading } from "../types.ts";
import { locator } from "./locate.ts";
import { readYaml, textsAt } from "./read-data.ts";

/** Reads pnpm-workspace.yaml. The file alone may hold settings only: what makes a workspace is a list of packages. */
export function readPnpmWorkspaceYaml(text: string): Reading {
  const members = textsAt(readYaml(text), "packages").filter((glob) => !glob.startsWith("!") && glob !== ".");
  const line = locator(text).lineOf("packages:");
  return { dependencies: [], facts: members.length > 0 ? [{ name: "npm.workspaces", line }] : [] };
}
