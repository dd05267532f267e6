import type { Dependency, Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

const MODULE = /"([\w.-]+)"\s*%%?%?\s*"([\w.-]+)"\s*%\s*[^,)]+?(?:%\s*"?([\w,>-]+)"?)?\s*[,)]?\s*$/;
const PLUGINS = { PlayScala: "com.typesafe.play:play", PlayJava: "com.typesafe.play:play", PlayService: "com.typesafe.play:play" };

/** Reads build.sbt by its declaring lines. Scala's version suffix is no part of the artifact's name. */
export function readBuildSbt(text: string): Reading {
  const dependencies: Dependency[] = [];
  const facts: Fact[] = [{ name: "jvm.package", line: 1 }];
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
    if (/^(?:ThisBuild\s*\/\s*)?(?:publishTo|sonatypeProfileName|publishMavenStyle)\b/.test(code)) facts.push({ name: "jvm.publishable", line });
  }
  return { dependencies, facts };
}
