import { createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { SECRET_FILE } from "@yardlet/services";

/** Tells whether two installations have the same key, and nothing of the key; null where there is none. */
export function keyMark(dataDir: string): string | null {
  const file = path.join(dataDir, SECRET_FILE);
  const secret = process.env.YARDLET_SECRET ?? (existsSync(file) ? readFileSync(file, "utf8").trim() : undefined);
  return secret === undefined ? null : createHmac("sha256", secret).update("yardlet backup").digest("hex").slice(0, 16);
}
