import { base64Bytes } from "../scan/codes.ts";

/** What a text that somebody pasted as a private key turns out to be. */
export type PrivateKeyRead =
  | { ok: false; why: string }
  | {
      ok: true;
      /** The key with line ends of one kind, and nothing around it. */
      text: string;
      /** Whether it takes a passphrase to open it. */
      encrypted: boolean;
    };

/** The largest RSA key that ssh makes takes 12 KB. */
export const MOST_KEY_CHARACTERS = 32_768;

const BEGIN = /^-----BEGIN ([A-Z0-9 ]+)-----$/;
const COPY_ALL = "copy all of it, from the line BEGIN to the line END";

/** What people paste in place of a private key, and what to paste instead. The first match counts. */
const MISTAKEN: readonly (readonly [pattern: RegExp, why: string])[] = [
  [
    /^PuTTY-User-Key-File-/,
    "this key is in PuTTY's form; open it in PuTTYgen, choose Conversions, Export OpenSSH key, and paste that",
  ],
  [
    /^((?:sk-)?(?:ssh-|ecdsa-)[a-z0-9@.-]+) AAAA|^---- BEGIN SSH2 PUBLIC KEY|^-----BEGIN (?:[A-Z]+ )?PUBLIC KEY/,
    "this is the public key, which belongs on the git host; paste the private one, the file without .pub",
  ],
  [/^-----BEGIN CERTIFICATE/, "this is a certificate, not a key; paste the private key"],
  [/^-----BEGIN PGP/, "this is a PGP key; git hosts want an ssh key, as ssh-keygen makes it"],
  [/^-----BEGIN DSA PRIVATE KEY/, "ssh takes no DSA keys any more; make one with ssh-keygen -t ed25519"],
];

const LABELS: readonly string[] = [
  "OPENSSH PRIVATE KEY",
  "RSA PRIVATE KEY",
  "EC PRIVATE KEY",
  "PRIVATE KEY",
  "ENCRYPTED PRIVATE KEY",
];

/** Reads a private key in OpenSSH's or PEM form as somebody pasted it: line ends and blanks around its lines are mended. */
export function readPrivateKey(pasted: string): PrivateKeyRead {
  const lines = pasted
    .replace(/^\u{FEFF}/u, "")
    .split(/\r\n?|\n/)
    .map((line) => line.trim());
  const from = lines.findIndex((line) => line !== "");
  const until = lines.findLastIndex((line) => line !== "");
  const kept = from < 0 ? [] : lines.slice(from, until + 1);
  const first = kept[0] ?? "";
  const mistaken = MISTAKEN.find(([pattern]) => pattern.test(first));
  if (mistaken) return { ok: false, why: mistaken[1] };
  const label = BEGIN.exec(first)?.[1];
  if (label === undefined) {
    const inside = kept.some((line) => line.startsWith("-----END ")) || /^[A-Za-z0-9+/=]{40,}$/.test(first);
    if (inside) return { ok: false, why: `the key's first line is missing; ${COPY_ALL}` };
    return { ok: false, why: "this is no private key; paste the whole file, which begins with -----BEGIN" };
  }
  if (!LABELS.includes(label)) {
    return { ok: false, why: `ssh does not know a ${label}; make a key with ssh-keygen -t ed25519` };
  }
  const end = kept.indexOf(`-----END ${label}-----`);
  if (end < 0) return { ok: false, why: `the key is cut off; ${COPY_ALL}` };
  if (end < kept.length - 1) return { ok: false, why: "there is more than one key here; paste one alone" };
  const headers = kept.findLastIndex((line) => /^[A-Za-z-]+: /.test(line));
  const body = kept.slice(headers + 1 || 1, end).join("");
  const whole = /^[A-Za-z0-9+/]+={0,2}$/.test(body) && body.length % 4 === 0;
  if (!whole) return { ok: false, why: `the key is cut off or was changed; ${COPY_ALL}` };
  const bytes = base64Bytes(body);
  const text = `${kept.join("\n")}\n`;
  if (label === "OPENSSH PRIVATE KEY") return readOpenSsh(bytes, text);
  if (!isWholeDer(bytes, headers > 0)) return { ok: false, why: `the key is cut off; ${COPY_ALL}` };
  return { ok: true, text, encrypted: label === "ENCRYPTED PRIVATE KEY" || /^Proc-Type: 4,ENCRYPTED$/m.test(text) };
}

const MAGIC = "openssh-key-v1\0";

/** The form of OpenSSH's file PROTOCOL.key: what it is encrypted with, how many keys, the public one, and the private part. */
function readOpenSsh(bytes: Uint8Array, text: string): PrivateKeyRead {
  const cut = { ok: false, why: `the key is cut off; ${COPY_ALL}` } as const;
  if (asciiOf(bytes.subarray(0, MAGIC.length)) !== MAGIC) {
    return { ok: false, why: `this is not a key as OpenSSH writes it; ${COPY_ALL}` };
  }
  const rest = bytes.subarray(MAGIC.length);
  const [cipher, kdf, options] = [takeField(rest, 0), takeField(rest, 1), takeField(rest, 2)];
  if (!cipher || !kdf || !options) return cut;
  const keys = rest.subarray(options.end);
  if (keys.length < 4) return cut;
  if (numberAt(keys, 0) !== 1) return { ok: false, why: "there is more than one key here; paste one alone" };
  const publicKey = takeField(keys.subarray(4), 0);
  const secret = takeField(keys.subarray(4), 1);
  if (!publicKey || !secret) return cut;
  const type = takeField(publicKey.bytes, 0);
  if (type && asciiOf(type.bytes).startsWith("sk-")) {
    return { ok: false, why: "this key works only with its security stick; make one without: ssh-keygen -t ed25519" };
  }
  return { ok: true, text, encrypted: asciiOf(cipher.bytes) !== "none" };
}

/** The n-th of the fields that follow each other, each with its length in four bytes before it. */
function takeField(bytes: Uint8Array, n: number): { bytes: Uint8Array; end: number } | undefined {
  let at = 0;
  for (let index = 0; ; index += 1) {
    if (at + 4 > bytes.length) return undefined;
    const end = at + 4 + numberAt(bytes, at);
    if (end > bytes.length) return undefined;
    if (index === n) return { bytes: bytes.subarray(at + 4, end), end };
    at = end;
  }
}

function numberAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
}

/** Whether the outermost sequence ends where the bytes do; where they are encrypted by PEM itself nothing can be told. */
function isWholeDer(bytes: Uint8Array, encrypted: boolean): boolean {
  if (encrypted) return bytes.length > 0;
  const [tag, length = 0] = bytes;
  if (tag !== 0x30) return false;
  if (length < 0x80) return bytes.length === 2 + length;
  const size = length - 0x80;
  const said = bytes.subarray(2, 2 + size).reduce((sum, byte) => sum * 256 + byte, 0);
  return bytes.length === 2 + size + said;
}

function asciiOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
