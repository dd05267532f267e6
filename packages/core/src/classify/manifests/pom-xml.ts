import type { Dependency, DependencyScope, Fact, Reading } from "../types.ts";
import { locator } from "./locate.ts";
import { at, type Data, eachAt, isRecord, readXml, textAt } from "./read-data.ts";

const SCOPES: Readonly<Record<string, DependencyScope>> = {
  test: "dev",
  provided: "build",
  system: "build",
  import: "build",
};

/** Reads pom.xml: dependencies, the parent and plugins, as `group:artifact`. */
export function readPomXml(text: string): Reading {
  const project = at(readXml(text), "project");
  if (!isRecord(project)) return { dependencies: [], facts: [] };
  const where = locator(text);
  const artifact = (data: Data, scope: DependencyScope, group = ""): Dependency[] => {
    const name = textAt(data, "artifactId");
    if (name === undefined || name.includes("${")) return [];
    return [
      {
        ecosystem: "maven",
        name: `${textAt(data, "groupId") ?? group}:${name}`,
        scope,
        line: where.lineOf(`<artifactId>${name}<`),
      },
    ];
  };
  const plugins = [
    ...eachAt(project, "build", "plugins", "plugin"),
    ...eachAt(project, "build", "pluginManagement", "plugins", "plugin"),
  ];
  const dependencies = [
    ...eachAt(project, "parent").flatMap((each) => artifact(each, "runtime")),
    ...eachAt(project, "dependencies", "dependency").flatMap((each) =>
      artifact(each, SCOPES[textAt(each, "scope") ?? ""] ?? "runtime"),
    ),
    ...plugins.flatMap((each) => artifact(each, "build", "org.apache.maven.plugins")),
  ];
  return { dependencies, facts: pomFacts(project, where.lineOf) };
}

/** What Maven Central asks of a project that it distributes. */
const CENTRAL = ["licenses", "developers", "scm"] as const;

function pomFacts(project: Data, lineOf: (needle: string) => number | undefined): Fact[] {
  const packaging = textAt(project, "packaging") ?? "jar";
  const isApplication = ["war", "ear", "apk"].includes(packaging);
  const isPublished =
    at(project, "distributionManagement") !== undefined || CENTRAL.every((key) => at(project, key) !== undefined);
  return [
    { name: "jvm.package", line: lineOf("<project") },
    ...(isApplication ? [{ name: "jvm.application", line: lineOf("<packaging>") }] : []),
    ...(isPublished
      ? [{ name: "jvm.publishable", line: lineOf("<distributionManagement>") ?? lineOf("<licenses>") }]
      : []),
  ];
}
