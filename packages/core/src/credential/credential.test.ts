import { expect, test } from "vitest";
import { CredentialPlace, hintOfSecret, SignIn } from "./input.ts";
import { readPrivateKey } from "./private-key.ts";

// Made for this test, known nowhere.
const ED25519 = `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACDifvHkM+LeL/EG6PF3bWnk8z+1zoX4F6FCdZOyd6MxSgAAAIien0Ponp9D
6AAAAAtzc2gtZWQyNTUxOQAAACDifvHkM+LeL/EG6PF3bWnk8z+1zoX4F6FCdZOyd6MxSg
AAAEB9yARhV6ycrlJG9g3sIlEg9MIEjb9RViRbE57IQ1pYgOJ+8eQz4t4v8Qbo8XdtaeTz
P7XOhfgXoUJ1k7J3ozFKAAAAAXgBAgME
-----END OPENSSH PRIVATE KEY-----
`;
const WITH_PASSPHRASE = `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABDp8f7X0A
RVdbkU3tI48ANdAAAAEAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIGsRDxDCXeWuXGmv
djGSUl+oFisFWXwwrkg19ZTBdGDdAAAAkBLC0Xi9dMzcr4ZVqpYn2ypgVjWO2+3pOCwAX/
n6MyybfHDMuqX48sCdZTLeDe50pE/8JBwWrUv+YcR7fg4jTEkTeGsdX6c/Q95bGgUnqpmk
LAVS+E8h76yXprM7uKW3EUSiQOxrTiAlKjGXkQopVgwO2uEFguvKOX0Et9bxbWDGGD7B/p
qmXxflU7/x69nWdQ==
-----END OPENSSH PRIVATE KEY-----
`;
const EC_PEM = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIMp79glSiAmz7CLrWJS2/pbKhY0TR9Lkto8yzswUC2r2oAoGCCqGSM49
AwEHoUQDQgAE+YWvvY6I4w0mQYv1FFPXBGKw4jGPT3nHx3BMXplrIrgsaER4pXIw
x2HtHreqc9iE0PTxND69gmWKFJuXLyYh/Q==
-----END EC PRIVATE KEY-----
`;
const ENCRYPTED_PEM = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAj0XbIfynq13gICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEAQIEEEM0LUXcCIsGa0yF2F26EOAEgZDu
1gHIEO4jMKGzLTww0wCGdOFGwCpyPscow0KUeZkyFwYL+iWrHaMx/KZSKC6fLLUY
9bAVzFnnXC5rV5pMHh7FgmkDyGtlRGy7yt6KKdXE0Dc1UrB37Om7pw8WVj+HH5cu
e5+aU1PNxUlhtlKNl1Aq6sakbMj8YogWRcjvc75ZQxYf/waGs3CgzFfJ8axmNew=
-----END ENCRYPTED PRIVATE KEY-----
`;
const PUBLIC = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOJ+8eQz4t4v8Qbo8XdtaeTzP7XOhfgXoUJ1k7J3ozFK x";

const COPY = "copy all of it, from the line BEGIN to the line END";
const whyNot = (text: string) => {
  const read = readPrivateKey(text);
  return read.ok ? "it is one" : read.why;
};

test("private keys are read in OpenSSH's form and in PEM, with lines mended", () => {
  expect(readPrivateKey(ED25519)).toMatchObject({ ok: true, text: ED25519, encrypted: false });
  const pasted = `\u{FEFF}\r\n${ED25519.replaceAll("\n", "  \r\n   ")}\r\n\r\n`;
  expect(readPrivateKey(pasted)).toMatchObject({ ok: true, text: ED25519 });
  expect(readPrivateKey(ED25519.replaceAll("\n", "\r"))).toMatchObject({ ok: true, text: ED25519 });
  expect(readPrivateKey(WITH_PASSPHRASE)).toMatchObject({ ok: true, encrypted: true });
  expect(readPrivateKey(EC_PEM)).toMatchObject({ ok: true, text: EC_PEM, encrypted: false });
  expect(readPrivateKey(ENCRYPTED_PEM)).toMatchObject({ ok: true, encrypted: true });
  const legacy =
    "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,CC86\n\nAAAA\n-----END RSA PRIVATE KEY-----\n";
  expect(readPrivateKey(legacy)).toMatchObject({ ok: true, text: legacy, encrypted: true });
});

