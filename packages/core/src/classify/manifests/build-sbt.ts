import type { Dependency, Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

const MODULE = /"([\w.-]+)"\s*%%?%?\s*"([\w.-]+)"\s*%\s*[^,)]+?(?:%\s*"?([\w,>-]+)"?)?\s*[,)]?\s*$/;
const PLUGINS = {
  PlayScala: "com.typesafe.play:play",
  PlayJava: "com.typesafe.play:play",
  PlayService: "com.typesafe.play:play",
};

/** Reads build.sbt and project/plugins.sbt by their declaring lines. Scala's version suffix is no part of the artifact's name. */
export function readBuildSbt(text: string, path: string): Reading {
  const dependencies: Dependency[] = [];
  const facts: Fact[] = path.endsWith("build.sbt") ? [{ name: "jvm.package", line: 1 }] : [];
  for (const { text: raw, line } of linesOf(text)) {
    const code = raw.replace(/^\s*\/\/.*/, "").trim();
    const [, group, artifact, configuration = ""] = MODULE.exec(code) ?? [];
    if (group !== undefined && artifact !== undefined) {
      const scope = /test/i.test(configuration) ? "dev" : "runtime";
      dependencies.push({ ecosystem: "maven", name: `${group}:${artifact}`, scope, line });
    }
    for (const [plugin, name] of Object.entries(PLUGINS)) {
      if (new RegExp(`\\benablePlugins\\(.*\\b${plugin}\\b`).test(code)) {
        dependencies.push({ ecosystem: "maven", name, scope: "runtime", line });
        facts.push({ name: "jvm.application", line });
      }
    }
    if (
      /\b(?:publishTo|sonatypeProfileName|publishMavenStyle|developers)\s*:=|"sbt-(?:ci-release|sonatype)"/.test(code)
    ) {
      facts.push({ name: "jvm.publishable", line });
    }
  }
  return { dependencies, facts };
}
