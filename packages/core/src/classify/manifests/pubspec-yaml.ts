import type { Dependency, DependencyScope, Fact, Reading } from "../types.ts";
import { locator } from "./locate.ts";
import { at, isRecord, keysAt, readYaml, textAt } from "./read-data.ts";

const SCOPES = { dependencies: "runtime", dev_dependencies: "dev" } as const satisfies Record<string, DependencyScope>;

/** Reads pubspec.yaml. `publish_to: none` marks an application; what may be published has a description and a version. */
export function readPubspecYaml(text: string): Reading {
  const data = readYaml(text);
  if (!isRecord(data)) return { dependencies: [], facts: [] };
  const where = locator(text);
  const lineIn = (section: string, key: string) =>
    where.lineOf(`\n  ${key}:`, Math.max(text.indexOf(`${section}:`), 0));
  const dependencies = Object.entries(SCOPES).flatMap(([section, scope]) =>
    keysAt(data, section).map((name): Dependency => {
      const line = lineIn(section, name);
      return { ecosystem: "pub", name, scope, line: line === undefined ? undefined : line + 1 };
    }),
  );
  const hasAll = ["name", "description", "version"].every((key) => at(data, key) !== undefined);
  const facts: Fact[] = [
    { name: "pub.package", line: where.lineOf("name:") },
    ...(hasAll && textAt(data, "publish_to") !== "none"
      ? [{ name: "pub.publishable", line: where.lineOf("description:") }]
      : []),
    ...(keysAt(data, "executables").length > 0 ? [{ name: "pub.bin", line: where.lineOf("executables:") }] : []),
    ...(textAt(data, "dependencies", "flutter", "sdk") === "flutter"
      ? [{ name: "pub.flutter", line: where.lineOf("sdk: flutter") }]
      : []),
    ...(isRecord(at(data, "flutter", "plugin")) ? [{ name: "pub.plugin", line: where.lineOf("plugin:") }] : []),
  ];
  return { dependencies, facts };
}
