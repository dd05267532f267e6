import { SignIn } from "@yardlet/core/credential";
import { DomainError } from "@yardlet/core/error";
import { deleteCredential, rotateCredential as storeRotated } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { partsOf, told } from "./create.ts";
import { CredentialInput, loadUsers, noteCredential, readFailedAgain, requireCredential } from "./find.ts";

export const RotateCredentialInput = CredentialInput.extend({ signIn: SignIn });

/**
 * Puts another secret in place of the one before, which is gone. What could not be read with that one is read again.
 * @throws DomainError `not_found`; `invalid` for a secret of the other kind
 */
export async function rotateCredential(
  ctx: ServiceContext,
  { id, signIn }: z.infer<typeof RotateCredentialInput>,
): Promise<void> {
  requirePermission(ctx, "credential.manage");
  await transact(ctx, async (tx) => {
    const row = await requireCredential(tx, id);
    if (row.kind !== signIn.kind) {
      throw new DomainError("invalid", "a credential keeps its kind; add another one for this host");
    }
    const parts = await partsOf(ctx, row, signIn);
    await storeRotated(tx, id, { ...parts, rotatedBy: ctx.actor.name, rotatedAt: ctx.now() });
    await noteCredential(ctx, tx, row, { action: "credential.rotate", reason: "changed in settings", ...told(parts) });
    await readFailedAgain(ctx, tx, row);
  });
}

/** Forgets a credential for good. What was read with it stays; the host's own git settings count from now on. */
export async function removeCredential(ctx: ServiceContext, { id }: z.infer<typeof CredentialInput>): Promise<void> {
  requirePermission(ctx, "credential.manage");
  await transact(ctx, async (tx) => {
    const row = await requireCredential(tx, id);
    const { repos, isSource } = (await loadUsers(tx))(row);
    await deleteCredential(tx, id);
    const lost = { repos: repos.map(({ slug }) => slug), source: isSource };
    await noteCredential(ctx, tx, row, { action: "credential.remove", reason: "removed in settings", ...lost });
  });
}
