import { Email, Password, PersonName, TeamName, type Member } from "@yardlet/core/team";
import { DomainError } from "@yardlet/core/error";
import {
  consumeSetupToken,
  getTeam,
  insertMember,
  recordAudit,
  recordEvent,
  updateTeam,
  type Database,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { hashPassword } from "./password.ts";
import { hashToken, newToken } from "./tokens.ts";

export interface SetupState {
  /** True until the first admin exists; then only the one-time link lets anybody in. */
  needsAdmin: boolean;
  /** True once the steps of the set-up page are done or skipped. */
  setUp: boolean;
  teamName: string;
}

export async function getSetupState(ctx: Pick<ServiceContext, "db">): Promise<SetupState> {
  const team = await getTeam(ctx.db);
  return { needsAdmin: team.adminAt === null, setUp: team.setUpAt !== null, teamName: team.name };
}

/**
 * Makes a fresh one-time set-up token while there is no admin, and makes the one before it worthless.
 * Answers undefined once there is an admin. For `npm start`, which prints the link.
 */
export async function renewSetupToken(db: Database): Promise<string | undefined> {
  if ((await getTeam(db)).adminAt !== null) return undefined;
  const token = newToken();
  await updateTeam(db, { setupTokenHash: hashToken(token) });
  return token;
}

export const CreateFirstAdminInput = z.strictObject({
  token: z.string().min(1).max(200),
  teamName: TeamName,
  name: PersonName,
  email: Email,
  password: Password,
});

/** The first admin; the token is used up by it. */
export async function createFirstAdmin(
  ctx: ServiceContext,
  input: z.infer<typeof CreateFirstAdminInput>,
): Promise<Member> {
  const passwordHash = await hashPassword(input.password);
  return transact(ctx, async (tx) => {
    if (!(await consumeSetupToken(tx, hashToken(input.token), ctx.now()))) {
      throw new DomainError(
        "refused",
        "this set-up link is not valid any more; use the one that npm start printed last",
      );
    }
    await updateTeam(tx, { name: input.teamName });
    const member = await insertMember(tx, {
      name: input.name,
      email: input.email.toLowerCase(),
      passwordHash,
      role: "admin",
    });
    const actor = { kind: "person", id: member.userId, name: member.name, role: "admin" } as const;
    await recordAudit(tx, actor, { action: "team.set-up", subject: input.teamName, reason: "one-time set-up link" });
    await recordEvent(tx, "team", "team");
    return member;
  });
}

/** Ends the set-up page. */
export async function finishSetup(ctx: ServiceContext): Promise<void> {
  requirePermission(ctx, "team.configure");
  await updateTeam(ctx.db, { setUpAt: ctx.now() });
}
