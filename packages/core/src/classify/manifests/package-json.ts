import type { Dependency, DependencyScope, Fact, Reading } from "../types.ts";
import { type Locator, locator } from "./locate.ts";
import { wordsOf } from "./package-names.ts";
import { at, isRecord, keysAt, readJson, textAt, textsAt } from "./read-data.ts";

const SCOPES = {
  dependencies: "runtime",
  optionalDependencies: "runtime",
  devDependencies: "dev",
  peerDependencies: "peer",
} as const satisfies Record<string, DependencyScope>;

const BUILT = /\.(?:c|m)?js$|\.d\.ts$|\.css$|\.json$|\.wasm$/;

/** Reads package.json: dependencies of every scope, and what the package offers to others. */
export function readPackageJson(text: string): Reading {
  const data = readJson(text);
  if (!isRecord(data)) return { dependencies: [], facts: [] };
  const where = locator(text);
  const dependencies = Object.entries(SCOPES).flatMap(([section, scope]) =>
    keysAt(data, section).map((name): Dependency => ({
      ecosystem: "npm",
      name,
      scope,
      line: where.jsonKey(section, name),
    })),
  );
  const name = textAt(data, "name");
  const self: Dependency[] =
    name === undefined ? [] : [{ ecosystem: "npm", name, scope: "self", line: where.jsonKey("name") }];
  return { dependencies: [...self, ...dependencies], facts: packageFacts(data, where) };
}

function packageFacts(data: Record<string, unknown>, where: Locator): Fact[] {
  const isPrivate = data["private"] === true || data["private"] === "true";
  const has = (key: string) => data[key] !== undefined && data[key] !== null;
  const fact = (name: string, holds: boolean, key: string): Fact[] =>
    holds ? [{ name, line: where.jsonKey(key) }] : [];
  return [
    { name: "npm.package", line: where.jsonKey("name") ?? 1 },
    ...fact("npm.private", isPrivate, "private"),
    ...fact("npm.publishable", (!isPrivate && isPublishable(data)) || isDressed(data), publishableKey(data)),
    ...fact(isNamesake(data) ? "npm.bin" : "npm.side-bin", hasCommand(data["bin"]), "bin"),
    ...fact("npm.types", has("types") || has("typings"), has("types") ? "types" : "typings"),
    ...fact("npm.subpaths", subpaths(data).length > 1, "exports"),
    ...fact("npm.peers", keysAt(data, "peerDependencies").length > 0, "peerDependencies"),
    ...fact(
      "npm.workspaces",
      textsAt(data, "workspaces").length + textsAt(data, "workspaces", "packages").length > 0,
      "workspaces",
    ),
    ...fact(
      "npm.start",
      has("scripts") && ["start", "dev", "serve"].some((key) => textAt(data, "scripts", key)),
      "scripts",
    ),
    ...fact("npm.vscode", textAt(data, "engines", "vscode") !== undefined, "engines"),
    ...fact("npm.mcp", has("mcpName"), "mcpName"),
    ...wordsOf(textAt(data, "name") ?? "").map((word) => ({ name: `npm.name:${word}`, line: where.jsonKey("name") })),
    ...textsAt(data, "keywords").map((word) => ({
      name: `npm.keyword:${word.toLowerCase()}`,
      line: where.jsonKey("keywords"),
    })),
  ];
}

const PUBLISHING = ["publishConfig", "files", "exports", "module", "types", "typings", "browser", "unpkg"] as const;

/** Private in the repository, yet dressed for the registry: some projects drop the mark when they publish. */
function isDressed(data: Record<string, unknown>): boolean {
  const listed =
    data["keywords"] !== undefined && data["repository"] !== undefined && data["description"] !== undefined;
  return listed && Array.isArray(data["files"]) && entries(data).some((entry) => BUILT.test(entry));
}

function publishableKey(data: Record<string, unknown>): string {
  return PUBLISHING.find((key) => data[key] !== undefined) ?? "name";
}

/** A name and a version alone are what `npm init` writes; a package for others also says what it ships, and ships built files. */
function isPublishable(data: Record<string, unknown>): boolean {
  if (textAt(data, "name") === undefined) return false;
  if (isRecord(data["publishConfig"])) return true;
  const versioned = textAt(data, "version") !== undefined || Array.isArray(data["files"]);
  if (versioned && PUBLISHING.some((key) => data[key] !== undefined)) {
    const shipped = entries(data);
    return shipped.length === 0 || shipped.some((entry) => BUILT.test(entry));
  }
  const described = textAt(data, "description") !== undefined && (data["repository"] ?? data["homepage"]) !== undefined;
  return versioned && described && textAt(data, "main") !== undefined && textAt(data, "scripts", "start") === undefined;
}

function entries(data: Record<string, unknown>): string[] {
  const named = ["main", "module", "types", "typings"].map((key) => textAt(data, key));
  return [...named, ...leaves(data["exports"])]
    .filter((entry) => entry !== undefined && /\.[a-z]+$/.test(entry))
    .map(String);
}

function leaves(value: unknown, depth = 0): string[] {
  if (typeof value === "string") return [value];
  return isRecord(value) && depth < 4 ? Object.values(value).flatMap((each) => leaves(each, depth + 1)) : [];
}

function subpaths(data: Record<string, unknown>): string[] {
  return keysAt(data, "exports").filter((key) => key.startsWith(".") && key !== "./package.json");
}

/** A command called like its package, or one of a package called cli, is the point of the package. */
function isNamesake(data: Record<string, unknown>): boolean {
  const name = wordsOf(textAt(data, "name") ?? "");
  return (
    typeof data["bin"] === "string" ||
    name.includes("cli") ||
    keysAt(data, "bin").some((command) => isPartOf(wordsOf(command), name))
  );
}

/** A word of the command is one of the package's, or begins one, as in `trigger` and trigger.dev. */
function isPartOf(command: readonly string[], name: readonly string[]): boolean {
  return command.some((word) => name.some((each) => each === word || (word.length > 2 && each.startsWith(word))));
}

function hasCommand(bin: unknown): boolean {
  return typeof bin === "string" ? bin !== "" : keysAt(at(bin)).length > 0;
}
