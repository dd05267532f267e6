import type { Dependency, DependencyScope } from "../types.ts";

/** How Python package indexes compare names (PEP 503). */
export function pythonName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}

/** Names of groups and files whose dependencies are for working on the project, not for running it. */
const DEV_NAME =
  /(?:^|[-_./])(?:dev|devel|development|test|tests|testing|lint|linting|docs?|typing|types|ci|build|release|format|quality|style|pre-commit|coverage|benchmarks?|examples?)(?:$|[-_./])/i;

export function scopeOfGroup(group: string): DependencyScope {
  return DEV_NAME.test(group) ? "dev" : "runtime";
}

/** The package a requirement such as `uvicorn[standard]>=0.30; python_version > "3.9"` asks for. Options and URLs name none. */
export function requirementName(requirement: string): string | undefined {
  const name = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:$|[[<>=!~;@#,(\s])/.exec(`${requirement} `)?.[1];
  return name === undefined ? undefined : pythonName(name);
}

export function requirement(text: string, scope: DependencyScope, line: number | undefined): Dependency[] {
  const name = requirementName(text);
  return name === undefined ? [] : [{ ecosystem: "python", name, scope, line }];
}
