import type { Dependency, Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

/** Reads go.mod. Indirect requirements are somebody else's choice and left out; `/v2` and the like are no part of the name. */
export function readGoMod(text: string): Reading {
  const dependencies: Dependency[] = [];
  const facts: Fact[] = [];
  let block: string | undefined;
  for (const { text: raw, line } of linesOf(text)) {
    const [code = "", comment = ""] = raw.split("//", 2);
    const words = code.trim().split(/\s+/);
    if (words[0] === ")") block = undefined;
    else if (words[1] === "(") block = words[0];
    else {
      const [directive, name] = block === undefined ? words : [block, words[0]];
      if (name === undefined || name === "") continue;
      if (directive === "module") {
        facts.push({ name: "go.module", line });
        dependencies.push({ ecosystem: "go", name: goName(name), scope: "self", line });
      }
      if (directive === "require" && !comment.includes("indirect")) {
        dependencies.push({ ecosystem: "go", name: goName(name), scope: "runtime", line });
      }
    }
  }
  return { dependencies, facts };
}

/** A module path without its major version, which may stand after a slash or, at gopkg.in, a dot. */
export function goName(path: string): string {
  return path.replace(/\/v\d+$/, "").replace(/\.v\d+$/, "");
}
