import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** What every secret begins with, so that scanners for leaked secrets find it. */
const SECRET_PREFIX = "yph_";

/** A new secret: 32 random bytes, in signs that every host's form takes. */
export function newPushSecret(): string {
  return `${SECRET_PREFIX}${randomBytes(32).toString("base64url")}`;
}

type Expected = (bytes: Uint8Array, secret: string) => string;

const hmac: Expected = (bytes, secret) => createHmac("sha256", secret).update(bytes).digest("hex");

/** What each host sends to prove that it knows the secret. GitLab has no signature and sends the secret itself. */
const PROOFS: readonly (readonly [header: string, expected: Expected])[] = [
  ["x-hub-signature-256", (bytes, secret) => `sha256=${hmac(bytes, secret)}`],
  ["x-forgejo-signature", hmac],
  ["x-gitea-signature", hmac],
  ["x-gitlab-token", (_bytes, secret) => secret],
];

/** What says which event a message is about, by host. */
const EVENTS = ["x-github-event", "x-forgejo-event", "x-gitea-event", "x-gitlab-event"] as const;

/** Reads a header of a request; null when it is not there. */
export type HeaderOf = (name: string) => string | null;

/** Whether a message proves by one of its headers that its sender knows the secret. Takes as long when it does as when it does not. */
export function isProven(header: HeaderOf, bytes: Uint8Array, secret: string): boolean {
  return PROOFS.map(([name, expected]) => same(header(name) ?? "", expected(bytes, secret))).includes(true);
}

/** Which event a message is about, as its host names it; empty when it does not say. */
export function eventOf(header: HeaderOf): string {
  return EVENTS.map((name) => header(name)).find((name) => name !== null) ?? "";
}

/** Of hashes, so that texts of any length are compared in one time. */
function same(one: string, other: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
