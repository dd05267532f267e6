import type { Dependency, DependencyScope, Fact, Reading } from "../types.ts";
import { tomlLines } from "./locate.ts";
import { wordsOf } from "./package-names.ts";
import { at, isRecord, keysAt, listAt, readToml, textAt, textsAt } from "./read-data.ts";

const SCOPES = {
  dependencies: "runtime",
  "dev-dependencies": "dev",
  dev_dependencies: "dev",
  "build-dependencies": "build",
  build_dependencies: "build",
} as const satisfies Record<string, DependencyScope>;

/** Reads Cargo.toml: dependencies (also of targets and of the workspace, under their real names), targets, categories. */
export function readCargoToml(text: string): Reading {
  const data = readToml(text);
  if (!isRecord(data)) return { dependencies: [], facts: [] };
  const lines = tomlLines(text);
  const tables: string[][] = [[], ...keysAt(data, "target").map((target) => ["target", target])];
  const dependencies = tables.flatMap((table) =>
    Object.entries(SCOPES).flatMap(([section, scope]) =>
      keysAt(data, ...table, section).map((key): Dependency => {
        const name = textAt(data, ...table, section, key, "package") ?? key;
        return { ecosystem: "cargo", name, scope, line: lineOf(lines, [...table, section, key].join(".")) };
      }),
    ),
  );
  const name = textAt(data, "package", "name");
  const self: Dependency[] =
    name === undefined ? [] : [{ ecosystem: "cargo", name, scope: "self", line: lines.get("package.name") }];
  return { dependencies: [...self, ...dependencies], facts: cargoFacts(data, lines) };
}

function lineOf(lines: ReadonlyMap<string, number>, name: string): number | undefined {
  return lines.get(name) ?? lines.get(`${name}.workspace`) ?? lines.get(`${name}.version`);
}

function cargoFacts(data: Record<string, unknown>, lines: ReadonlyMap<string, number>): Fact[] {
  const fact = (name: string, holds: boolean, key: string): Fact[] => (holds ? [{ name, line: lines.get(key) }] : []);
  const hasPackage = isRecord(data["package"]);
  const values = (key: string) => textsAt(data, "package", key).map((value) => value.toLowerCase());
  return [
    ...fact("cargo.package", hasPackage, "package"),
    ...fact("cargo.workspace", isRecord(data["workspace"]), "workspace"),
    ...fact("cargo.publishable", hasPackage && isPublishable(data), "package.description"),
    ...fact("cargo.bin", listAt(data, "bin").length > 0 || textAt(data, "package", "default-run") !== undefined, "bin"),
    ...fact("cargo.lib", isRecord(data["lib"]), "lib"),
    ...fact("cargo.proc-macro", at(data, "lib", "proc-macro") === true, "lib.proc-macro"),
    ...fact("cargo.cdylib", textsAt(data, "lib", "crate-type").includes("cdylib"), "lib.crate-type"),
    ...wordsOf(textAt(data, "package", "name") ?? "").map((word) => ({
      name: `cargo.name:${word}`,
      line: lines.get("package.name"),
    })),
    ...values("categories").map((each) => ({ name: `cargo.category:${each}`, line: lines.get("package.categories") })),
    ...values("keywords").map((each) => ({ name: `cargo.keyword:${each}`, line: lines.get("package.keywords") })),
  ];
}

/**
 * What crates.io asks for: a licence, and a description of its own (an inherited one describes the
 * whole product). Versions 0.0.x promise nothing to others. */
function isPublishable(data: Record<string, unknown>): boolean {
  const publish = at(data, "package", "publish");
  if (textAt(data, "package", "version")?.startsWith("0.0.") === true) return false;
  const allowed = publish === undefined || publish === true || (Array.isArray(publish) && publish.length > 0);
  const has = (key: string) => at(data, "package", key) !== undefined;
  return allowed && textAt(data, "package", "description") !== undefined && (has("license") || has("license-file"));
}
