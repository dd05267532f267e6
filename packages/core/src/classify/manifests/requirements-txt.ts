import type { Reading } from "../types.ts";
import { linesOf } from "./locate.ts";
import { requirement, scopeOfGroup } from "./python-names.ts";

/** Reads requirements*.txt (also .in): one requirement a line. The file's name tells development ones from the rest. */
export function readRequirementsTxt(text: string, path: string): Reading {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.(?:txt|in)$/, "");
  const scope = scopeOfGroup(name);
  const dependencies = linesOf(text).flatMap(({ text: raw, line }) => {
    const named = /^\s*(?:-e\s+)?(?:git\+)?https?:\/\/\S*#egg=([A-Za-z0-9._-]+)/.exec(raw)?.[1];
    return requirement(named ?? raw, scope, line);
  });
  return { dependencies, facts: [] };
}