test("what is cut off at any place is told, and never taken", () => {
  for (const key of [ED25519, WITH_PASSPHRASE, EC_PEM, ENCRYPTED_PEM]) {
    const [head = "", ...rest] = key.trimEnd().split("\n");
    const body = rest.slice(0, -1).join("");
    for (let length = 0; length < body.length; length += 7) {
      const cut = [head, body.slice(0, length), rest.at(-1)].join("\n");
      expect(whyNot(cut), cut).toMatch(/cut off|not a key as OpenSSH writes it/);
    }
    expect(whyNot(key.trimEnd().slice(0, -5))).toBe(`the key is cut off; ${COPY}`);
    expect(whyNot(rest.join("\n"))).toBe(`the key's first line is missing; ${COPY}`);
    expect(whyNot(rest.slice(0, 3).join("\n"))).toBe(`the key's first line is missing; ${COPY}`);
  }
});

test.each([
  [PUBLIC, /public key, which belongs on the git host; paste the private one/],
  ["ecdsa-sha2-nistp256 AAAAE2 a@b", /public key/],
  ["sk-ssh-ed25519@openssh.com AAAAG a@b", /public key/],
  ["-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", /public key/],
  ["---- BEGIN SSH2 PUBLIC KEY ----", /public key/],
  ["PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: none", /PuTTY's form; open it in PuTTYgen/],
  ["-----BEGIN CERTIFICATE-----\nAAAA", /certificate/],
  ["-----BEGIN PGP PRIVATE KEY BLOCK-----", /PGP key/],
  ["-----BEGIN DSA PRIVATE KEY-----", /no DSA keys/],
  ["-----BEGIN SECRET PRIVATE KEY-----", /ssh does not know a SECRET PRIVATE KEY/],
  [`${ED25519}${EC_PEM}`, /more than one key/],
  ["ghp_0123456789", /no private key; paste the whole file/],
  ["", /no private key/],
])("%s is no private key", (text, why) => {
  expect(whyNot(text)).toMatch(why);
});

const issuesOf = (value: unknown) =>
  (SignIn.safeParse(value).error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);

test("a sign-in is mended where that is safe, and refused at the field that is wrong", () => {
  const token = { kind: "password", username: " yardlet-bot ", secret: "\nglpat-x\r\n" };
  expect(SignIn.parse(token)).toEqual({ kind: "password", username: "yardlet-bot", secret: "glpat-x" });
  expect(SignIn.parse({ ...token, secret: " a b " })).toMatchObject({ secret: " a b " });
  const key = { kind: "ssh_key", privateKey: ED25519, passphrase: "", knownHosts: "# a\r\n\r\n" };
  expect(SignIn.parse(key)).toEqual({ kind: "ssh_key", privateKey: ED25519 });
  const host = `[git.example.com]:2222\t${PUBLIC}`;
  expect(SignIn.parse({ ...key, knownHosts: `${host}\r\n` })).toMatchObject({
    knownHosts: `[git.example.com]:2222 ${PUBLIC}\n`,
  });
  expect([
    ...issuesOf({ ...token, username: "a:b" }),
    ...issuesOf({ ...token, secret: "a\nb" }),
    ...issuesOf({ ...token, secret: "\r\n" }),
    ...issuesOf({ ...token, secret: EC_PEM }).slice(0, 1),
    ...issuesOf({ ...token, secret: "x".repeat(4_097) }),
    ...issuesOf({ ...key, privateKey: PUBLIC }),
    ...issuesOf({ ...key, privateKey: "x".repeat(32_769) }),
    ...issuesOf({ ...key, privateKey: WITH_PASSPHRASE }),
    ...issuesOf({ ...key, passphrase: "secret" }),
    ...issuesOf({ ...key, knownHosts: "SHA256:pS3faoY/YShDACi+akaxYXsGevYZvD0qtl3Fg+0G9os" }),
  ]).toEqual([
    "username: a user name has no blanks, colons and invisible characters",
    "secret: a token is one line; copy it once more",
    "secret: paste the token or password",
    "secret: this is an ssh key; choose the kind ssh key for it",
    "secret: a token has at most 4096 characters",
    "privateKey: this is the public key, which belongs on the git host; paste the private one, the file without .pub",
    "privateKey: this is too long for one key; paste the private key alone",
    "passphrase: this key opens with a passphrase; give it as well",
    "passphrase: this key has no passphrase; leave the field empty",
    "knownHosts: these are not lines of a known hosts file; paste what ssh-keyscan HOST prints, after comparing it with what the host publishes",
  ]);
  expect(JSON.stringify(SignIn.safeParse({ ...token, secret: "tell\nnobody" }).error)).not.toContain("nobody");
});

test("a place is named, and a short secret is not told in part", () => {
  expect(CredentialPlace.parse(" git.example.com ")).toBe("git.example.com");
  expect(CredentialPlace.safeParse(" ").success).toBe(false);
  expect([hintOfSecret("glpat-0123456789"), hintOfSecret("hunter2hunter2!")]).toEqual(["6789", ""]);
});
