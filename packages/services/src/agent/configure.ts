import { AgentName } from "@yardlet/core/agent";
import { getTeam, recordAudit, recordEvent, updateTeam } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";

export const ConfigureAgentsInput = z.strictObject({
  /** Null leaves it to Yardlet. */
  agent: AgentName.nullable(),
  allowFullAccess: z.boolean(),
});

/** Settles which agent writes skills where a request names none, and whether one may be given the network. */
export async function configureAgents(ctx: ServiceContext, input: z.infer<typeof ConfigureAgentsInput>): Promise<void> {
  requirePermission(ctx, "agent.configure");
  const { agent, allowFullAccess } = input;
  await transact(ctx, async (tx) => {
    const before = await getTeam(tx);
    await updateTeam(tx, { agent, allowFullAccess });
    await recordAudit(tx, ctx.actor, {
      action: "agent.configure",
      subject: "agents",
      reason: "changed in settings",
      details: {
        before: { agent: before.agent, allowFullAccess: before.allowFullAccess },
        after: { agent, allowFullAccess },
      },
    });
    await recordEvent(tx, "team", "team");
  });
}
