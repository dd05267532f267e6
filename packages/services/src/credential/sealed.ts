import type { Credential, SignIn } from "@yardlet/core/credential";
import { DomainError } from "@yardlet/core/error";
import type { CredentialRow } from "@yardlet/db";
import type { GitCredential } from "@yardlet/repo";
import * as z from "zod";
import type { ServiceContext } from "../context.ts";
import { openSecret, sealSecret } from "./seal.ts";

const Sealed = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("password"), secret: z.string() }),
  z.strictObject({ kind: z.literal("ssh_key"), privateKey: z.string(), passphrase: z.string().optional() }),
]);

type Place = Pick<Credential, "id" | "host">;

/** The secret parts of a sign-in, encrypted for this credential and host alone. */
export function sealSignIn(ctx: ServiceContext, place: Place, signIn: SignIn): string {
  const { kind } = signIn;
  const secret: z.infer<typeof Sealed> =
    kind === "password"
      ? { kind, secret: signIn.secret }
      : {
          kind,
          privateKey: signIn.privateKey,
          ...(signIn.passphrase === undefined ? {} : { passphrase: signIn.passphrase }),
        };
  return sealSecret(ctx, ownerOf(place), JSON.stringify(secret));
}

/**
 * A credential as git is given it: to be kept in memory alone.
 * @throws DomainError `refused` when it was sealed with another key, `unavailable` where this host has none; both say what to do
 */
export function openSignIn(ctx: ServiceContext, row: CredentialRow): GitCredential {
  const sealed = Sealed.parse(JSON.parse(openRow(ctx, row)));
  if (sealed.kind === "password") return { ...sealed, username: row.username ?? "" };
  return { ...sealed, ...(row.knownHosts === null ? {} : { knownHosts: row.knownHosts }) };
}

function openRow(ctx: ServiceContext, row: CredentialRow): string {
  try {
    return openSecret(ctx, ownerOf(row), row.secret);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, details } = error;
    throw new DomainError(code, `the credential for ${row.host} cannot be opened: ${message}`, details);
  }
}

function ownerOf({ id, host }: Place): string {
  return `credential ${id} ${host}`;
}
