import { Switches } from "@yardlet/core/repo";
import { CoolOffHours, TeamName, type Team } from "@yardlet/core/team";
import { getTeam, recordAudit, recordEvent, updateTeam } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";

export interface TeamSettings {
  name: string;
  switches: Switches;
  /** How old evidence has to be, in hours, before Yardlet prunes by itself. */
  coolOffHours: number;
}

export async function getTeamSettings(ctx: ServiceContext): Promise<TeamSettings> {
  requirePermission(ctx, "team.read");
  const team = await getTeam(ctx.db);
  return settingsOfTeam(team);
}

export const UpdateTeamSettingsInput = z.strictObject({
  name: TeamName.optional(),
  switches: Switches.partial().optional(),
  coolOffHours: CoolOffHours.optional(),
});

export async function updateTeamSettings(
  ctx: ServiceContext,
  input: z.infer<typeof UpdateTeamSettingsInput>,
): Promise<TeamSettings> {
  requirePermission(ctx, "team.configure");
  return transact(ctx, async (tx) => {
    const before = await getTeam(tx);
    const { name, switches, coolOffHours } = input;
    await updateTeam(tx, {
      ...(name === undefined ? {} : { name }),
      ...(coolOffHours === undefined ? {} : { coolOffHours }),
      ...switches,
    });
    const after = await getTeam(tx);
    await recordAudit(tx, ctx.actor, {
      action: "team.configure",
      subject: after.name,
      reason: "changed in settings",
      details: {
        before: { name: before.name, ...before.switches, coolOffHours: before.coolOffHours },
        after: { name: after.name, ...after.switches, coolOffHours: after.coolOffHours },
      },
    });
    await recordEvent(tx, "team", "team");
    return settingsOfTeam(after);
  });
}

function settingsOfTeam({ name, switches, coolOffHours }: Team): TeamSettings {
  return { name, switches, coolOffHours };
}
