import type { Dependency, DependencyScope, Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

const DEV_GROUPS = /:(?:development|test|lint|ci)\b|["'](?:development|test)["']/;

/** Reads a Gemfile by its `gem` lines. Gems inside groups for development and test are development dependencies. */
export function readGemfile(text: string): Reading {
  const dependencies: Dependency[] = [];
  const blocks: DependencyScope[] = [];
  for (const { text: raw, line } of linesOf(text)) {
    const code = raw.replace(/^\s*#.*/, "").trim();
    const name = /^gem[\s(]+["']([\w.-]+)["']/.exec(code)?.[1];
    const inline = /\bgroups?:\s*\[?(?:.*)/.exec(code)?.[0] ?? "";
    if (name !== undefined) {
      const scope = DEV_GROUPS.test(inline) ? "dev" : (blocks.at(-1) ?? "runtime");
      dependencies.push({ ecosystem: "gem", name, scope, line });
    }
    if (/\bdo\b\s*(?:\|.*\|)?$/.test(code) || /^(?:if|unless|case)\b/.test(code)) {
      blocks.push(/^group\b/.test(code) && DEV_GROUPS.test(code) ? "dev" : (blocks.at(-1) ?? "runtime"));
    } else if (code === "end") blocks.pop();
  }
  return { dependencies, facts: [] };
}

/** Reads *.gemspec: dependencies, and whether the gem installs commands. */
export function readGemspec(text: string): Reading {
  const dependencies: Dependency[] = [];
  const facts: Fact[] = [{ name: "gem.package", line: 1 }];
  for (const { text: raw, line } of linesOf(text)) {
    const code = raw.replace(/^\s*#.*/, "");
    const [, kind, name] = /\.add_(runtime_|development_)?dependency[\s(]+["']([\w.-]+)["']/.exec(code) ?? [];
    if (name !== undefined)
      dependencies.push({ ecosystem: "gem", name, scope: kind === "development_" ? "dev" : "runtime", line });
    if (/\.executables?\s*(?:=|<<)\s*(?!\[\s*\])\S/.test(code)) facts.push({ name: "gem.bin", line });
  }
  return { dependencies, facts };
}
