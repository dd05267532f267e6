import { randomUUID } from "node:crypto";
import { CredentialPlace, hintOfSecret, MOST_CREDENTIALS, SignIn } from "@yardlet/core/credential";
import { DomainError } from "@yardlet/core/error";
import { countCredentials, insertCredential, type CredentialRow } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { noteCredential, readFailedAgain } from "./find.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { hostOf } from "./place.ts";
import { sealSignIn } from "./sealed.ts";

export const CreateCredentialInput = z.strictObject({ place: CredentialPlace, signIn: SignIn });

/**
 * Stores how to sign in at a host; from then on every remote there is reached with it. What could not be read there is read again.
 * @throws DomainError `invalid` or `forbidden` for the host, `conflict` when it has a credential of this kind, `limit_reached` at
 * MOST_CREDENTIALS, `unavailable` where there is no key to encrypt with
 */
export async function createCredential(
  ctx: ServiceContext,
  { place, signIn }: z.infer<typeof CreateCredentialInput>,
): Promise<{ id: string; host: string }> {
  requirePermission(ctx, "credential.manage");
  const { kind } = signIn;
  const host = await hostOf(ctx, kind, place);
  const id = randomUUID();
  const parts = await partsOf(ctx, { id, host }, signIn);
  return transact(ctx, async (tx) => {
    if ((await countCredentials(tx)) >= MOST_CREDENTIALS) {
      throw new DomainError(
        "limit_reached",
        `the team has ${MOST_CREDENTIALS} credentials; remove those that nobody uses`,
      );
    }
    const by = { createdBy: ctx.actor.name, createdAt: ctx.now() };
    if (!(await insertCredential(tx, { id, kind, host, ...parts, ...by }))) {
      throw new DomainError("conflict", `there is a credential for ${host} already; change that one`, { host, kind });
    }
    await noteCredential(
      ctx,
      tx,
      { id, host, kind },
      { action: "credential.create", reason: "added in settings", ...told(parts) },
    );
    await readFailedAgain(ctx, tx, { host, kind });
    return { id, host };
  });
}

type Parts = Pick<CredentialRow, "username" | "secret" | "hint" | "knownHosts">;

/** What is stored of a sign-in: the secret sealed, and what people know it by. */
export async function partsOf(
  ctx: ServiceContext,
  place: Pick<CredentialRow, "id" | "host">,
  signIn: SignIn,
): Promise<Parts> {
  const secret = sealSignIn(ctx, place, signIn);
  if (signIn.kind === "password") {
    return { username: signIn.username, secret, hint: hintOfSecret(signIn.secret), knownHosts: null };
  }
  return { username: null, secret, hint: await fingerprintOf(signIn), knownHosts: signIn.knownHosts ?? null };
}

/** What the audit log says of it: the user, and whether the host's keys were given. */
export function told({ username, knownHosts }: Parts): Record<string, unknown> {
  return username === null ? { knownHosts: knownHosts !== null } : { username };
}
