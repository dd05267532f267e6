import * as z from "zod";
import { MOST_KEY_CHARACTERS, readPrivateKey } from "./private-key.ts";
import { MOST_HOST } from "./types.ts";

/** Where it is for, as somebody wrote it: a host, a host with its port, or the address of a repository there. */
export const CredentialPlace = z
  .string()
  .trim()
  .min(1, "name the host, such as git.example.com")
  .max(MOST_HOST, `a host has at most ${MOST_HOST} characters`);

const USER_NAME = /^[^\p{Cc}\p{Cf}:\s]+$/u;

/** Git asks for it line by line, and a colon ends it in what is sent. */
const UserName = z
  .string()
  .trim()
  .min(1, "a user name is needed; many hosts take any beside a token")
  .max(256, "a user name has at most 256 characters")
  .regex(USER_NAME, "a user name has no blanks, colons and invisible characters");

const MOST_SECRET = 4_096;

/** A line end that came with the pasted text goes; one in the middle would end the secret for git. */
const Secret = z
  .string()
  .max(MOST_SECRET, `a token has at most ${MOST_SECRET} characters`)
  .transform((text) => text.replace(/^[\r\n]+|[\r\n]+$/g, ""))
  .pipe(
    z
      .string()
      .min(1, "paste the token or password")
      .refine((text) => !text.includes("PRIVATE KEY-----"), "this is an ssh key; choose the kind ssh key for it")
      .refine((text) => !/\p{Cc}/u.test(text), "a token is one line; copy it once more"),
  );

const HOST_KEY = /^(?:@[a-z-]+ )?\S+ (?:ssh-|ecdsa-|sk-)\S+ AAAA[A-Za-z0-9+/]+=*(?: .*)?$/;

/** Lines of a known hosts file, without comments and blank lines. */
const KnownHosts = z
  .string()
  .max(16_384, "known hosts are at most 16 KB")
  .transform((text) =>
    text
      .split(/\r\n?|\n/)
      .map((line) => line.trim().replaceAll("\t", " "))
      .filter((line) => line !== "" && !line.startsWith("#")),
  )
  .refine(
    (lines) => lines.every((line) => HOST_KEY.test(line)),
    "these are not lines of a known hosts file; paste what ssh-keyscan HOST prints, after comparing it with what the host publishes",
  )
  .transform((lines) => (lines.length === 0 ? undefined : `${lines.join("\n")}\n`));

const Passphrase = z
  .string()
  .max(1_024, "a passphrase has at most 1024 characters")
  .refine((text) => !/\p{Cc}/u.test(text), "a passphrase is one line");

/** What signs in over https. */
const PasswordSignIn = z.strictObject({ kind: z.literal("password"), username: UserName, secret: Secret });

const PrivateKey = z
  .string()
  .max(MOST_KEY_CHARACTERS, "this is too long for one key; paste the private key alone")
  .transform((text, context) => {
    const read = readPrivateKey(text);
    if (read.ok) return read.text;
    context.addIssue({ code: "custom", message: read.why });
    return z.NEVER;
  });

/** What signs in over ssh. */
const SshKeySignIn = z
  .strictObject({
    kind: z.literal("ssh_key"),
    privateKey: PrivateKey,
    passphrase: Passphrase.transform((text) => (text === "" ? undefined : text)).optional(),
    knownHosts: KnownHosts.optional(),
  })
  .superRefine(({ privateKey, passphrase }, context) => {
    const read = readPrivateKey(privateKey);
    if (!read.ok || read.encrypted === (passphrase !== undefined)) return;
    const message = read.encrypted
      ? "this key opens with a passphrase; give it as well"
      : "this key has no passphrase; leave the field empty";
    context.addIssue({ code: "custom", path: ["passphrase"], message });
  });

/** How to sign in, secrets and all, as a person gave it; lines are mended. */
export const SignIn = z.discriminatedUnion("kind", [PasswordSignIn, SshKeySignIn]);
export type SignIn = z.infer<typeof SignIn>;

/** Of a shorter secret four signs would tell too much. */
const SHORTEST_TOLD = 16;

/** What people know a token by: its last four signs. */
export function hintOfSecret(secret: string): string {
  return secret.length < SHORTEST_TOLD ? "" : secret.slice(-4);
}
