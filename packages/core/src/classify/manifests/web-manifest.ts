import type { Reading } from "../types.ts";
import { locator } from "./locate.ts";
import { at, readJson, readYaml } from "./read-data.ts";

/** Reads manifest.json (also .yml): `manifest_version` makes a browser extension; web app manifests have none. */
export function readWebManifest(text: string, path: string): Reading {
  const data = path.endsWith(".json") ? readJson(text) : readYaml(text);
  const version = at(data, "manifest_version");
  if (version !== 2 && version !== 3) return { dependencies: [], facts: [] };
  return { dependencies: [], facts: [{ name: "extension.manifest", line: locator(text).lineOf("manifest_version") }] };
}
