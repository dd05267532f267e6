import path from "node:path";

/** Where the demo's repos lie, in the data folder. */
export function demoFolder({ dataDir }: { dataDir: string }): string {
  return path.join(dataDir, "demo");
}
