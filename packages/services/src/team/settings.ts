import { Switches } from "@yardlet/core/repo";
import { TeamName } from "@yardlet/core/team";
import { getTeam, recordAudit, recordEvent, updateTeam } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";

export interface TeamSettings {
  name: string;
  switches: Switches;
}

export async function getTeamSettings(ctx: ServiceContext): Promise<TeamSettings> {
  requirePermission(ctx, "team.read");
  const team = await getTeam(ctx.db);
  return { name: team.name, switches: team.switches };
}

export const UpdateTeamSettingsInput = z.strictObject({
  name: TeamName.optional(),
  switches: Switches.partial().optional(),
});

export async function updateTeamSettings(
  ctx: ServiceContext,
  input: z.infer<typeof UpdateTeamSettingsInput>,
): Promise<TeamSettings> {
  requirePermission(ctx, "team.configure");
  return transact(ctx, async (tx) => {
    const before = await getTeam(tx);
    await updateTeam(tx, { ...(input.name === undefined ? {} : { name: input.name }), ...input.switches });
    const after = await getTeam(tx);
    await recordAudit(tx, ctx.actor, {
      action: "team.configure",
      subject: after.name,
      reason: "changed in settings",
      details: {
        before: { name: before.name, ...before.switches },
        after: { name: after.name, ...after.switches },
      },
    });
    await recordEvent(tx, "team", "team");
    return { name: after.name, switches: after.switches };
  });
}
