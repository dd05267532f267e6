import { createHash, randomBytes } from "node:crypto";

/** A secret for a link: 24 random bytes, url-safe. */
export function newToken(): string {
  return randomBytes(24).toString("base64url");
}

/** Only the hash is stored: a token is random enough that a plain sha256 will do. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
