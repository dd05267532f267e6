import { randomBytes } from "node:crypto";

/** How much of a secret stays in sight afterwards, to tell keys apart by. */
const START = 10;

/** A key's secret: 32 random bytes, url-safe, behind a prefix by which scanners for leaked secrets find it. */
export function newSecret(): { secret: string; start: string } {
  const secret = `yk_${randomBytes(32).toString("base64url")}`;
  return { secret, start: secret.slice(0, START) };
}
