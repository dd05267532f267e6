import type { Ecosystem, Reading } from "../types.ts";
import { at, keysAt, readToml, textAt } from "./read-data.ts";

/** Reads a Gradle version catalog (libs.versions.toml): which library or plugin each alias stands for. */
export function readVersionCatalog(text: string): Reading {
  const data = readToml(text);
  const aliases = new Map<string, { ecosystem: Ecosystem; name: string }>();
  for (const alias of keysAt(data, "libraries")) {
    const name = moduleOf(at(data, "libraries", alias));
    if (name !== undefined) aliases.set(accessor(alias), { ecosystem: "maven", name });
  }
  for (const alias of keysAt(data, "plugins")) {
    const plain = textAt(data, "plugins", alias)?.split(":")[0];
    const name = plain ?? textAt(data, "plugins", alias, "id");
    if (name !== undefined) aliases.set(`plugins.${accessor(alias)}`, { ecosystem: "gradle", name });
  }
  return { dependencies: [], facts: [], aliases };
}

/** How build scripts write an alias: dashes and underscores become dots. */
function accessor(alias: string): string {
  return alias.replaceAll(/[-_]/g, ".");
}

function moduleOf(library: unknown): string | undefined {
  const coordinates = typeof library === "string" ? library : textAt(library, "module");
  if (coordinates !== undefined) return coordinates.split(":").slice(0, 2).join(":");
  const [group, name] = [textAt(library, "group"), textAt(library, "name")];
  return group === undefined || name === undefined ? undefined : `${group}:${name}`;
}
