import { AgentName } from "@yardlet/core/agent";
import { Role, type Invite, type Member, type Team } from "@yardlet/core/team";
import { clientOf, type Db } from "../client.ts";
import { newId } from "./rows.ts";

const TEAM = { where: { id: "team" } };

export async function getTeam(db: Db): Promise<Team> {
  const row = await clientOf(db).team.findUniqueOrThrow(TEAM);
  return {
    name: row.name,
    switches: { autoEquip: row.autoEquip, autoSkill: row.autoSkill, autoPrune: row.autoPrune },
    coolOffHours: row.coolOffHours,
    agent: row.agent === null ? null : AgentName.parse(row.agent),
    allowFullAccess: row.allowFullAccess,
    setupTokenHash: row.setupTokenHash,
    adminAt: row.adminAt,
    setUpAt: row.setUpAt,
  };
}

export async function updateTeam(
  db: Db,
  change: Partial<{
    name: string;
    autoEquip: boolean;
    autoSkill: boolean;
    autoPrune: boolean;
    coolOffHours: number;
    agent: AgentName | null;
    allowFullAccess: boolean;
    setupTokenHash: string | null;
    setUpAt: Date;
  }>,
): Promise<void> {
  await clientOf(db).team.update({ ...TEAM, data: change });
}

/** Uses up the set-up token, once: of two at the same time one gets true. */
export async function consumeSetupToken(db: Db, tokenHash: string, at: Date): Promise<boolean> {
  const used = await clientOf(db).team.updateMany({
    where: { id: "team", setupTokenHash: tokenHash, adminAt: null },
    data: { setupTokenHash: null, adminAt: at },
  });
  return used.count === 1;
}

/** Makes a person with an e-mail and password login and a role. */
export async function insertMember(
  db: Db,
  input: { name: string; email: string; passwordHash: string; role: Role },
): Promise<Member> {
  const id = newId();
  const user = await clientOf(db).user.create({
    data: {
      id,
      name: input.name,
      email: input.email,
      emailVerified: true,
      accounts: { create: { id: newId(), accountId: id, providerId: "credential", password: input.passwordHash } },
      member: { create: { role: input.role } },
    },
    include: { member: true },
  });
  return { userId: id, name: user.name, email: user.email, role: input.role, createdAt: user.createdAt };
}

export async function findMember(db: Db, userId: string): Promise<Member | undefined> {
  const row = await clientOf(db).member.findUnique({ where: { userId }, include: { user: true } });
  return row ? memberOf(row) : undefined;
}

export async function emailTaken(db: Db, email: string): Promise<boolean> {
  return (await clientOf(db).user.count({ where: { email } })) > 0;
}

export async function listMembers(db: Db): Promise<Member[]> {
  const rows = await clientOf(db).member.findMany({
    include: { user: true },
    orderBy: [{ createdAt: "asc" }, { userId: "asc" }],
  });
  return rows.map(memberOf);
}

export async function countAdmins(db: Db): Promise<number> {
  const rows = await clientOf(db).$queryRaw<{ userId: string }[]>`
    select user_id as "userId" from member where role = 'admin' for update`;
  return rows.length;
}

export async function setMemberRole(db: Db, userId: string, role: Role): Promise<void> {
  await clientOf(db).member.update({ where: { userId }, data: { role } });
}

/** Takes the membership and every session away; the audit log keeps the name. */
export async function removeMember(db: Db, userId: string): Promise<void> {
  await clientOf(db).session.deleteMany({ where: { userId } });
  await clientOf(db).user.delete({ where: { id: userId } });
}

export async function insertInvite(
  db: Db,
  input: { tokenHash: string; role: Role; createdBy: string; expiresAt: Date },
): Promise<Invite> {
  const row = await clientOf(db).invite.create({ data: { id: newId(), ...input } });
  return inviteOf(row);
}

export async function listOpenInvites(db: Db, now: Date): Promise<Invite[]> {
  const rows = await clientOf(db).invite.findMany({
    where: { usedAt: null, expiresAt: { gt: now } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  });
  return rows.map(inviteOf);
}

export async function findOpenInvite(db: Db, tokenHash: string, now: Date): Promise<Invite | undefined> {
  const row = await clientOf(db).invite.findFirst({ where: { tokenHash, usedAt: null, expiresAt: { gt: now } } });
  return row ? inviteOf(row) : undefined;
}

/** Uses an invite up, once: of two at the same time one gets true. */
export async function consumeInvite(db: Db, id: string, usedBy: string, at: Date): Promise<boolean> {
  const used = await clientOf(db).invite.updateMany({ where: { id, usedAt: null }, data: { usedAt: at, usedBy } });
  return used.count === 1;
}

export async function deleteInvite(db: Db, id: string): Promise<boolean> {
  return (await clientOf(db).invite.deleteMany({ where: { id, usedAt: null } })).count === 1;
}

function memberOf(row: {
  userId: string;
  role: string;
  createdAt: Date;
  user: { name: string; email: string };
}): Member {
  return {
    userId: row.userId,
    name: row.user.name,
    email: row.user.email,
    role: Role.parse(row.role),
    createdAt: row.createdAt,
  };
}

function inviteOf(row: Omit<Invite, "role"> & { role: string }): Invite {
  return {
    id: row.id,
    role: Role.parse(row.role),
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    usedAt: row.usedAt,
  };
}
