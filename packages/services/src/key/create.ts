import { DomainError } from "@yardlet/core/error";
import { KeyName, Role, roleCovers, roleOfScope, Scope, type ApiKey } from "@yardlet/core/team";
import { countKeys, insertKey, recordAudit, recordEvent } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { requireRepo } from "../repo/find.ts";
import { hashToken } from "../team/tokens.ts";
import { newSecret } from "./secret.ts";

/** Keys that work at one time. */
export const MOST_KEYS = 500;

export const CreateKeyInput = z.strictObject({
  name: KeyName,
  role: Role,
  scopes: z
    .array(Scope)
    .min(1, "choose at least one scope; without one a key can do nothing")
    .max(Scope.options.length)
    .refine((scopes) => new Set(scopes).size === scopes.length, "a scope stands here twice"),
  /** The slug of the one repo the key may speak of; without it any. */
  repo: z.string().min(1).max(128).optional(),
});

/**
 * Makes a key for an agent or for CI. The secret is answered this once; only its hash is stored.
 * @throws DomainError `refused` for a scope that the role does not cover, `not_found` for an unknown repo, `limit_reached` at
 * MOST_KEYS keys.
 */
export async function createKey(
  ctx: ServiceContext,
  input: z.infer<typeof CreateKeyInput>,
): Promise<{ key: ApiKey; secret: string }> {
  requirePermission(ctx, "key.manage");
  const { name, role, scopes } = input;
  const beyond = scopes.find((scope) => !roleCovers(role, roleOfScope(scope)));
  if (beyond) {
    const needed = roleOfScope(beyond);
    throw new DomainError(
      "refused",
      `the scope ${beyond} needs the role ${needed}; choose it, or leave the scope out`,
      {
        scope: beyond,
        role: needed,
      },
    );
  }
  const { secret, start } = newSecret();
  return transact(ctx, async (tx) => {
    const repo = input.repo === undefined ? undefined : await requireRepo(tx, input.repo);
    if ((await countKeys(tx)) >= MOST_KEYS) {
      throw new DomainError("limit_reached", `the team has ${MOST_KEYS} keys; revoke those that nobody uses`);
    }
    const key = await insertKey(tx, {
      name,
      start,
      tokenHash: hashToken(secret),
      role,
      scopes,
      repoId: repo?.id ?? null,
      createdBy: ctx.actor.name,
      createdAt: ctx.now(),
    });
    await recordAudit(tx, ctx.actor, {
      action: "key.create",
      repoId: key.repoId,
      subject: `${name} (${start}…)`,
      reason: "made in settings",
      details: { key: key.id, role, scopes, repo: key.repoSlug },
    });
    await recordEvent(tx, "key", key.id);
    return { key, secret };
  });
}
