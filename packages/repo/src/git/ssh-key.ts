import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { DomainError } from "@yardlet/core/error";
import * as z from "zod";

/** A private key that can sign as ssh wants it. */
export interface SshKey {
  /** As `ssh-keygen -l` shows it. */
  readonly fingerprint: string;
  /** The public half, as ssh sends it. */
  readonly blob: Buffer;
  /** The public half as a line of `authorized_keys`. */
  readonly line: string;
  /** `flags` as of ssh-agent: which hash an RSA signature uses. */
  sign(data: Uint8Array, flags: number): Buffer;
}

const Jwk = z.discriminatedUnion("kty", [
  z.object({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.base64url() }),
  z.object({ kty: z.literal("EC"), crv: z.enum(["P-256", "P-384", "P-521"]), x: z.base64url(), y: z.base64url() }),
  z.object({ kty: z.literal("RSA"), n: z.base64url(), e: z.base64url() }),
]);

const CURVES = {
  "P-256": { name: "nistp256", hash: "sha256" },
  "P-384": { name: "nistp384", hash: "sha384" },
  "P-521": { name: "nistp521", hash: "sha512" },
} as const;

/** SSH_AGENT_RSA_SHA2_256 and SSH_AGENT_RSA_SHA2_512 of the agent protocol; without one it is ssh-rsa of old. */
const RSA_HASHES = [
  { flag: 4, name: "rsa-sha2-512", hash: "sha512" },
  { flag: 2, name: "rsa-sha2-256", hash: "sha256" },
  { flag: 0, name: "ssh-rsa", hash: "sha1" },
] as const;

/**
 * Reads a private key: OpenSSH's own form, or PEM (PKCS #1, PKCS #8, SEC 1) of Ed25519, ECDSA and RSA.
 * @throws DomainError `invalid` for anything else, and for a passphrase that is missing or does not open it; `field` says which.
 */
export async function readSshKey(privateKey: string, passphrase?: string): Promise<SshKey> {
  const secret = await openKey(privateKey, passphrase);
  const jwk = Jwk.safeParse(createPublicKey(secret).export({ format: "jwk" })).data;
  if (jwk === undefined) throw unreadable("it is of a kind that ssh does not use; make one with ssh-keygen -t ed25519");
  const { name, blob } = publicHalf(jwk);
  return {
    fingerprint: `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`,
    blob,
    line: `${name} ${blob.toString("base64")}`,
    sign: (data, flags) => signature(secret, jwk, data, flags),
  };
}

async function openKey(privateKey: string, passphrase: string | undefined): Promise<KeyObject> {
  const text = `${privateKey.replace(/\r\n?/g, "\n").trim()}\n`;
  try {
    return createPrivateKey({ key: await toPem(text, passphrase), format: "pem", passphrase });
  } catch (error) {
    if (error instanceof DomainError) throw error;
    // The words of the library may quote the key: they end here.
    const isSealed = /ENCRYPTED/.test(text.slice(0, 200));
    throw isSealed ? closed(passphrase) : unreadable("make one with ssh-keygen -t ed25519, and paste all of its lines");
  }
}

/** OpenSSH's own form is not known to OpenSSL; the library that knows it is loaded where it is needed alone. */
async function toPem(text: string, passphrase: string | undefined): Promise<string> {
  if (!text.startsWith("-----BEGIN OPENSSH PRIVATE KEY-----")) return text;
  const { utils } = (await import("ssh2")).default;
  const parsed = utils.parseKey(text, passphrase);
  if (!(parsed instanceof Error)) return parsed.getPrivatePEM();
  throw /passphrase|decrypt|encrypted|integrity/i.test(parsed.message)
    ? closed(passphrase)
    : unreadable("make one with ssh-keygen -t ed25519, and paste all of its lines");
}

function publicHalf(jwk: z.infer<typeof Jwk>): { name: string; blob: Buffer } {
  const bytes = (text: string) => Buffer.from(text, "base64url");
  if (jwk.kty === "OKP") return named("ssh-ed25519", bytes(jwk.x));
  if (jwk.kty === "RSA") return named("ssh-rsa", unsigned(bytes(jwk.e)), unsigned(bytes(jwk.n)));
  const { name } = CURVES[jwk.crv];
  const point = Buffer.concat([Buffer.from([4]), bytes(jwk.x), bytes(jwk.y)]);
  return named(`ecdsa-sha2-${name}`, Buffer.from(name), point);
}

function signature(secret: KeyObject, jwk: z.infer<typeof Jwk>, data: Uint8Array, flags: number): Buffer {
  if (jwk.kty === "OKP") return named("ssh-ed25519", sign(null, data, secret)).blob;
  if (jwk.kty === "RSA") {
    const { name, hash } = RSA_HASHES.find(({ flag }) => (flags & flag) === flag) ?? RSA_HASHES[2];
    return named(name, sign(hash, data, secret)).blob;
  }
  const { name, hash } = CURVES[jwk.crv];
  const both = sign(hash, data, { key: secret, dsaEncoding: "ieee-p1363" });
  const [r, s] = [both.subarray(0, both.length / 2), both.subarray(both.length / 2)];
  return named(`ecdsa-sha2-${name}`, Buffer.concat([string(unsigned(r)), string(unsigned(s))])).blob;
}

function named(name: string, ...parts: readonly Buffer[]): { name: string; blob: Buffer } {
  return { name, blob: Buffer.concat([Buffer.from(name), ...parts].map(string)) };
}

/** A `string` of the ssh protocol (RFC 4251): its length, then its bytes. */
export function string(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A number as an `mpint`: no leading zeros, but one where the first bit would make it negative. */
function unsigned(bytes: Buffer): Buffer {
  const from = bytes.findIndex((byte) => byte !== 0);
  const digits = from === -1 ? Buffer.alloc(0) : bytes.subarray(from);
  return (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits;
}

function closed(passphrase: string | undefined): DomainError {
  const why = passphrase ? "its passphrase does not open it" : "it is closed by a passphrase";
  return unreadable(`${why}; give the credential again, with the right one`, "passphrase");
}

function unreadable(why: string, field: "privateKey" | "passphrase" = "privateKey"): DomainError {
  return new DomainError("invalid", `the ssh key cannot be used: ${why}`, { field });
}
