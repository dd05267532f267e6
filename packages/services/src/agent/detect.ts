import { detectAgents, detectIsolations } from "@yardlet/agents";
import { recordEvent, recordWorkerAgents } from "@yardlet/db";
import { transact, type ServiceContext } from "../context.ts";

/** Finds out which agents this worker's host has, how they are isolated here, and stores it for people to choose from. */
export async function detectWorkerAgents(ctx: ServiceContext): Promise<void> {
  const [found, [isolation = "process"]] = await Promise.all([
    detectAgents(undefined, ctx.settings.agents),
    detectIsolations(),
  ]);
  const agents = found.map(({ name, version = null }) => ({ name, version, isolation }));
  await transact(ctx, async (tx) => {
    await recordWorkerAgents(tx, ctx.settings.host, agents, ctx.now());
    await recordEvent(tx, "team", "team");
  });
}
