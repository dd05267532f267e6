import { createHmac, randomBytes } from "node:crypto";

/** What every secret begins with, so that scanners for leaked secrets find it. */
const SECRET_PREFIX = "whsec_";

/** What is signed: which message it is, when it was sent in seconds since 1970, and its body. */
interface SignedMessage {
  id: string;
  timestamp: number;
  body: string;
}

/**
 * The headers that a receiver verifies a message by, signed with every secret given: while one is rotated the receiver may still
 * hold the one before. Source: the Standard Webhooks specification, symmetric signatures (v1).
 */
export function signatureHeaders(message: SignedMessage, secrets: readonly string[]): Record<string, string> {
  return {
    "webhook-id": message.id,
    "webhook-timestamp": String(message.timestamp),
    "webhook-signature": secrets.map((secret) => `v1,${sign(message, secret)}`).join(" "),
  };
}

/** HMAC-SHA256 over `id.timestamp.body` with the secret's bytes, in base64. */
export function sign({ id, timestamp, body }: SignedMessage, secret: string): string {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), "base64");
  return createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
}

/** A new secret: 32 random bytes. */
export function newWebhookSecret(): string {
  return `${SECRET_PREFIX}${randomBytes(32).toString("base64")}`;
}
