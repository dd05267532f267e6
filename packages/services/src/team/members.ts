import { DomainError } from "@yardlet/core/error";
import { Role, type Member } from "@yardlet/core/team";
import {
  countAdmins,
  findMember,
  listMembers as queryMembers,
  recordAudit,
  recordEvent,
  removeMember as deleteMember,
  setMemberRole,
  type Db,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";

export async function listMembers(ctx: ServiceContext): Promise<Member[]> {
  requirePermission(ctx, "team.read");
  return queryMembers(ctx.db);
}

export const ChangeRoleInput = z.strictObject({ userId: z.string().min(1).max(128), role: Role });

export async function changeRole(ctx: ServiceContext, input: z.infer<typeof ChangeRoleInput>): Promise<void> {
  requirePermission(ctx, "team.manage");
  await transact(ctx, async (tx) => {
    const member = await requireMember(tx, input.userId);
    if (member.role === "admin" && input.role !== "admin") await requireAnotherAdmin(tx, member);
    await setMemberRole(tx, input.userId, input.role);
    await recordAudit(tx, ctx.actor, {
      action: "team.change-role",
      subject: member.name,
      reason: `${member.role} to ${input.role}`,
      details: { member: member.userId, before: member.role, after: input.role },
    });
    await recordEvent(tx, "team", "team");
  });
}

export const RemoveMemberInput = z.strictObject({ userId: z.string().min(1).max(128) });

export async function removeMember(ctx: ServiceContext, input: z.infer<typeof RemoveMemberInput>): Promise<void> {
  requirePermission(ctx, "team.manage");
  await transact(ctx, async (tx) => {
    const member = await requireMember(tx, input.userId);
    if (member.role === "admin") await requireAnotherAdmin(tx, member);
    await deleteMember(tx, input.userId);
    await recordAudit(tx, ctx.actor, {
      action: "team.remove-member",
      subject: member.name,
      reason: `was ${member.role}`,
    });
    await recordEvent(tx, "team", "team");
  });
}

async function requireMember(tx: Db, userId: string): Promise<Member> {
  const member = await findMember(tx, userId);
  if (member) return member;
  throw new DomainError("not_found", "there is no such member; reload the list of members");
}

async function requireAnotherAdmin(tx: Db, member: Member): Promise<void> {
  if ((await countAdmins(tx)) > 1) return;
  throw new DomainError("refused", `${member.name} is the only admin; make somebody else admin first`);
}
