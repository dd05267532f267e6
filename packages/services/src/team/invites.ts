import { DomainError } from "@yardlet/core/error";
import { Email, Password, PersonName, Role, type Invite, type Member } from "@yardlet/core/team";
import {
  consumeInvite,
  deleteInvite,
  emailTaken,
  findOpenInvite,
  getTeam,
  insertInvite,
  insertMember,
  listOpenInvites,
  recordAudit,
  recordEvent,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { hashPassword } from "./password.ts";
import { hashToken, newToken } from "./tokens.ts";

const VALID_MS = 7 * 86_400_000;
const Token = z.string().min(1).max(200);

export async function listInvites(ctx: ServiceContext): Promise<Invite[]> {
  requirePermission(ctx, "team.invite");
  return listOpenInvites(ctx.db, ctx.now());
}

export const InviteMemberInput = z.strictObject({ role: Role });

/** A link for one person, valid for 7 days. The token is shown once; only its hash is stored. */
export async function inviteMember(
  ctx: ServiceContext,
  input: z.infer<typeof InviteMemberInput>,
): Promise<{ invite: Invite; token: string }> {
  requirePermission(ctx, "team.invite");
  const token = newToken();
  return transact(ctx, async (tx) => {
    const invite = await insertInvite(tx, {
      tokenHash: hashToken(token),
      role: input.role,
      createdBy: ctx.actor.name,
      expiresAt: new Date(ctx.now().getTime() + VALID_MS),
    });
    await recordAudit(tx, ctx.actor, { action: "team.invite", subject: input.role, reason: "invitation link made" });
    await recordEvent(tx, "team", "team");
    return { invite, token };
  });
}

export const RevokeInviteInput = z.strictObject({ id: z.string().min(1).max(128) });

export async function revokeInvite(ctx: ServiceContext, input: z.infer<typeof RevokeInviteInput>): Promise<void> {
  requirePermission(ctx, "team.invite");
  await transact(ctx, async (tx) => {
    if (!(await deleteInvite(tx, input.id))) {
      throw new DomainError("not_found", "this invitation is used up or gone; reload the list");
    }
    await recordAudit(tx, ctx.actor, { action: "team.revoke-invite", subject: input.id, reason: "withdrawn" });
    await recordEvent(tx, "team", "team");
  });
}

export const FindInviteInput = z.strictObject({ token: Token });

/** What the joining page shows; public, because only the token's holder can ask. */
export async function findInvite(
  ctx: Pick<ServiceContext, "db" | "now">,
  input: z.infer<typeof FindInviteInput>,
): Promise<{ role: Role; teamName: string }> {
  const invite = await findOpenInvite(ctx.db, hashToken(input.token), ctx.now());
  if (!invite) throw spentInvite();
  return { role: invite.role, teamName: (await getTeam(ctx.db)).name };
}

export const AcceptInviteInput = z.strictObject({ token: Token, name: PersonName, email: Email, password: Password });

/** Makes the member; the invitation is used up by it. */
export async function acceptInvite(ctx: ServiceContext, input: z.infer<typeof AcceptInviteInput>): Promise<Member> {
  const email = input.email.toLowerCase();
  const passwordHash = await hashPassword(input.password);
  return transact(ctx, async (tx) => {
    const invite = await findOpenInvite(tx, hashToken(input.token), ctx.now());
    if (!invite) throw spentInvite();
    if (!(await consumeInvite(tx, invite.id, email, ctx.now()))) throw spentInvite();
    if (await emailTaken(tx, email)) {
      throw new DomainError("conflict", `${email} is a member already; sign in instead`);
    }
    const member = await insertMember(tx, { name: input.name, email, passwordHash, role: invite.role });
    const actor = { kind: "person", id: member.userId, name: member.name, role: invite.role } as const;
    await recordAudit(tx, actor, {
      action: "team.join",
      subject: member.name,
      reason: `invited by ${invite.createdBy}`,
    });
    await recordEvent(tx, "team", "team");
    return member;
  });
}

function spentInvite(): DomainError {
  return new DomainError("refused", "this invitation is used up or older than 7 days; ask an admin for a new one");
}
