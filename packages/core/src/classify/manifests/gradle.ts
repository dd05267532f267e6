import type { Dependency, DependencyScope, Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

const CONFIGURATION =
  /^\s*(?:add\(\s*["'])?([a-z][A-Za-z]*)["']?[\s(,]+(?:(?:project\.)?dependencies\.)?(?:(?:enforcedPlatform|platform|npm|gradleApi)\s*\(\s*)?(.*)$/;
const CONFIGURATION_NAME =
  /(?:^|[a-z])(?:[iI]mplementation|[aA]pi|[cC]ompileOnly|[rR]untimeOnly|[cC]ompile|[pP]rovided|kapt|ksp|[aA]nnotationProcessor|classpath|coreLibraryDesugaring|modImplementation|developmentOnly|shadow|include)$|^(?:kapt|ksp)[A-Z]/;

/** Reads build.gradle and build.gradle.kts by their declaring lines: plugins and dependencies. Nothing is evaluated. */
export function readGradle(text: string): Reading {
  const dependencies: Dependency[] = [];
  const facts: Fact[] = [];
  for (const { text: raw, line } of linesOf(text)) {
    const code = raw.replace(/^\s*\/\/.*/, "").replace(/\s\/\/.*$/, "");
    const found = pluginOf(code) ?? dependencyOf(code);
    if (found !== undefined) dependencies.push({ ...found, line });
    if (/^\s*(?:mavenPublishing|publishing)\s*\{/.test(code)) facts.push({ name: "jvm.publishable", line });
    if (/^\s*applicationId\s*[=\s]\s*["']/.test(code)) facts.push({ name: "android.application", line });
  }
  return { dependencies, facts: [{ name: "jvm.package", line: 1 }, ...facts] };
}

function pluginOf(code: string): Dependency | undefined {
  if (/\bapply\s*\(?\s*false\b/.test(code)) return undefined;
  const alias = /\balias\s*\(?\s*libs\.([\w.]+)/.exec(code)?.[1]?.replace(/\.get$/, "");
  if (alias !== undefined) return { ecosystem: "catalog", name: alias, scope: "build" };
  const kotlin = /^\s*kotlin\(\s*"([\w.-]+)"/.exec(code)?.[1];
  if (kotlin !== undefined) return { ecosystem: "gradle", name: `org.jetbrains.kotlin.${kotlin}`, scope: "build" };
  const id =
    /^\s*(?:id|plugins\.apply|apply)\b\s*\(?\s*(?:plugin\s*[:=]\s*)?["']([\w.-]+)["']/.exec(code)?.[1] ??
    /^\s*(?:plugins\s*\{\s*)?`?(application|java-library|maven-publish|war|ivy-publish|signing)`?\s*\}?\s*$/.exec(
      code,
    )?.[1];
  return id === undefined ? undefined : { ecosystem: "gradle", name: id, scope: "build" };
}

function dependencyOf(code: string): Dependency | undefined {
  const [, configuration = "", rest = ""] = CONFIGURATION.exec(code) ?? [];
  if (!CONFIGURATION_NAME.test(configuration)) return undefined;
  const scope = scopeOf(configuration);
  const alias = /^libs\.([\w.]+)/.exec(rest)?.[1];
  if (alias !== undefined) return { ecosystem: "catalog", name: alias, scope };
  const kotlin = /^kotlin\(\s*["']([\w-]+)["']/.exec(rest)?.[1];
  if (kotlin !== undefined) return { ecosystem: "maven", name: `org.jetbrains.kotlin:kotlin-${kotlin}`, scope };
  const named = /^\(?\s*group\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.-]+)["']/.exec(rest);
  const coordinates = /^\(?\s*["']([\w.-]+):([\w.-]+)(?=[:"'@])/.exec(rest) ?? named;
  return coordinates === null ? undefined : { ecosystem: "maven", name: `${coordinates[1]}:${coordinates[2]}`, scope };
}

function scopeOf(configuration: string): DependencyScope {
  if (/^(?:test|androidTest|integrationTest)|Test(?:Implementation|Api|CompileOnly|RuntimeOnly)$/.test(configuration))
    return "dev";
  return /^(?:kapt|ksp|classpath|compileOnly|annotationProcessor|provided)/.test(configuration) ? "build" : "runtime";
}

/** Plugins that say what a module is for, also under the alias names most version catalogs give them. */
const PLUGIN_FACTS: ReadonlyMap<string, string> = new Map([
  ["application", "jvm.application"],
  ["war", "jvm.application"],
  ["org.springframework.boot", "jvm.application"],
  ["io.quarkus", "jvm.application"],
  ["io.ktor.plugin", "jvm.application"],
  ["io.micronaut.application", "jvm.application"],
  ["com.github.johnrengelman.shadow", "jvm.application"],
  ["com.gradleup.shadow", "jvm.application"],
  ["com.android.application", "android.application"],
  ["plugins.android.application", "android.application"],
  ["plugins.androidApplication", "android.application"],
  ["com.android.library", "android.library"],
  ["plugins.android.library", "android.library"],
  ["maven-publish", "jvm.publishable"],
  ["ivy-publish", "jvm.publishable"],
  ["com.vanniktech.maven.publish", "jvm.publishable"],
  ["com.gradle.plugin-publish", "jvm.publishable"],
  ["java-gradle-plugin", "jvm.publishable"],
]);

/** A build's own plugin for publishing says so in its id, as in `acme.publish-conventions`. */
const PUBLISHING = /(?:^|[.-])publish(?:ing)?(?:[.-]|$)/;

/** The facts that follow from a module's plugins, once aliases are resolved. */
export function pluginFacts(dependencies: readonly Dependency[]): Fact[] {
  return dependencies.flatMap(({ name, scope, line }) => {
    const fact =
      scope === "build"
        ? (PLUGIN_FACTS.get(name) ?? (PUBLISHING.test(name) ? "jvm.publishable" : undefined))
        : undefined;
    return fact === undefined ? [] : [{ name: fact, line }];
  });
}
