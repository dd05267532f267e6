import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { DomainError } from "@yardlet/core/error";
import type { ServiceContext } from "../context.ts";

const VERSION = "v1";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a secret with the installation's key. `owner` is whose it is: it opens for nobody else, wherever the text is copied to. */
export function sealSecret(ctx: Pick<ServiceContext, "settings">, owner: string, secret: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyOf(ctx), iv).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([iv, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${sealed.toString("base64url")}`;
}

/** @throws DomainError `refused` for what was sealed with another key, for another owner, or was changed since */
export function openSecret(ctx: Pick<ServiceContext, "settings">, owner: string, sealed: string): string {
  const [version, text = ""] = sealed.split(".");
  const bytes = Buffer.from(text, "base64url");
  try {
    if (version !== VERSION || bytes.length < IV_BYTES + TAG_BYTES) throw new Error("not a sealed secret");
    const decipher = createDecipheriv("aes-256-gcm", keyOf(ctx), bytes.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return `${decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, "utf8")}${decipher.final("utf8")}`;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError(
      "refused",
      "its secret was encrypted with another key than this installation has; rotate it, or bring secret.key back",
    );
  }
}

/** Not the key itself, which also signs sessions: one that is derived from it for this alone. */
function keyOf({ settings }: Pick<ServiceContext, "settings">): Buffer {
  if (settings.secret === undefined) {
    throw new DomainError(
      "unavailable",
      "this host has no key to encrypt with; set YARDLET_SECRET to what the data folder's secret.key holds",
    );
  }
  return Buffer.from(hkdfSync("sha256", Buffer.from(settings.secret, "hex"), "", "yardlet credential v1", 32));
}
