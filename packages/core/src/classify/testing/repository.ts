import type { ClassifyInput } from "../types.ts";

/** A small repository: tracked paths with the text of those that are manifests. */
export function repository(files: Record<string, string>): ClassifyInput {
  return {
    paths: Object.keys(files),
    manifests: Object.entries(files).map(([path, text]) => ({ path, text })),
  };
}

/** Files that are only there. */
export function empty(...paths: string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, ""]));
}

/** Many files of one kind. */
export function numbered(count: number, name: (i: number) => string): Record<string, string> {
  return empty(...Array.from({ length: count }, (_, i) => name(i)));
}

/** The package.json of a workspace's root. */
export const WORKSPACE = JSON.stringify({ name: "root", private: true, workspaces: ["apps/*", "packages/*"] });
