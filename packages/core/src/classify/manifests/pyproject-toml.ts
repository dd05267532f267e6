import type { Dependency, DependencyScope, Fact, Reading } from "../types.ts";
import { locator, tomlLines } from "./locate.ts";
import { pythonName, requirement, scopeOfGroup } from "./python-names.ts";
import { wordsOf } from "./package-names.ts";
import { at, isRecord, keysAt, listAt, readToml, textAt, textsAt } from "./read-data.ts";

/** Reads pyproject.toml in the forms of PEP 621, PEP 735, Poetry, PDM, uv, Hatch and Pixi. */
export function readPyprojectToml(text: string): Reading {
  const data = readToml(text);
  if (!isRecord(data)) return { dependencies: [], facts: [] };
  const where = locator(text);
  const lines = tomlLines(text);
  const quoted = (raw: string) => where.lineOf(`"${raw}"`) ?? where.lineOf(`'${raw}'`) ?? where.lineOf(raw);
  const list = (scope: DependencyScope, ...keys: string[]) =>
    textsAt(data, ...keys).flatMap((raw) => requirement(raw, scope, quoted(raw)));
  const groups = (...keys: string[]) => keysAt(data, ...keys).map((group) => [...keys, group]);
  const table = (scope: DependencyScope, ...keys: string[]) =>
    keysAt(data, ...keys)
      .filter((name) => name !== "python")
      .map((name): Dependency => ({
        ecosystem: "python",
        name: pythonName(name),
        scope,
        line: lines.get([...keys, name].join(".")),
      }));
  const dependencies = [
    ...list("runtime", "project", "dependencies"),
    ...groups("project", "optional-dependencies").flatMap((keys) => list(scopeOfGroup(keys.at(-1) ?? ""), ...keys)),
    ...groups("dependency-groups").flatMap((keys) => list("dev", ...keys)),
    ...groups("tool", "pdm", "dev-dependencies").flatMap((keys) => list("dev", ...keys)),
    ...list("dev", "tool", "uv", "dev-dependencies"),
    ...table("runtime", "tool", "poetry", "dependencies"),
    ...table("dev", "tool", "poetry", "dev-dependencies"),
    ...keysAt(data, "tool", "poetry", "group").flatMap((group) =>
      table(scopeOfGroup(group), "tool", "poetry", "group", group, "dependencies"),
    ),
    ...table("runtime", "tool", "pixi", "dependencies"),
    ...list("build", "build-system", "requires"),
  ];
  const self = [
    ["project", "name"],
    ["tool", "poetry", "name"],
  ].flatMap((keys) => requirement(textAt(data, ...keys) ?? "", "self", lines.get(keys.join("."))));
  return { dependencies: [...self, ...dependencies], facts: pythonFacts(data, lines) };
}

function pythonFacts(data: Record<string, unknown>, lines: ReadonlyMap<string, number>): Fact[] {
  const project = isRecord(data["project"]) ? ["project"] : ["tool", "poetry"];
  const line = (...keys: string[]) => lines.get(keys.join(".")) ?? lines.get(keys.slice(0, -1).join("."));
  const fact = (name: string, holds: boolean, ...keys: string[]): Fact[] =>
    holds ? [{ name, line: line(...keys) }] : [];
  const named = textAt(data, ...project, "name") !== undefined;
  const values = (key: string) => [...textsAt(data, "project", key), ...textsAt(data, "tool", "poetry", key)];
  const isPrivate =
    values("classifiers").some((each) => each.startsWith("Private ::")) ||
    at(data, "tool", "poetry", "package-mode") === false ||
    at(data, "tool", "uv", "package") === false;
  const scripts = [
    ["project", "scripts"],
    ["tool", "poetry", "scripts"],
  ].filter((keys) => keysAt(data, ...keys).length > 0);
  return [
    ...fact("python.package", named, ...project, "name"),
    ...fact("python.private", isPrivate, ...project, "classifiers"),
    ...fact("python.publishable", named && !isPrivate && isPublishable(data), ...project, "name"),
    ...scripts.map((keys) => ({ name: "python.script", line: line(...keys, keysAt(data, ...keys)[0] ?? "") })),
    ...fact("python.script", textAt(data, "tool", "maturin", "bindings") === "bin", "tool", "maturin", "bindings"),
    ...fact("python.gui-script", keysAt(data, "project", "gui-scripts").length > 0, "project", "gui-scripts"),
    ...wordsOf(textAt(data, ...project, "name") ?? "").map((word) => ({
      name: `python.name:${word}`,
      line: line(...project, "name"),
    })),
    ...values("classifiers").map((each) => ({
      name: `python.classifier:${each}`,
      line: line(...project, "classifiers"),
    })),
    ...values("keywords").map((each) => ({
      name: `python.keyword:${each.toLowerCase()}`,
      line: line(...project, "keywords"),
    })),
  ];
}

/** Something to build it with, and something to show on the index's page. */
function isPublishable(data: Record<string, unknown>): boolean {
  const builds = textAt(data, "build-system", "build-backend") !== undefined || isRecord(at(data, "tool", "poetry"));
  const classified = ["classifiers", "keywords"].some(
    (key) => listAt(data, "project", key).length + listAt(data, "tool", "poetry", key).length > 0,
  );
  const linked =
    keysAt(data, "project", "urls").length > 0 ||
    ["homepage", "repository", "documentation"].some((key) => textAt(data, "tool", "poetry", key) !== undefined);
  return builds && (classified || linked);
}
