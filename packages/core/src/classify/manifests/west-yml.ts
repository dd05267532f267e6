import type { Reading } from "../types.ts";
import { locator } from "./locate.ts";
import { at, isRecord, readYaml } from "./read-data.ts";

/** Reads west.yml, the manifest of a Zephyr workspace. */
export function readWestYml(text: string): Reading {
  const isManifest = isRecord(at(readYaml(text), "manifest"));
  return {
    dependencies: [],
    facts: isManifest ? [{ name: "zephyr.manifest", line: locator(text).lineOf("manifest:") }] : [],
  };
}
