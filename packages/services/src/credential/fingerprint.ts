import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { readPrivateKey, type SignIn } from "@yardlet/core/credential";
import { DomainError } from "@yardlet/core/error";

type SshKey = Extract<SignIn, { kind: "ssh_key" }>;

/**
 * The fingerprint of a private key, as ssh-keygen and git hosts show it: `SHA256:` and base64.
 * @throws DomainError `invalid` for a key that ssh cannot use, or that its passphrase does not open
 */
export function fingerprintOf({ privateKey, passphrase }: SshKey): string {
  const read = readPrivateKey(privateKey);
  const said = read.ok ? read.publicKey : undefined;
  const blob = said ?? publicPartOf(pemKeyOf(privateKey, passphrase));
  return `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;
}

function pemKeyOf(key: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    if (passphrase !== undefined) throw invalid("passphrase", "the key does not open with this passphrase");
    throw invalid("privateKey", "this key was changed, or is of a kind that nobody knows here; copy it once more");
  }
}

/** The public half as ssh sends it (RFC 4253, RFC 5656). */
function publicPartOf(key: KeyObject): Buffer {
  const { kty, e = "", n = "", crv = "", x = "", y = "" } = createPublicKey(key).export({ format: "jwk" });
  if (kty === "RSA") return fields("ssh-rsa", numberOf(e), numberOf(n));
  const curve = CURVES.get(crv);
  if (kty === "EC" && curve !== undefined) {
    return fields(`ecdsa-sha2-${curve}`, curve, Buffer.concat([Buffer.from([4]), bytesOf(x), bytesOf(y)]));
  }
  throw invalid("privateKey", "ssh reads a key of this kind only in OpenSSH's own form; make one with ssh-keygen");
}

const CURVES: ReadonlyMap<string, string> = new Map([
  ["P-256", "nistp256"],
  ["P-384", "nistp384"],
  ["P-521", "nistp521"],
]);

function fields(...parts: (string | Buffer)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

/** A number never begins with a bit that would make it negative. */
function numberOf(text: string): Buffer {
  const bytes = bytesOf(text);
  return (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, "base64url");
}

function invalid(field: string, message: string): DomainError {
  return new DomainError("invalid", message, { issues: [{ path: `signIn.${field}`, message }] });
}
