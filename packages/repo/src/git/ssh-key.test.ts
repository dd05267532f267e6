import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import ssh2 from "ssh2";
import { expect, test } from "vitest";
import { answerTo } from "./sign-in-ssh.ts";
import { readSshKey, string } from "./ssh-key.ts";

/** Made by `ssh-keygen -t ed25519 -N "open sesame" -a 4`, for these tests alone. */
const SEALED = `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABCCXEHuCL
aVXXaSNXdYwLQoAAAABAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAINOSU/GFE7p0fiWD
XnrKh+MiaCQcjMS25XjDtekLW5XdAAAAkKezGrAyF19JieQ93XhxMg8a5mOlqreWkr2GVf
zN4mbawWqyfxii+fNistg7YObYmPMZ4meSkkJqfb/KqhzmfU71qALaH0Nn05PIJLgyL8dl
bCakSNHlsW4fTx9R+k4kk1WPbQYAum7H3S/wlz7xw16BVRF4EcPo3pFR1TmUxLO/+RQsQJ
yLuRo7a9LQDF8xmw==
-----END OPENSSH PRIVATE KEY-----`;
const SEALED_PRINT = "SHA256:D5kXv9OE4gTniB4I+9M6apKk153+rtcieX3fjJ9Rho0";

const DATA = Buffer.from("to be signed");
const number = (value: number) => Buffer.from([0, 0, 0, value]);

const whole = (signature: Buffer) => signature;

const KINDS = [
  ["Ed25519", () => generateKeyPairSync("ed25519"), 0, "ssh-ed25519", null, whole],
  ["ECDSA", () => generateKeyPairSync("ec", { namedCurve: "P-384" }), 0, "ecdsa-sha2-nistp384", "sha384", plain],
  ["RSA, SHA-256", () => generateKeyPairSync("rsa", { modulusLength: 2048 }), 2, "rsa-sha2-256", "sha256", whole],
  ["RSA, SHA-512", () => generateKeyPairSync("rsa", { modulusLength: 2048 }), 4, "rsa-sha2-512", "sha512", whole],
] as const;

test.each(KINDS)(
  "%s: names itself as ssh does, and signs what ssh takes",
  async (_, make, flags, algorithm, hash, unpack) => {
    const { privateKey, publicKey } = make();
    const key = await readSshKey(
      privateKey.export({ type: "pkcs8", format: "pem" }).toString().replaceAll("\n", "\r\n"),
    );
    const parsed = ssh2.utils.parseKey(key.line);
    if (parsed instanceof Error) throw parsed;
    expect(createPublicKey(parsed.getPublicPEM()).equals(publicKey)).toBe(true);
    expect(answerTo(Buffer.from([11]), key).includes(key.blob)).toBe(true);
    const answer = answerTo(Buffer.concat([Buffer.from([13]), string(key.blob), string(DATA), number(flags)]), key);
    const [name, raw] = stringsIn(stringsIn(answer.subarray(1))[0]);
    expect([answer[0], name?.toString()]).toEqual([14, algorithm]);
    expect(verify(hash, DATA, { key: publicKey, dsaEncoding: "ieee-p1363" }, unpack(raw ?? Buffer.alloc(0)))).toBe(
      true,
    );
  },
);

test("OpenSSH's own form with a passphrase; without the right one it says so", async () => {
  expect((await readSshKey(SEALED, "open sesame")).fingerprint).toBe(SEALED_PRINT);
  const refused = (message: RegExp) => ({ code: "invalid", message: expect.stringMatching(message) });
  await expect(readSshKey(SEALED)).rejects.toMatchObject(refused(/is closed by a passphrase/));
  await expect(readSshKey(SEALED, "wrong")).rejects.toMatchObject(refused(/passphrase does not open it/));
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" }).toString();
  await expect(readSshKey(pem)).rejects.toMatchObject(refused(/is closed by a passphrase/));
  expect((await readSshKey(pem, "x")).line).toMatch(/^ssh-ed25519 /);
});

test.each(["", "no key", SEALED.slice(0, 200), "ssh-ed25519 AAAA ada", SEALED.replace(/\n.{20}/, "\nAAAA")])(
  "%j is no key, and what was given is not repeated",
  async (text) => {
    const error = await readSshKey(text, "p4ss").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "invalid", message: expect.stringMatching(/^the ssh key cannot be used: /) });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/p4ss|b3BlbnNzaC1rZXk/);
  },
);

test("an agent for one key: everything else it fails, and goes on", async () => {
  const { privateKey } = generateKeyPairSync("ed25519");
  const key = await readSshKey(privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  const other = string(Buffer.from("ssh-ed25519 of somebody else"));
  for (const message of [
    Buffer.from([27, 0, 0, 0, 1, 0]),
    Buffer.from([13]),
    Buffer.concat([Buffer.from([13]), other, string(DATA), number(0)]),
    Buffer.concat([Buffer.from([13]), string(key.blob), Buffer.from([255, 255, 255, 255])]),
    Buffer.concat([Buffer.from([13]), string(key.blob), string(DATA)]),
  ]) {
    expect(answerTo(message, key)).toEqual(Buffer.from([5]));
  }
});

function stringsIn(bytes: Buffer = Buffer.alloc(0)): Buffer[] {
  if (bytes.length < 4) return [];
  const end = 4 + bytes.readUInt32BE(0);
  return [bytes.subarray(4, end), ...stringsIn(bytes.subarray(end))];
}

/** Two numbers of the ssh protocol, each filled up to 48 bytes. */
function plain(signature: Buffer): Buffer {
  return Buffer.concat(stringsIn(signature).map((part) => Buffer.concat([Buffer.alloc(48), part]).subarray(-48)));
}
